import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';

export type HttpRoute = { method: string; path: string; handle: RequestListener };
export type HttpServer = { start(): Promise<{ port: number }>; stop(): Promise<void> };

/** Slow clients are cut: nothing that calls us needs longer to send its request. */
const REQUEST_TIMEOUT_MS = 10_000;
/** A stop waits so long for answers on their way: Slack waits 3 s for its own. A request half sent is not waited for. */
const LAST_ANSWERS_MS = 3_500;

export const sendJson = (response: ServerResponse, { status, body }: { status: number; body: unknown }): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

type Options = { host: string; port: number; routes: HttpRoute[]; log: Log };

const findRoute = (routes: HttpRoute[], { method, path }: { method: string | undefined; path: string }) => {
  const onPath = routes.filter((route) => route.path === path);
  const refusal =
    onPath.length > 0
      ? { status: 405, body: { error: 'method not allowed' } }
      : { status: 404, body: { error: 'not found' } };
  return { route: onPath.find((route) => route.method === method), refusal };
};

const toListener =
  ({ routes, log }: Options): RequestListener =>
  (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const { route, refusal } = findRoute(routes, { method: request.method, path });
    if (!route) return sendJson(response, refusal);
    try {
      route.handle(request, response);
    } catch (error) {
      log.error({ path, reason: error instanceof Error ? error.message : 'unknown' }, 'a request failed');
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
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
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
