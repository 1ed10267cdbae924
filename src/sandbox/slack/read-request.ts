import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from './shapes.ts';

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const parseJson = (text: string): Fields | null => {
  try {
    const value = JSON.parse(text) as unknown;
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
};

/** The arguments of a call: the query, and a form or a JSON object. `null`: a body that is neither. */
export const readArguments = async (request: IncomingMessage, url: URL): Promise<Fields | null> => {
  const query = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  if (body === '') return query;
  const isJson = (request.headers['content-type'] ?? '').includes('application/json');
  const given = isJson ? parseJson(body) : Object.fromEntries(new URLSearchParams(body));
  return given === null ? null : { ...query, ...given };
};

export const bearerOf = (request: IncomingMessage): string =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
