import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { answerCall, checkKey, toFaultReply, toRefusalReply } from './answer-call.ts';
import { createDesk, type Desk } from './desk.ts';
import { createCallLog, type Exchange, type LoggedCall, toQueryRecord } from './exchange.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createRateLimitHeaders } from './rate-limit.ts';
import { type RequestBody, readRequestBody } from './request-body.ts';
import type { Reply } from './route.ts';
import { createSimulation } from './simulation.ts';

export type TelnyxSimulatorOptions = {
  clock: Clock;
  /** The only key that is accepted. */
  apiKey: string;
  /** 0: any free port. */
  port?: number;
  host?: string;
  /** The newer parameters and fields; true unless said. */
  extras?: boolean;
  /** Requirement groups as `{ data }`; bare unless said. */
  envelopedGroups?: boolean;
  /** Told of every question with its answer, before the answer leaves. */
  onExchange?: (exchange: Exchange) => void;
};

export type TelnyxSimulator = {
  /** Ends in `/v2`. */
  url: string;
  desk: Desk;
  faults: Faults;
  /** The last calls, oldest first. */
  calls: readonly LoggedCall[];
  stop(): Promise<void>;
};

const BASE = '/v2';

const toBytes = (reply: Reply): { bytes: Uint8Array; json: unknown } =>
  reply.body instanceof Uint8Array
    ? { bytes: reply.body, json: undefined }
    : { bytes: Buffer.from(JSON.stringify(reply.body)), json: reply.body };

/** A Telnyx in memory, on its own port. Nothing is kept when it stops. */
export const startTelnyxSimulator = async (options: TelnyxSimulatorOptions): Promise<TelnyxSimulator> => {
  const { clock, apiKey, port = 0, host = '127.0.0.1', extras = true, envelopedGroups = false } = options;
  const simulation = createSimulation({ clock, extras, envelopedGroups });
  const faults = createFaults(simulation);
  const log = createCallLog();
  const rateLimitHeaders = createRateLimitHeaders();

  const answer = (request: IncomingMessage, url: URL, given: { body: RequestBody; fault: Fault | null }): Reply => {
    const path = url.pathname.slice(BASE.length);
    try {
      checkKey(request, apiKey);
      const faulty = toFaultReply(given.fault);
      if (faulty !== null) return faulty;
      const call = { method: request.method ?? 'GET', path, search: url.searchParams, body: given.body };
      return answerCall(simulation, call);
    } catch (error) {
      return toRefusalReply(error);
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', 'http://simulator');
    const path = url.pathname.slice(BASE.length);
    const note = (status: number): void =>
      log.add({ at: clock.now(), method, path, status, ms: Math.round(performance.now() - startedAt) });
    const fault = faults.take(method, path);
    if (fault?.kind === 'slow') await wait(fault.ms);
    if (fault?.kind === 'dropped') {
      note(0);
      request.socket.destroy();
      return;
    }
    const body = await readRequestBody(request).catch((error: unknown) => toRefusalReply(error));
    const reply = 'status' in body ? body : answer(request, url, { body, fault });
    const { bytes, json } = toBytes(reply);
    const isUnanswered = fault?.kind === 'no-answer-after-commit';
    note(isUnanswered ? 0 : reply.status);
    options.onExchange?.({
      method,
      path,
      query: toQueryRecord(url.searchParams),
      requestBody: 'json' in body && body.upload === null && Object.keys(body.json).length > 0 ? body.json : undefined,
      status: reply.status,
      responseBody: json,
    });
    if (isUnanswered) {
      if (fault.how !== 'hanging') request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json', ...rateLimitHeaders(), ...reply.headers });
    response.end(bytes);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actualPort}${BASE}`,
    desk: createDesk(simulation),
    faults,
    calls: log.calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
