import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A request as it came in: `query` keeps every value of a repeated name. */
export type SeenRequest = {
  method: string;
  path: string;
  query: Record<string, string[]>;
  headers: IncomingMessage['headers'];
  body: unknown;
};

/** JSON with a status, any text with a type, or the raw response to do worse things with. */
export type ScriptedAnswer =
  | { status?: number; headers?: Record<string, string>; json: unknown }
  | { status?: number; headers?: Record<string, string>; text: string }
  | ((response: ServerResponse) => void);

export type HttpScript = {
  url: string;
  /** Every request, in the order of arrival. */
  seen: SeenRequest[];
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
};

const toSeen = async (request: IncomingMessage): Promise<SeenRequest> => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const names = [...new Set(url.searchParams.keys())];
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
    headers: request.headers,
    body: await readBody(request),
  };
};

const send = (response: ServerResponse, answer: ScriptedAnswer) => {
  if (typeof answer === 'function') return answer(response);
  const isJson = 'json' in answer;
  response.writeHead(answer.status ?? 200, {
    'content-type': isJson ? 'application/json' : 'text/html',
    ...answer.headers,
  });
  response.end(isJson ? JSON.stringify(answer.json) : answer.text);
};

/**
 * A server that answers with what the test says: a list is played in order and its last answer repeats; a function decides by request.
 * Closed, with its connections, after the test.
 */
export const startHttpScript = async (
  t: TestContext,
  script: ScriptedAnswer[] | ((request: SeenRequest) => ScriptedAnswer),
): Promise<HttpScript> => {
  const seen: SeenRequest[] = [];
  const pick = (request: SeenRequest): ScriptedAnswer => {
    if (typeof script === 'function') return script(request);
    return script[Math.min(seen.length, script.length) - 1] ?? { status: 500, json: {} };
  };
  const server = createServer(async (request, response) => {
    const asked = await toSeen(request);
    seen.push(asked);
    send(response, pick(asked));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen };
};
