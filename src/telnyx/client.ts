import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { createLate } from '../late.ts';
import type { Log } from '../log.ts';
import type { CutPages } from './cut-list.ts';
import type { HttpOptions } from './http.ts';
import type { Path, ResolvedPath } from './path.ts';
import { createRedact } from './redact.ts';
import { createReadRetries, type Tries } from './retry.ts';
import { type FailedCall, toTelnyxError, unreadableAnswer } from './telnyx-error.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Null and undefined are left out; a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

export type TelnyxRequest<Answer> = {
  path: Path;
  query?: Query;
  body?: unknown;
  /** Parses the answer; see `wire/`. */
  answer: z.ZodType<Answer>;
  /** The items of the list are not parsed: they are what this makes of the bytes that they came in. */
  cutItems?: CutPages<unknown>;
  timeoutMs?: number;
  /** Larger answers are refused; less than the client takes in general. */
  maxAnswerBytes?: number;
  /** Meanings that an error code has at this endpoint only. */
  errorCodes?: Readonly<Record<string, ErrorCode>>;
  /** What must not come back in an error's text, should Telnyx quote it: values, or what they look like (with the flag `g`). */
  personal?: readonly (string | RegExp)[];
};

/** One call as it went, for metrics. `path` is the template without ids; `status` is null when no answer came. */
export type TelnyxCall = { method: Method; path: string; status: number | null; ms: number; attempts: number };

export type ClientOptions = HttpOptions & {
  log: Log;
  /** For one try, from the first byte sent to the last byte read. */
  timeoutMs?: number;
  /** How long a read waits for Telnyx to be ready again, all its tries together. */
  maxWaitMs?: number;
  wait?: (ms: number) => Promise<unknown>;
  onCall?: (call: TelnyxCall) => void;
};

export type Client = {
  get<Answer>(request: TelnyxRequest<Answer>): Promise<Answer>;
  post<Answer>(request: TelnyxRequest<Answer>): Promise<Answer>;
  patch<Answer>(request: TelnyxRequest<Answer>): Promise<Answer>;
  delete<Answer>(request: TelnyxRequest<Answer>): Promise<Answer>;
};

const toSearch = (query: Query = {}) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) if (item !== null && item !== undefined) search.append(name, String(item));
  }
  return search;
};

/** Names the first field that cannot be read, never what stands in it. */
export const readAnswer = <Answer>(
  answer: z.ZodType<Answer>,
  { body, method, path }: Pick<FailedCall, 'method' | 'path'> & { body: unknown },
): Answer => {
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.map(String).join('.') || 'the whole';
  throw unreadableAnswer({ method, path, field });
};

type Sending = {
  method: Method;
  path: ResolvedPath;
  request: Pick<TelnyxRequest<unknown>, 'query' | 'body' | 'timeoutMs' | 'maxAnswerBytes' | 'cutItems'>;
  tries: Tries;
};

const smallerLimit = (wanted?: number, general = wanted): { maxContentLength?: number } =>
  wanted === undefined || general === undefined ? {} : { maxContentLength: Math.min(wanted, general) };

const createSend = (options: ClientOptions) => {
  const { timeoutMs = 10_000, maxWaitMs = 10_000, wait = sleep } = options;
  // Loaded with the first call: the start need not wait for axios.
  const load = createLate(async () => {
    const { createFreshConnection, createHttp, cuttingItems } = await import('./http.ts');
    return { http: createHttp(options), freshConnection: createFreshConnection(), cuttingItems };
  });
  return async ({ method, path, request, tries }: Sending) => {
    const { http, freshConnection, cuttingItems } = await load();
    const limitMs = request.timeoutMs ?? timeoutMs;
    // axios' own timeout does not notice a body that trickles; the signal does.
    const deadline = () => AbortSignal.timeout(limitMs);
    return http.request<unknown>({
      method,
      url: path.url,
      params: toSearch(request.query),
      data: request.body,
      timeout: limitMs,
      ...smallerLimit(request.maxAnswerBytes, options.maxAnswerBytes),
      signal: deadline(),
      ...(request.cutItems ? cuttingItems(request.cutItems) : {}),
      ...(method === 'GET'
        ? { 'axios-retry': createReadRetries(tries, { maxWaitMs, wait, deadline }) }
        : freshConnection),
    });
  };
};

/** The shared request: one place for the key, deadlines, retries, parsing, errors and the log line. */
export const createClient = (options: ClientOptions): Client => {
  const { apiKey, log, onCall } = options;
  const send = createSend(options);

  const call = async <Answer>(method: Method, request: TelnyxRequest<Answer>): Promise<Answer> => {
    const path = request.path();
    const tries: Tries = { count: 1 };
    const startedAt = performance.now();
    const report = (status: number | null) => {
      const ms = Math.round(performance.now() - startedAt);
      const done: TelnyxCall = { method, path: path.template, status, ms, attempts: tries.count };
      log.debug(done, 'telnyx call');
      onCall?.(done);
    };
    const redact = createRedact({ apiKey, personal: request.personal });
    const failed: FailedCall = { method, path: path.url, errorCodes: request.errorCodes, redact };
    const response = await send({ method, path, request, tries }).catch((error: unknown) => {
      const known = toTelnyxError(error, failed);
      report(known.details.telnyx?.status ?? null);
      throw known;
    });
    report(response.status);
    return readAnswer(request.answer, { ...failed, body: response.data });
  };

  return {
    get: (request) => call('GET', request),
    post: (request) => call('POST', request),
    patch: (request) => call('PATCH', request),
    delete: (request) => call('DELETE', request),
  };
};
