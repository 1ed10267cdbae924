import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Exchange } from '../../src/sandbox/telnyx/exchange.ts';
import { BODY_EXCEPTIONS, COMMON_REFUSALS, ENDPOINT_EXCEPTIONS } from './openapi-exceptions.ts';
import { checkQuery, type Parameter } from './openapi-query.ts';

type Operation = {
  parameters?: ({ $ref: string } | Parameter)[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { $ref: string } | { content?: Record<string, unknown> }>;
};
type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    parameters: Record<string, Parameter>;
    responses: Record<string, { content?: Record<string, unknown> }>;
  };
};

/** Telnyx's own description is not part of the project: checks against it are skipped where it is not at hand. */
export const OPENAPI_FILE = fileURLToPath(new URL('../../../shared/reference/telnyx-openapi.json', import.meta.url));

const ROOT = 'telnyx';
const escapePointer = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const lastOf = (ref: string): string => ref.split('/').at(-1) ?? '';
const isRefusal = (status: number): boolean => status >= 400;

const isExcepted = ({ instancePath, keyword, data }: ErrorObject): boolean =>
  BODY_EXCEPTIONS.some(
    (exception) =>
      exception.keyword === keyword &&
      exception.pointer.test(instancePath.replace(/\/\d+(?=\/|$)/g, '')) &&
      exception.value(data),
  );

const toSentence = ({ instancePath, message, data }: ErrorObject): string =>
  `${instancePath || '/'} ${message ?? 'is wrong'}: ${JSON.stringify(data)?.slice(0, 120)}`;

const findOperation = (description: Description, { method, path }: Exchange) => {
  const fits = (template: string) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  // The path without parameters wins over one with: /requirements/{id} must not swallow a literal neighbour.
  const template = Object.keys(description.paths)
    .filter((candidate) => fits(candidate) && description.paths[candidate]?.[method.toLowerCase()] !== undefined)
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  const operation = template === undefined ? undefined : description.paths[template]?.[method.toLowerCase()];
  return template === undefined || operation === undefined ? null : { template, operation };
};

const createChecks = (description: Description) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, validateSchema: false });
  formats.default(ajv);
  ajv.addSchema(description, ROOT);

  const checkBody = (pointer: string[], body: unknown): string[] => {
    const validate = ajv.getSchema(`${ROOT}#/${pointer.map(escapePointer).join('/')}`);
    if (validate === undefined) return [`no schema at ${pointer.join(' ')}`];
    if (validate(body) === true) return [];
    return (validate.errors ?? []).filter((error) => !isExcepted(error)).map(toSentence);
  };

  const checkResponse = (exchange: Exchange, { at, operation }: { at: string[]; operation: Operation }): string[] => {
    const { status, responseBody } = exchange;
    const response = operation.responses[String(status)];
    if (response === undefined) {
      return COMMON_REFUSALS.includes(status) ? [] : [`status ${status} is not described`];
    }
    const target =
      '$ref' in response ? ['components', 'responses', lastOf(response.$ref)] : [...at, 'responses', String(status)];
    const content =
      '$ref' in response ? description.components.responses[lastOf(response.$ref)]?.content : response.content;
    if (content?.['application/json'] === undefined || responseBody === undefined) return [];
    return checkBody([...target, 'content', 'application/json', 'schema'], responseBody);
  };

  const checkRequest = (exchange: Exchange, { at, operation }: { at: string[]; operation: Operation }): string[] => {
    // What was refused need not be well-formed.
    if (isRefusal(exchange.status)) return [];
    const parameters = (operation.parameters ?? []).map((parameter) =>
      '$ref' in parameter ? description.components.parameters[lastOf(parameter.$ref)] : parameter,
    );
    const queryProblems = checkQuery({
      ajv,
      operation: `${exchange.method} ${at[1]}`,
      query: exchange.query,
      parameters: parameters.filter((parameter) => parameter?.in === 'query') as Parameter[],
    });
    if (exchange.requestBody === undefined) return queryProblems;
    if (operation.requestBody === undefined) return [...queryProblems, 'a body is not described'];
    const pointer = [...at, 'requestBody', 'content', 'application/json', 'schema'];
    return [...queryProblems, ...checkBody(pointer, exchange.requestBody)];
  };

  return (exchange: Exchange): string[] => {
    const found = findOperation(description, exchange);
    if (found === null) {
      const isFine = exchange.status === 404 || ENDPOINT_EXCEPTIONS.some(({ path }) => path.test(exchange.path));
      return isFine ? [] : ['the endpoint is not described'];
    }
    const at = ['paths', found.template, exchange.method.toLowerCase()];
    const where = { at, operation: found.operation };
    return [
      ...checkRequest(exchange, where).map((problem) => `request: ${problem}`),
      ...checkResponse(exchange, where).map((problem) => `response ${exchange.status}: ${problem}`),
    ].map((problem) => `${exchange.method} ${found.template} ${problem}`);
  };
};

/** Null where Telnyx's description is not at hand; else checks one exchange and returns what contradicts it. */
export const openApiContract = (): { check: (exchange: Exchange) => string[] } | null => {
  if (!existsSync(OPENAPI_FILE)) return null;
  const description = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as Description;
  return { check: createChecks(description) };
};
