import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerCall, checkKey, toFaultReply, toRefusalReply } from './answer-call.ts';
import { type CallLog, type Exchange, toQueryRecord } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import { createRateLimitHeaders } from './rate-limit.ts';
import { type RequestBody, readRequestBody } from './request-body.ts';
import type { Reply } from './route.ts';
import type { Simulation } from './simulation.ts';
import { createStranger } from './stranger.ts';

type ListenerOptions = {
  simulation: Simulation;
  faults: Faults;
  log: CallLog;
  apiKey: string;
  onExchange: (exchange: Exchange) => void;
};

/** A request taken apart. `path` is below `/v2`. */
type Asked = { request: IncomingMessage; method: string; path: string; search: URLSearchParams; fault: Fault | null };

const BASE = '/v2';

const takeApart = (request: IncomingMessage, faults: Faults): Asked => {
  const { method = 'GET' } = request;
  const url = new URL(request.url ?? '/', 'http://simulator');
  const path = url.pathname.startsWith(`${BASE}/`) ? url.pathname.slice(BASE.length) : '/outside';
  return { request, method, path, search: url.searchParams, fault: faults.take(method, path) };
};

const sellFirst = ({ state }: Simulation, { json }: RequestBody): void => {
  const first: unknown = Array.isArray(json.phone_numbers) ? json.phone_numbers[0]?.phone_number : null;
  if (typeof first === 'string') state.taken.add(first);
};

type Accounts = Pick<ListenerOptions, 'simulation' | 'apiKey'> & { stranger: () => Simulation };

const answer = ({ simulation, stranger, apiKey }: Accounts, asked: Asked & { body: RequestBody }): Reply => {
  try {
    checkKey(asked.request, apiKey);
    if (asked.fault?.kind === 'number-sold') sellFirst(simulation, asked.body);
    const account = asked.fault?.kind === 'other-account' ? stranger() : simulation;
    return toFaultReply(asked.fault) ?? answerCall(account, asked);
  } catch (error) {
    return toRefusalReply(error);
  }
};

const toExchange = (
  { method, path, search }: Asked,
  { body, reply }: { body: RequestBody; reply: Reply },
): Exchange => ({
  method,
  path,
  query: toQueryRecord(search),
  requestBody: Object.keys(body.json).length > 0 ? body.json : undefined,
  status: reply.status,
  responseBody: reply.body instanceof Uint8Array ? undefined : reply.body,
});

const NO_BODY: RequestBody = { json: {}, upload: null };

/** One call from its first byte to its last, faults included. Null: the connection ends without an answer. */
const replyTo = async (options: ListenerOptions & Accounts, asked: Asked): Promise<Reply | null> => {
  const { fault, request } = asked;
  if (fault?.kind === 'slow') await wait(fault.ms);
  if (fault?.kind === 'dropped') return null;
  let body = NO_BODY;
  let reply: Reply;
  try {
    body = await readRequestBody(request);
    reply = answer(options, { ...asked, body });
  } catch (error) {
    reply = toRefusalReply(error);
  }
  options.onExchange(toExchange(asked, { body, reply }));
  return fault?.kind === 'no-answer-after-commit' ? null : reply;
};

const write = (
  response: ServerResponse,
  { reply, headers }: { reply: Reply; headers: Record<string, string> },
): void => {
  response.writeHead(reply.status, { 'content-type': 'application/json', ...headers, ...reply.headers });
  response.end(reply.body instanceof Uint8Array ? reply.body : JSON.stringify(reply.body));
};

/** What listens on the simulator's port. */
export const createListener = (options: ListenerOptions) => {
  let other: Simulation | null = null;
  const stranger = (): Simulation => {
    other ??= createStranger(options.simulation);
    return other;
  };
  const rateLimitHeaders = createRateLimitHeaders();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const asked = takeApart(request, options.faults);
    const { method, path, fault } = asked;
    const reply = await replyTo({ ...options, stranger }, asked);
    const ms = Math.round(performance.now() - startedAt);
    options.log.add({ at: options.simulation.clock.now(), method, path, status: reply?.status ?? 0, ms });
    if (reply !== null) write(response, { reply, headers: rateLimitHeaders() });
    else if (fault?.kind !== 'no-answer-after-commit' || fault.how !== 'hanging') request.socket.destroy();
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch(() => request.socket.destroy());
  };
};
