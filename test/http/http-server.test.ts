import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { healthRoutes, type ReadinessChecks } from '../../src/http/health.ts';
import { createHttpServer, type HttpRoute, sendJson } from '../../src/http/http-server.ts';
import { createLog } from '../../src/log.ts';

const start = async (t: TestContext, routes: HttpRoute[]) => {
  const log = createLog({ level: 'silent' });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  const { port } = await server.start();
  t.after(() => server.stop());
  return { server, port, url: `http://127.0.0.1:${port}` };
};

const route = (handle: RequestListener): HttpRoute => ({ method: 'GET', path: '/work', handle });

describe('the HTTP server', () => {
  it('knows its paths and methods, query or not, and answers 500 where a handler throws', async (t) => {
    const broken = (): never => {
      throw new Error('boom');
    };
    const { url } = await start(t, [
      route((_, response) => sendJson(response, { status: 200, body: {} })),
      { method: 'GET', path: '/broken', handle: broken },
    ]);
    const statusOf = async (path: string, method = 'GET') => (await fetch(url + path, { method })).status;
    assert.deepEqual(
      await Promise.all([statusOf('/work?a=1'), statusOf('/work', 'POST'), statusOf('/other'), statusOf('/broken')]),
      [200, 405, 404, 500],
    );
  });

  it('answers what it has begun before it stops, and closes connections that are kept alive', async (t) => {
    const { promise: work, resolve: finish } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { server, url } = await start(t, [
      route((_, response) => {
        begun.resolve();
        void work.then(() => sendJson(response, { status: 200, body: { done: true } }));
      }),
    ]);
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const answered = once(get(`${url}/work`, { agent }), 'response');
    await begun.promise;
    const stopped = server.stop();
    finish();
    const [response] = await answered;
    assert.equal(response.statusCode, 200);
    response.resume();
    const answeredAt = performance.now();
    await stopped;
    assert.ok(performance.now() - answeredAt < 2_000, 'at once, not when idle connections are given up');
    await assert.rejects(fetch(`${url}/work`));
  });

  it('does not wait for a request that is never sent to its end', async (t) => {
    const { server, port } = await start(t, []);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /work HTTP/1.1\r\nhost: a\r\n');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    await server.stop();
    await closed;
  });
});

describe('/readyz', () => {
  const CASES: { why: string; change: Partial<ReadinessChecks>; status: number; says: Record<string, unknown> }[] = [
    { why: 'all is well', change: {}, status: 200, says: { ready: true, store: 'ok', slack: 'ok', poll: 'ok' } },
    {
      why: 'the store fails',
      change: { store: () => Promise.reject(new Error('disk')) },
      status: 503,
      says: { store: 'failed' },
    },
    { why: 'Slack is away', change: { slack: () => false }, status: 503, says: { slack: 'not connected' } },
    { why: 'the last poll is long ago', change: { lastPollAt: () => 0 }, status: 503, says: { poll: 'late' } },
    {
      why: 'no poll came since the start',
      change: { lastPollAt: () => null },
      status: 503,
      says: { poll: 'late', lastPollAt: null },
    },
  ];
  for (const { why, change, status, says } of CASES)
    it(`answers ${status} when ${why}`, async (t) => {
      const checks = { store: async () => undefined, slack: () => true, lastPollAt: () => 60_000, ...change };
      const clock = { now: () => 100_000 };
      const { url } = await start(t, healthRoutes({ checks, clock, pollLateAfterMs: 90_000, startedAt: 0 }));
      const response = await fetch(`${url}/readyz`);
      const body = (await response.json()) as Record<string, unknown>;
      assert.equal(response.status, status);
      for (const [name, value] of Object.entries(says)) assert.equal(body[name], value, name);
      assert.doesNotMatch(JSON.stringify(body), /disk/);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
    });
});
