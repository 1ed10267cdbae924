import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createHttpServer, type HttpRoute, sendJson } from '../../src/http/http-server.ts';
import { readBody } from '../../src/http/read-body.ts';
import { createLog } from '../../src/log.ts';

const LIMIT = 1_000;
/** The real one is ten seconds. */
const PATIENCE_MS = 300;
const TRICKLE_MS = 40;

const start = async (t: TestContext) => {
  const handled: string[] = [];
  const routes: HttpRoute[] = [
    {
      method: 'GET',
      path: '/state',
      handle: (_, response) => {
        handled.push('state');
        sendJson(response, { status: 200, body: {} });
      },
    },
    {
      method: 'POST',
      path: '/take',
      bodyLimitBytes: LIMIT,
      handle: async (request, response) => {
        const body = await readBody(request, LIMIT);
        handled.push(body === null ? 'too much' : `${body.byteLength} bytes`);
        sendJson(response, { status: body === null ? 413 : 200, body: {}, close: body === null });
      },
    },
  ];
  const log = createLog({ level: 'silent' });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes, log, requestTimeoutMs: PATIENCE_MS });
  const { port } = await server.start();
  t.after(() => server.stop());
  const open = async (): Promise<{ socket: Socket; answer: () => string; closed: Promise<unknown> }> => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await once(socket, 'connect');
    return { socket, answer: () => text, closed };
  };
  /** What the server says before it closes the connection. */
  const say = async (text: string): Promise<string> => {
    const { socket, answer, closed } = await open();
    socket.write(text);
    await closed;
    return answer();
  };
  return { handled, open, say };
};

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const head = (line: string, headers: string[] = []): string => [line, 'host: a', ...headers, '', ''].join('\r\n');

describe('a slow client is cut', () => {
  const trickling: { why: string; begin: string; more: string }[] = [
    { why: 'that never ends its headers', begin: 'GET /state HTTP/1.1\r\nhost: a\r\n', more: 'x-more: 1\r\n' },
    { why: 'that never ends its body', begin: head('POST /take HTTP/1.1', ['content-length: 900']), more: '.' },
    {
      why: 'that sends chunk after chunk',
      begin: head('POST /take HTTP/1.1', ['transfer-encoding: chunked']),
      more: '1\r\n.\r\n',
    },
  ];
  for (const { why, begin, more } of trickling)
    it(why, async (t) => {
      const { open, handled } = await start(t);
      const { socket, answer, closed } = await open();
      socket.write(begin);
      const timer = setInterval(() => socket.write(more), TRICKLE_MS);
      t.after(() => clearInterval(timer));
      await closed;
      assert.ok([408, 0].includes(statusOf(answer())), answer());
      assert.ok(!handled.includes('900 bytes'));
    });

  it('that connects and says nothing', async (t) => {
    const { open } = await start(t);
    await (await open()).closed;
  });

  it('while a quick one is answered beside it', async (t) => {
    const { open, say, handled } = await start(t);
    const slow = await open();
    slow.socket.write('GET /state HTTP/1.1\r\n');
    assert.equal(statusOf(await say(head('GET /state HTTP/1.1', ['connection: close']))), 200);
    await slow.closed;
    assert.deepEqual(handled, ['state']);
  });
});

describe('what is too much is refused unread', () => {
  const CASES: { why: string; text: string; status: number }[] = [
    {
      why: 'a body over its route’s limit',
      text: head('POST /take HTTP/1.1', [`content-length: ${LIMIT + 1}`]),
      status: 413,
    },
    {
      why: 'a body where none belongs',
      text: head('GET /state HTTP/1.1', ['content-length: 5']),
      status: 413,
    },
    {
      why: 'a body without a length where none belongs',
      text: head('GET /state HTTP/1.1', ['transfer-encoding: chunked']),
      status: 413,
    },
    { why: 'a body for nobody', text: head('POST /nowhere HTTP/1.1', ['content-length: 1000000000']), status: 404 },
    { why: 'a body to a wrong method', text: head('PUT /take HTTP/1.1', ['content-length: 5']), status: 405 },
    {
      why: 'a length and chunks at once',
      text: head('POST /take HTTP/1.1', ['content-length: 5', 'transfer-encoding: chunked']),
      status: 400,
    },
    {
      why: 'headers of more than 16 KB',
      text: head('GET /state HTTP/1.1', [`x-more: ${'x'.repeat(17_000)}`]),
      status: 431,
    },
    { why: 'what is no HTTP', text: 'SSH-2.0-OpenSSH_9.6\r\n\r\n', status: 400 },
  ];
  for (const { why, text, status } of CASES)
    it(`${why}: ${status}, and the connection ends`, async (t) => {
      const { say, handled } = await start(t);
      assert.equal(statusOf(await say(text)), status);
      assert.deepEqual(handled, []);
    });

  it('a body that grows over the limit without having said so', async (t) => {
    const { say, handled } = await start(t);
    const chunk = `${LIMIT.toString(16)}\r\n${'.'.repeat(LIMIT)}\r\n`;
    assert.equal(statusOf(await say(head('POST /take HTTP/1.1', ['transfer-encoding: chunked']) + chunk + chunk)), 413);
    assert.deepEqual(handled, ['too much']);
  });

  it('while a body just at the limit is taken', async (t) => {
    const { say, handled } = await start(t);
    const headers = [`content-length: ${LIMIT}`, 'connection: close'];
    assert.equal(statusOf(await say(head('POST /take HTTP/1.1', headers) + '.'.repeat(LIMIT))), 200);
    assert.deepEqual(handled, [`${LIMIT} bytes`]);
  });

  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'HEAD'])
    it(`${method} is no method of a route, and the answer says which is`, async (t) => {
      const { say, handled } = await start(t);
      const answer = await say(head(`${method} /take HTTP/1.1`, ['connection: close']));
      assert.equal(statusOf(answer), 405);
      assert.match(answer, /^allow: POST\r$/m);
      assert.deepEqual(handled, []);
    });
});
