import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Exchange } from '../../src/sandbox/telnyx/exchange.ts';
import { openApiContract } from '../support/openapi.ts';
import contract from './telnyx-contract.json' with { type: 'json' };

/** What we rely on, written by us: `telnyx-contract.json`. Query parameters, required fields of requests and answers. */
type Shape = 'one' | 'list' | 'map' | 'bare' | 'bareList' | 'bytes';
type Operation = { query?: string[]; request?: object; answer: { shape: Shape; of: string; meta?: string } };

const OPERATIONS: Record<string, Operation> = contract.operations as Record<string, Operation>;

/** `GET /number_orders/{number_order_id}` and so on: every operation that we rely on. */
export const contractOperations = (): string[] => Object.keys(OPERATIONS);

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'contract', $defs: contract.$defs });

const ref = (name: string) => ({ $ref: `contract#/$defs/${name}` });
const inData = (data: object, meta?: string) => ({
  type: 'object',
  required: meta === undefined ? ['data'] : ['data', 'meta'],
  properties: { data, ...(meta === undefined ? {} : { meta: ref(meta) }) },
});
const listOf = (name: string) => ({ type: 'array', items: ref(name) });

/** Groups come bare by the description and in `data` in the wild: both are fine. */
const answerSchemas: Record<Shape, (of: string, meta?: string) => object> = {
  one: (of) => inData(ref(of)),
  list: (of, meta) => inData(listOf(of), meta),
  map: (of) => inData({ type: 'object', additionalProperties: ref(of) }),
  bare: (of) => ({ anyOf: [ref(of), inData(ref(of))] }),
  bareList: (of) => ({ anyOf: [listOf(of), inData(listOf(of))] }),
  bytes: () => ({}),
};

/** Compiled once each: the suites judge thousands of exchanges. */
const compiled = new Map<string, ValidateFunction>();
const problemsOf = (name: string, { schema, value }: { schema: () => object; value: unknown }): string[] => {
  const validate = compiled.get(name) ?? ajv.compile(schema());
  compiled.set(name, validate);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`);
};

/** The operation that an exchange belongs to, undefined for an endpoint that we do not rely on. */
export const operationOf = ({ method, path }: Pick<Exchange, 'method' | 'path'>): string | undefined =>
  contractOperations().find((name) => {
    const [word = '', template = ''] = name.split(' ');
    return word === method && new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  });

const checkQuery = ({ query }: Exchange, known: string[]): string[] =>
  Object.keys(query)
    .map((key) => key.replace(/\[\]$/, ''))
    .filter((name) => !known.includes(name))
    .map((name) => `the parameter ${name} is not in our contract`);

/** A body without our own schema, like the PATCH of a reference, is left to Telnyx's description. */
const checkBody = (name: string, { requestBody }: Exchange): string[] => {
  const request = OPERATIONS[name]?.request;
  if (request === undefined || requestBody === undefined) return [];
  const schema = () => ({ ...request, $defs: contract.$defs });
  return problemsOf(`request ${name}`, { schema, value: requestBody });
};

const checkAnswer = (name: string, { responseBody }: Exchange): string[] => {
  const answer = OPERATIONS[name]?.answer;
  // A page of HTML with 200 and a document's bytes are no JSON.
  if (answer === undefined || responseBody === undefined) return [];
  const schema = () => answerSchemas[answer.shape](answer.of, answer.meta);
  return problemsOf(`answer ${name}`, { schema, value: responseBody });
};

const checkOwnContract = (exchange: Exchange): string[] => {
  if (exchange.status >= 400) {
    return problemsOf('errors', { schema: () => ref('errors'), value: exchange.responseBody });
  }
  const name = operationOf(exchange);
  if (name === undefined) return ['the endpoint is not in our contract'];
  const known = OPERATIONS[name]?.query ?? [];
  return [...checkQuery(exchange, known), ...checkBody(name, exchange), ...checkAnswer(name, exchange)];
};

const openApi = openApiContract();

/**
 * Holds one exchange against our own contract, and against Telnyx's description where it is at hand.
 * Requests are judged only when they were accepted.
 * @returns what contradicts, empty when it fits
 */
export const checkExchange = (exchange: Exchange): string[] => [
  ...checkOwnContract(exchange).map((problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`),
  ...(openApi?.check(exchange) ?? []),
];
