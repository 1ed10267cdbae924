import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { cards, placeOrder, replies, textOf } from '../support/act.ts';
import { PATIENCE, repliesWith } from '../support/crash.ts';
import { startLiveWorld } from '../support/start-live-world.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const TELNYX_PUBLIC_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
/** The poll would come too late to be what told the thread. */
const ONCE_A_YEAR = '0 0 1 1 *';

const notify = async (url: string, orderId: string): Promise<number> => {
  const body = JSON.stringify({
    data: { id: 'event-1', event_type: 'number_order.complete', record_type: 'event', payload: { id: orderId } },
  });
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64');
  const headers = { 'telnyx-timestamp': String(timestamp), 'telnyx-signature-ed25519': signature };
  const response = await fetch(`${url}/telnyx/webhooks`, { method: 'POST', body, headers });
  return response.status;
};

describe('a webhook of Telnyx', () => {
  for (const transport of ['http', 'socket'] as const) {
    it(`brings the news to the thread without waiting for the poll (${transport})`, async (t) => {
      const world = await startLiveWorld(t, { transport });
      const app = await world.startApp({ TELNYX_PUBLIC_KEY, POLL_SCHEDULE: ONCE_A_YEAR });
      const { card } = await placeOrder(world, world.slack.person('ada'));
      await world.slack.waitFor(() => replies(world, card).length === 1, { ...PATIENCE, what: 'the first reply' });
      const [part] = world.telnyx.desk.pending();
      assert.ok(part);
      world.telnyx.desk.fail({ partId: part.partId });
      assert.equal(await notify(app.url, part.orderId), 200);
      await world.slack.waitFor(() => repliesWith(world, { card, words: /failed/i }), PATIENCE);
      await world.slack.waitFor(() => /failed/i.test(textOf(cards(world)[0] ?? card)), PATIENCE);
      app.kill('SIGTERM');
      assert.equal((await app.exit).code, 0);
    });
  }
});
