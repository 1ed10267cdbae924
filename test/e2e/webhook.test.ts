import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { callsTo, cards, placeOrder, replies, textOf } from '../support/act.ts';
import { PATIENCE, repliesWith } from '../support/crash.ts';
import { startLiveWorld, type Transport } from '../support/start-live-world.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const TELNYX_PUBLIC_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
/** The poll would come too late to be what told the thread. */
const ONCE_A_YEAR = '0 0 1 1 *';

type Told = { orderId: string; id?: string; type?: string };

const notify = async (url: string, { orderId, id = 'event-1', type = 'number_order.complete' }: Told) => {
  const body = JSON.stringify({ data: { id, event_type: type, record_type: 'event', payload: { id: orderId } } });
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64');
  const headers = { 'telnyx-timestamp': String(timestamp), 'telnyx-signature-ed25519': signature };
  const response = await fetch(`${url}/telnyx/webhooks`, { method: 'POST', body, headers });
  return response.status;
};

/** An order whose part failed at Telnyx, which no poll will read. */
const startFailed = async (t: TestContext, transport: Transport) => {
  const world = await startLiveWorld(t, { transport });
  const app = await world.startApp({ TELNYX_PUBLIC_KEY, POLL_SCHEDULE: ONCE_A_YEAR });
  const { card } = await placeOrder(world, world.slack.person('ada'));
  await world.slack.waitFor(() => replies(world, card).length === 1, { ...PATIENCE, what: 'the first reply' });
  const [part] = world.telnyx.desk.pending();
  assert.ok(part);
  world.telnyx.desk.fail({ partId: part.partId });
  return { world, app, card, orderId: part.orderId };
};

describe('a webhook of Telnyx', () => {
  for (const transport of ['http', 'socket'] as const) {
    it(`brings the news to the thread without waiting for the poll (${transport})`, async (t) => {
      const { world, app, card, orderId } = await startFailed(t, transport);
      assert.equal(await notify(app.url, { orderId }), 200);
      await world.slack.waitFor(() => repliesWith(world, { card, words: /failed/i }), PATIENCE);
      await world.slack.waitFor(() => /failed/i.test(textOf(cards(world)[0] ?? card)), PATIENCE);
      app.kill('SIGTERM');
      assert.equal((await app.exit).code, 0);
    });
  }

  it('that comes twice, late and among others tells nothing twice', async (t) => {
    const { world, app, card, orderId } = await startFailed(t, 'http');
    const events: Told[] = [
      { orderId, id: 'e2' },
      { orderId, id: 'e1', type: 'number_order.created' },
      { orderId, id: 'e2' },
      { orderId: 'somebody-elses', id: 'e3' },
      { orderId, id: 'e4', type: 'call.hangup' },
    ];
    assert.deepEqual(await Promise.all(events.map((each) => notify(app.url, each))), [200, 200, 200, 200, 200]);
    await world.slack.waitFor(() => /failed/i.test(textOf(cards(world)[0] ?? card)), PATIENCE);
    app.kill('SIGTERM');
    assert.equal((await app.exit).code, 0, 'what was begun is finished before the end');
    assert.equal(repliesWith(world, { card, words: /failed/i }).length, 1);
  });

  it('settles an order whose placing Telnyx never answered', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp({ TELNYX_PUBLIC_KEY, POLL_SCHEDULE: ONCE_A_YEAR });
    world.telnyx.faults.on({ kind: 'no-answer-after-commit', method: 'POST', path: '/number_orders', times: 1 });
    const { card } = await placeOrder(world, world.slack.person('ada'));
    assert.match(textOf(card), /Checking/);
    const orderId = world.telnyx.desk.pending()[0]?.orderId ?? assert.fail('no order at Telnyx');
    assert.equal(await notify(app.url, { orderId }), 200);
    await world.slack.waitFor(() => replies(world, card).length === 1, { ...PATIENCE, what: 'what it needs' });
    assert.equal(callsTo(world, 'POST', '/number_orders'), 1);
  });
});
