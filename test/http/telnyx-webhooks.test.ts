import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { createHttpServer } from '../../src/http/http-server.ts';
import { createTelnyxWebhooks } from '../../src/http/telnyx-webhooks.ts';
import { createLog } from '../../src/log.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const RAW_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const NEW_KEY = generateKeyPairSync('ed25519')
  .publicKey.export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64');

const event = (id: string, type = 'number_order.complete') =>
  JSON.stringify({
    data: { id, event_type: type, record_type: 'event', payload: { id: 'order-1', status: 'success' } },
    meta: { attempt: 1 },
  });

const headersFor = (body: string, timestamp = Math.floor(Date.now() / 1000)) => ({
  'telnyx-timestamp': String(timestamp),
  'telnyx-signature-ed25519': sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64'),
});

type Given = { publicKeys?: string[]; mostRemembered?: number; refresh?: (orderId: string) => Promise<unknown> };

const startReceiver = async (
  t: TestContext,
  { publicKeys = [RAW_KEY], mostRemembered = 100, refresh = async () => undefined }: Given = {},
) => {
  const refreshed: string[] = [];
  const lines: string[] = [];
  let received = 0;
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const webhooks = createTelnyxWebhooks({
    publicKeys,
    mostRemembered,
    newJourney: () => 'journey1',
    log,
    hear: {
      orderChanged: async (orderId) => {
        refreshed.push(orderId);
        await refresh(orderId);
      },
      groupChanged: async (groupId) => void refreshed.push(`group ${groupId}`),
    },
    noteReceived: async () => {
      received += 1;
    },
  });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [webhooks.route], log });
  const { port } = await server.start();
  t.after(() => server.stop());
  const url = `http://127.0.0.1:${port}/telnyx/webhooks`;
  const send = async (body: string, headers: Record<string, string>): Promise<number> => {
    const response = await fetch(url, { method: 'POST', body, headers });
    await response.text();
    return response.status;
  };
  /** Waits for the work behind the answer too. */
  const post = async (body: string, headers: Record<string, string>): Promise<number> => {
    const status = await send(body, headers);
    await webhooks.settled();
    return status;
  };
  return { url, send, post, refreshed, lines, received: () => received, settled: webhooks.settled };
};

describe('webhooks of Telnyx', () => {
  it('lead to a fresh look at the order, once for each event', async (t) => {
    const { post, refreshed } = await startReceiver(t);
    const body = event('e1');
    assert.equal(await post(body, headersFor(body)), 200);
    assert.equal(await post(body, headersFor(body)), 200);
    assert.deepEqual(refreshed, ['order-1']);
  });

  for (const type of ['requirement_group.status_updated', 'requirement_group.status.updated'])
    it(`lead to a fresh look at the group, whatever Telnyx calls it: ${type}`, async (t) => {
      const { post, refreshed } = await startReceiver(t);
      const body = event('e1', type);
      assert.equal(await post(body, headersFor(body)), 200);
      assert.deepEqual(refreshed, ['group order-1']);
    });

  it('of kinds that nothing waits for are taken and left alone', async (t) => {
    const { post, refreshed, lines } = await startReceiver(t);
    const body = event('e1', 'message.received');
    assert.equal(await post(body, headersFor(body)), 200);
    assert.deepEqual(refreshed, []);
    const [line = '{}'] = lines;
    assert.deepEqual([lines.length, JSON.parse(line).level, JSON.parse(line).eventType], [1, 20, 'message.received']);
  });

  it('are answered at once, whatever their work takes', async (t) => {
    const { promise: reading, resolve: readToTheEnd } = Promise.withResolvers<void>();
    const { send, refreshed, settled } = await startReceiver(t, { refresh: () => reading });
    const body = event('e1');
    assert.equal(await send(body, headersFor(body)), 200);
    const done: string[] = [];
    const stopping = settled().then(() => done.push('settled'));
    done.push('still reading');
    readToTheEnd();
    await stopping;
    assert.deepEqual([refreshed, done], [['order-1'], ['still reading', 'settled']]);
  });

  it('are worked on again when Telnyx repeats one whose work failed', async (t) => {
    const failures = [new Error('Telnyx did not answer')];
    const refresh = async (): Promise<void> => {
      const failure = failures.pop();
      if (failure) throw failure;
    };
    const { post, refreshed, lines } = await startReceiver(t, { refresh });
    const body = event('e1');
    for (let times = 0; times < 3; times += 1) assert.equal(await post(body, headersFor(body)), 200);
    assert.deepEqual(refreshed, ['order-1', 'order-1']);
    const [line = '{}'] = lines;
    assert.match(line, /could not be used; the poll will see it/);
    assert.equal(JSON.parse(line).journey, 'journey1', 'as all that the event led to');
  });

  it('are remembered for a while: the oldest is forgotten first', async (t) => {
    const { post, refreshed } = await startReceiver(t, { mostRemembered: 2 });
    const come = (id: string) => post(event(id), headersFor(event(id)));
    for (const id of ['e1', 'e2', 'e3', 'e2', 'e3']) await come(id);
    assert.equal(refreshed.length, 3);
    await come('e1');
    assert.equal(refreshed.length, 4, 'e1 had made room');
  });

  it('say when one came last, forged ones do not', async (t) => {
    const { post, received } = await startReceiver(t);
    const body = event('e1', 'message.received');
    await post(body, {});
    assert.equal(received(), 0);
    await post(body, headersFor(body));
    assert.equal(received(), 1);
  });

  for (const [why, publicKeys] of [
    ['the one that comes', [NEW_KEY, RAW_KEY]],
    ['the one that goes', [RAW_KEY, NEW_KEY]],
  ] as const)
    it(`are taken under either key while Telnyx changes it: ${why}`, async (t) => {
      const { post } = await startReceiver(t, { publicKeys: [...publicKeys] });
      const body = event('e1');
      assert.equal(await post(body, headersFor(body)), 200);
    });

  it('signed with a key that is no longer configured are refused', async (t) => {
    const { post } = await startReceiver(t, { publicKeys: [NEW_KEY] });
    const body = event('e1');
    assert.equal(await post(body, headersFor(body)), 401);
  });

  const forged: { why: string; headers: (body: string) => Record<string, string> }[] = [
    { why: 'no signature', headers: () => ({}) },
    { why: 'a signature of another body', headers: () => headersFor(event('other')) },
    { why: 'an old message, replayed', headers: (body) => headersFor(body, Math.floor(Date.now() / 1000) - 301) },
    { why: 'a message from the future', headers: (body) => headersFor(body, Math.floor(Date.now() / 1000) + 301) },
    {
      why: 'a signature that is no base64',
      headers: (body) => ({ ...headersFor(body), 'telnyx-signature-ed25519': '§' }),
    },
    { why: 'a timestamp that is no number', headers: (body) => ({ ...headersFor(body), 'telnyx-timestamp': 'now' }) },
  ];
  for (const { why, headers } of forged) {
    it(`are refused when forged: ${why}`, async (t) => {
      const { post, refreshed } = await startReceiver(t);
      const body = event('e1');
      const safe = Object.fromEntries(
        Object.entries(headers(body)).map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]),
      );
      assert.equal(await post(body, safe), 401);
      assert.deepEqual(refreshed, []);
    });
  }

  it('are all refused while no public key is configured', async (t) => {
    const { post } = await startReceiver(t, { publicKeys: [] });
    const body = event('e1');
    assert.equal(await post(body, headersFor(body)), 401);
  });

  const UNTRUSTED: { why: string; publicKeys: string[]; at?: number; says: RegExp }[] = [
    { why: 'no key is set', publicKeys: [], says: /^TELNYX_PUBLIC_KEY is not set$/ },
    { why: 'the key is another account’s', publicKeys: [NEW_KEY], says: /TELNYX_PUBLIC_KEY and the clock/ },
    { why: 'the clock is wrong', publicKeys: [RAW_KEY], at: 1_000_000_000, says: /TELNYX_PUBLIC_KEY and the clock/ },
  ];
  for (const { why, publicKeys, at, says } of UNTRUSTED)
    it(`that are refused leave a word in the log for whoever waits for them: ${why}`, async (t) => {
      const { post, lines } = await startReceiver(t, { publicKeys });
      const body = event('e1');
      assert.equal(await post(body, headersFor(body, at)), 401);
      const [line = '{}'] = lines;
      assert.deepEqual([lines.length, JSON.parse(line).level], [1, 40]);
      assert.match(JSON.parse(line).reason, says);
      assert.doesNotMatch(line, /order-1/);
    });

  it('that are signed but no events are refused', async (t) => {
    const { post } = await startReceiver(t);
    assert.equal(await post('[]', headersFor('[]')), 400);
  });

  it('that are larger than any event are refused unread', async (t) => {
    const { post, refreshed } = await startReceiver(t);
    const body = ' '.repeat(1024 * 1024 + 1);
    assert.equal(await post(body, headersFor(body)), 413);
    assert.deepEqual(refreshed, []);
  });

  it('that do not say how long they are, are cut off where they grow too long', async (t) => {
    const { url } = await startReceiver(t);
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(Buffer.alloc(65_536, ' '));
      },
    });
    const request = fetch(url, { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
    const status = await request.then(
      ({ status: answered }) => answered,
      () => 413,
    );
    assert.equal(status, 413);
    assert.ok(sent < 16 * 1024 * 1024, `${sent} bytes were taken`);
  });
});
