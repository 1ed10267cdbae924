import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createHeartbeat } from '../../src/jobs/heartbeat.ts';
import { createLog } from '../../src/log.ts';

const SECRET = 'a1b2c3-uuid';

const startMonitor = async (
  t: TestContext,
  { listener, timeoutMs }: { listener?: RequestListener; timeoutMs?: number },
) => {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    if (listener) listener(request, response);
    else response.end('OK');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${SECRET}`;
  const beat = createHeartbeat({ url, log, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  return { beat, calls, lines, server };
};

describe('the heartbeat', () => {
  it('calls the monitor', async (t) => {
    const { beat, calls, lines } = await startMonitor(t, {});
    await beat();
    await beat();
    assert.deepEqual([calls, lines], [[`GET /${SECRET}`, `GET /${SECRET}`], []]);
  });

  it('calls nobody where no monitor is named', async () => {
    await createHeartbeat({ url: null, log: createLog({ level: 'silent' }) })();
  });

  const FAILURES: { why: string; listener: RequestListener; says: RegExp; timeoutMs?: number }[] = [
    { why: 'a refusal', listener: (_, response) => response.writeHead(404).end(), says: /"status":404/ },
    { why: 'no answer in time', listener: () => undefined, says: /TimeoutError/, timeoutMs: 50 },
    { why: 'a broken connection', listener: ({ socket }) => void socket.destroy(), says: /SOCKET/ },
  ];
  for (const { why, listener, says, timeoutMs } of FAILURES)
    it(`only logs ${why}, never where it called`, async (t) => {
      const { beat, lines } = await startMonitor(t, { listener, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
      await beat();
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? '', says);
      assert.doesNotMatch(lines[0] ?? '', new RegExp(`${SECRET}|127\\.0\\.0\\.1`));
    });

  it('does not pile up while the monitor is slow', async (t) => {
    const answers: (() => void)[] = [];
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
    const { beat, calls } = await startMonitor(t, {
      listener: (_, response) => {
        answers.push(() => response.end());
        isAsked();
      },
    });
    const first = beat();
    await asked;
    await beat();
    assert.equal(calls.length, 1);
    answers[0]?.();
    await first;
    const third = beat();
    while (answers.length < 2) await new Promise((resolve) => setImmediate(resolve));
    answers[1]?.();
    await third;
    assert.equal(calls.length, 2);
  });
});
