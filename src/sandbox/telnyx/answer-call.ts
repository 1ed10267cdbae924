import type { IncomingMessage } from 'node:http';
import { notFound, refusalOf, refuse, toErrorBody } from './errors.ts';
import type { Fault } from './faults.ts';
import { parseQuery } from './query.ts';
import type { RequestBody } from './request-body.ts';
import type { Reply } from './route.ts';
import { findRoute } from './routes.ts';
import { type Simulation, settle } from './simulation.ts';

export const toRefusalReply = (error: unknown): Reply => {
  const refusal = refusalOf(error);
  if (refusal !== null) return { status: refusal.status, body: toErrorBody(refusal) };
  // A bug of the simulator must look like one, not like a rule of Telnyx.
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: toErrorBody({ code: '10007', title: 'Unexpected error in the simulator', detail }) };
};

/** A key that is wrong or missing: 10009. */
export const checkKey = (request: IncomingMessage, apiKey: string): void => {
  if (request.headers.authorization === `Bearer ${apiKey}`) return;
  throw refuse('keyRefused', 'The API key is missing or is not known.');
};

/** Faults that answer instead of the endpoint; the others let the call through. */
export const toFaultReply = (fault: Fault | null): Reply | null => {
  if (fault?.kind === 'rate-limited') {
    const seconds = String(fault.resetSeconds ?? 1);
    const tooMany = refuse('tooMany', 'You have exceeded the maximum number of allowed requests.');
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': seconds, 'retry-after': seconds };
    return { ...toRefusalReply(tooMany), headers };
  }
  if (fault?.kind === 'server-error') {
    const body = toErrorBody({ code: '10007', title: 'Unexpected error', detail: 'An unexpected error occurred.' });
    return { status: fault.status ?? 503, body };
  }
  if (fault?.kind === 'html') {
    return {
      status: 200,
      body: Buffer.from('<html><body>Hold on</body></html>'),
      headers: { 'content-type': 'text/html' },
    };
  }
  if (fault?.kind === 'refused') return { status: fault.status ?? 422, body: toErrorBody(fault) };
  return fault?.kind === 'key-refused'
    ? toRefusalReply(refuse('keyRefused', 'The API key is missing or is not known.'))
    : null;
};

/** Runs the endpoint. Synchronous on purpose: two calls never interleave, so all values or none are written. */
export const answerCall = (
  simulation: Simulation,
  { method, path, search, body }: { method: string; path: string; search: URLSearchParams; body: RequestBody },
): Reply => {
  const now = settle(simulation);
  const found = findRoute(method, path);
  if (found === null) throw notFound();
  const { route, params } = found;
  const query = parseQuery(search, route.query ?? []);
  return route.handle({ simulation, params, query, body: body.json, upload: body.upload, now });
};
