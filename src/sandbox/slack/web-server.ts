import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiReply, rateLimited, refused, runMethod } from './api-call.ts';
import type { Fault } from './faults.ts';
import { bearerOf, readArguments } from './read-request.ts';
import { refusalOf } from './refusal.ts';
import { writeResponse } from './response-hook.ts';
import { type Fields, textOf } from './shapes.ts';
import type { World } from './world.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; world: World };

const LOGIN_PAGE =
  '<!DOCTYPE html><html lang="en"><head><title>Sign in | Slack</title></head><body>Sign in</body></html>';

const sendJson = (response: ServerResponse, reply: ApiReply) => {
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(JSON.stringify(reply.body));
};

const scopeHeaders = (world: World): Record<string, string> =>
  world.botScopes === null ? {} : { 'x-oauth-scopes': world.botScopes.join(',') };

/** The answer a fault puts in place of the real one; null: the method runs. */
const faultReply = (fault: Fault | null): ApiReply | null => {
  if (fault?.retryAfterSeconds !== undefined) return rateLimited(fault.retryAfterSeconds);
  if (fault?.status !== undefined) return { status: fault.status, headers: {}, body: { fault: 'simulated' } };
  return fault?.error === undefined ? null : refused(fault.error);
};

const errorOf = (reply: ApiReply): string | null => {
  if (reply.body.ok === true) return null;
  return textOf(reply.body.error) || `http_${reply.status}`;
};

const answerMethod = async (exchange: Exchange, name: string) => {
  const { request, response, url, world } = exchange;
  const startedAt = performance.now();
  const args = await readArguments(request, url);
  const { token: _token, ...logged } = args ?? {};
  const log = (status: number, error: string | null) => {
    const ms = performance.now() - startedAt;
    world.calls.add({ at: world.clock.now(), method: name, args: logged, status, error, ms });
  };
  const fault = world.faults.take(name);
  if (fault?.delayMs !== undefined) await delay(fault.delayMs);
  if (fault?.drop === 'before') {
    log(0, 'dropped');
    request.socket.destroy();
    return;
  }
  const run = () =>
    args === null ? refused('invalid_json') : runMethod(world, { name, token: bearerOf(request), args });
  const reply = faultReply(fault) ?? run();
  log(fault?.drop === 'after' ? 0 : reply.status, fault?.drop === 'after' ? 'dropped' : errorOf(reply));
  if (fault?.drop === 'after') request.socket.destroy();
  else sendJson(response, { ...reply, headers: { ...scopeHeaders(world), ...reply.headers } });
};

const answerHook = async ({ request, response, url, world }: Exchange) => {
  const startedAt = performance.now();
  const body = await readArguments(request, url);
  const finish = (status: number, error: string | null) => {
    const ms = performance.now() - startedAt;
    world.calls.add({ at: world.clock.now(), method: 'response_url', args: body ?? {}, status, error, ms });
    sendJson(response, { status, headers: {}, body: error === null ? { ok: true } : { ok: false, error } });
  };
  const fault = world.faults.take('response_url');
  if (fault !== null) return finish(fault.status ?? 500, fault.error ?? 'simulated');
  if (body === null) return finish(400, 'invalid_payload');
  const use = world.responseUrls.use(url.pathname);
  if (use.kind === 'refused') return finish(404, use.error);
  try {
    writeResponse(world, { target: use.target, body });
    return finish(200, null);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return finish(400, refusal.error);
  }
};

/** Without the bot's token, or without its scope, Slack answers 200 and a page to sign in. */
const answerFile = ({ request, response, url, world }: Exchange) => {
  const id = /^\/files-pri\/[^/]+-([A-Z0-9]+)\//.exec(url.pathname)?.[1] ?? '';
  const stored = world.files.find(id);
  const mayRead = world.botScopes === null || world.botScopes.includes('files:read');
  const isBot = bearerOf(request) === world.credentials.botToken && mayRead;
  const status = stored === null ? 404 : 200;
  const error = isBot ? null : 'not_signed_in';
  world.calls.add({ at: world.clock.now(), method: 'files.download', args: { file: id }, status, error, ms: 0 });
  if (!isBot || stored === null) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(LOGIN_PAGE);
    return;
  }
  response.writeHead(200, { 'content-type': stored.file.mimetype, 'content-length': stored.content.byteLength });
  response.end(stored.content);
};

const route = async (exchange: Exchange, about: () => Fields): Promise<void> => {
  const { request, response, url } = exchange;
  const { pathname } = url;
  if (pathname.startsWith('/api/')) return answerMethod(exchange, pathname.slice('/api/'.length));
  if (pathname.startsWith('/files-pri/')) return answerFile(exchange);
  const isHook = /^\/(commands|actions|app)\//.test(pathname);
  if (isHook && request.method === 'POST') return answerHook(exchange);
  if (pathname === '/' && request.method === 'GET') {
    return sendJson(response, { status: 200, headers: {}, body: about() });
  }
  return sendJson(response, { status: 404, headers: {}, body: { ok: false, error: 'not_found' } });
};

/** The Web API, response URLs and files. A bug in the simulator is a 500 with its message, never a silence. */
export const createWebListener =
  ({ world, about }: { world: World; about: () => Fields }): RequestListener =>
  (request, response) => {
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    route({ request, response, url, world }, about).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      sendJson(response, { status: 500, headers: {}, body: { ok: false, error: 'internal_error', message } });
    });
  };
