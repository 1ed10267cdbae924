import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';

export type HttpRoute = { method: string; path: string; handle: RequestListener };
export type HttpServer = { start(): Promise<{ port: number }>; stop(): Promise<void> };

/** Slow clients are cut: nothing that calls us needs longer to send its request. */
const REQUEST_TIMEOUT_MS = 10_000;

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

type Options = { host: string; port: number; routes: HttpRoute[]; log: Log };

const toListener =
  ({ routes, log }: Options): RequestListener =>
  (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const onPath = routes.filter((route) => route.path === path);
    const route = onPath.find(({ method }) => method === request.method);
    if (!route) {
      sendJson(response, onPath.length > 0 ? 405 : 404, {
        error: onPath.length > 0 ? 'method not allowed' : 'not found',
      });
      return;
    }
    try {
      route.handle(request, response);
    } catch (error) {
      log.error({ path, reason: error instanceof Error ? error.message : 'unknown' }, 'a request failed');
      if (!response.headersSent) sendJson(response, 500, { error: 'failed' });
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
  return {
    start: () => listen(server, options),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};
