import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';

export type HttpRoute = {
  method: string;
  path: string;
  /** A larger body is refused unread; one that does not say its length is for the handler to count. None: no body at all. */
  bodyLimitBytes?: number;
  handle: RequestListener;
};
export type HttpServer = { start(): Promise<{ port: number }>; stop(): Promise<void> };

/** Slow clients are cut: nothing that calls us needs longer to send its request. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Node looks for slow clients every 30 s unless told otherwise, and would let them stay as much longer. */
const LOOKS_WITHIN_TIMEOUT = 10;
/** A stop waits so long for answers on their way: Slack waits 3 s for its own. A request half sent is not waited for. */
const LAST_ANSWERS_MS = 3_500;

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** @param answer `close`: what the client still sends is not read any more */
export const sendJson = (response: ServerResponse, answer: Answer & { close?: boolean }): void => {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(answer.close ? { connection: 'close' } : {}),
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body));
};

type Options = {
  host: string;
  port: number;
  routes: HttpRoute[];
  log: Log;
  /** For a request from its first byte to its last. */
  requestTimeoutMs?: number;
};

/** Null: it does not say how much it sends. */
const announcedBytes = ({ headers }: IncomingMessage): number | null =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : null;

const isTooLarge = (request: IncomingMessage, { bodyLimitBytes = 0 }: HttpRoute): boolean => {
  const bytes = announcedBytes(request);
  return bytes === null ? bodyLimitBytes === 0 : bytes > bodyLimitBytes;
};

/** The route that answers, or the answer that there is none. */
const findRoute = (routes: HttpRoute[], request: IncomingMessage): HttpRoute | Answer => {
  const [path = ''] = (request.url ?? '').split('?');
  const onPath = routes.filter((route) => route.path === path);
  if (onPath.length === 0) return { status: 404, body: { error: 'not found' } };
  const route = onPath.find(({ method }) => method === request.method);
  const allow = onPath.map(({ method }) => method).join(', ');
  if (!route) return { status: 405, body: { error: 'method not allowed' }, headers: { allow } };
  return isTooLarge(request, route) ? { status: 413, body: { error: 'too large' } } : route;
};

const toListener =
  ({ routes, log }: Options): RequestListener =>
  (request, response) => {
    const found = findRoute(routes, request);
    if ('status' in found) return sendJson(response, { ...found, close: announcedBytes(request) !== 0 });
    try {
      found.handle(request, response);
    } catch (error) {
      log.error({ path: found.path, reason: error instanceof Error ? error.message : 'unknown' }, 'a request failed');
      if (!response.headersSent) sendJson(response, { status: 500, body: { error: 'failed' } });
    }
  };

const listen = (server: Server, { host, port }: Options): Promise<{ port: number }> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new AppError(
          'invalid_input',
          `Cannot listen on ${host}:${port} (${cause.message}): choose another PORT or HOST`,
          { cause },
        ),
      ),
    );
    server.listen({ host, port }, () => resolve({ port: (server.address() as AddressInfo).port }));
  });

/** The app's one HTTP server, in both transports. */
export const createHttpServer = (options: Options): HttpServer => {
  const { requestTimeoutMs: requestTimeout = REQUEST_TIMEOUT_MS } = options;
  const connectionsCheckingInterval = requestTimeout / LOOKS_WITHIN_TIMEOUT;
  const server = createServer(
    { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval },
    toListener(options),
  );
  let isStopping = false;
  // Node keeps a connection open that becomes idle only after the server was closed.
  server.on('request', (_request, response) => {
    response.once('finish', () => setImmediate(() => isStopping && server.closeIdleConnections()));
  });
  return {
    start: () => listen(server, options),
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
