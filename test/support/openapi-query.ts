import type { Ajv2020 } from 'ajv/dist/2020.js';
import { QUERY_EXCEPTIONS } from './openapi-exceptions.ts';

type Schema = { type?: string; properties?: Record<string, Schema>; oneOf?: Schema[]; items?: Schema };
export type Parameter = { name: string; in: string; schema: Schema; style?: string };

/** `filter[features][]` and `filter[features]` are one parameter; both styles of lists are in use. */
const toName = (key: string): string => key.replace(/\[\]$/, '');
const toSteps = (name: string): string[] => name.replaceAll(']', '').split('[');

const step = (schema: Schema, name: string): Schema | undefined =>
  schema.properties?.[name] ?? schema.oneOf?.map((option) => option.properties?.[name]).find((found) => found);

/** A parameter is described by its full name, or as a step into a deepObject. */
const schemaOf = (parameters: Parameter[], name: string): Schema | undefined => {
  const literal = parameters.find((parameter) => parameter.name === name);
  if (literal !== undefined) return literal.schema;
  const [first = '', ...rest] = toSteps(name);
  const root = parameters.find((parameter) => parameter.name === first)?.schema;
  return rest.reduce<Schema | undefined>((schema, part) => (schema === undefined ? schema : step(schema, part)), root);
};

const NUMERIC = /^-?\d+(?:\.\d+)?$/;

/** A query is text: read as what the description expects. */
const toTyped = (schema: Schema, values: string[]): unknown => {
  const [text = ''] = values;
  if (schema.type === 'array') return values.flatMap((value) => value.split(','));
  if (schema.type === 'integer' || schema.type === 'number') return NUMERIC.test(text) ? Number(text) : text;
  if (schema.type === 'boolean') return ['true', 'false'].includes(text) ? text === 'true' : text;
  return text;
};

export const checkQuery = ({
  ajv,
  operation,
  query,
  parameters,
}: {
  ajv: Ajv2020;
  operation: string;
  query: Record<string, string[]>;
  parameters: Parameter[];
}): string[] =>
  Object.entries(query).flatMap(([key, values]) => {
    const name = toName(key);
    const isExcepted = QUERY_EXCEPTIONS.some(
      (exception) => [null, operation].includes(exception.operation) && exception.name.test(name),
    );
    if (isExcepted) return [];
    const schema = schemaOf(parameters, name);
    if (schema === undefined) return [`the parameter ${name} is not described`];
    return ajv.validate(schema, toTyped(schema, values)) ? [] : [`${name}: ${ajv.errorsText()}`];
  });
