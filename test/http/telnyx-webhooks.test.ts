import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { createHttpServer } from '../../src/http/http-server.ts';
import { telnyxWebhookRoute } from '../../src/http/telnyx-webhooks.ts';
import { createLog } from '../../src/log.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const RAW_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const event = (id: string, type = 'number_order.complete') =>
  JSON.stringify({
    data: { id, event_type: type, record_type: 'event', payload: { id: 'order-1', status: 'success' } },
    meta: { attempt: 1 },
  });

const headersFor = (body: string, timestamp = Math.floor(Date.now() / 1000)) => ({
  'telnyx-timestamp': String(timestamp),
  'telnyx-signature-ed25519': sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64'),
});

const startReceiver = async (t: TestContext, key: string | null = RAW_KEY) => {
  const refreshed: string[] = [];
  const log = createLog({ level: 'silent' });
  const route = telnyxWebhookRoute({
    publicKey: key,
    log,
    refreshOrder: async (orderId) => refreshed.push(orderId),
    refreshGroup: async (groupId) => refreshed.push(`group ${groupId}`),
  });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [route], log });
  const { port } = await server.start();
  t.after(() => server.stop());
  const post = async (body: string, headers: Record<string, string>): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${port}/telnyx/webhooks`, { method: 'POST', body, headers });
    await response.text();
    return response.status;
  };
  return { post, refreshed };
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
    const { post, refreshed } = await startReceiver(t);
    const body = event('e1', 'message.received');
    assert.equal(await post(body, headersFor(body)), 200);
    assert.deepEqual(refreshed, []);
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
    const { post } = await startReceiver(t, null);
    const body = event('e1');
    assert.equal(await post(body, headersFor(body)), 401);
  });

  it('that are signed but no events are refused', async (t) => {
    const { post } = await startReceiver(t);
    assert.equal(await post('[]', headersFor('[]')), 400);
  });

  it('that are larger than any event are cut off', async (t) => {
    const { post, refreshed } = await startReceiver(t);
    const body = ' '.repeat(1024 * 1024 + 1);
    const status = await post(body, headersFor(body)).catch(() => 413);
    assert.equal(status, 413);
    assert.deepEqual(refreshed, []);
  });
});
