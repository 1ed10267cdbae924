import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { createChannelPace } from '../../src/flows/channel-pace.ts';
import { createDeliverUpdates } from '../../src/flows/deliver-updates.ts';
import type { OrderThreads } from '../../src/flows/order-threads.ts';
import { anOwedUpdate, aTrackedOrder, NOW } from '../support/builders.ts';
import { createFakeClock, createFakeOrders, createLife, createQuietLog } from '../support/fakes.ts';
import { createVirtualTime } from '../support/virtual-time.ts';

const CHANNELS = 50;
const EACH = 20;
const LIMIT_MS = 1000;
/** What Slack takes for a call. */
const POST_MS = 180;
const EDIT_MS = 120;

/** A Slack that refuses a second post within a second in a channel, and takes its time for each. */
const createStrictSlack = (time: ReturnType<typeof createVirtualTime>) => {
  const postedAt = new Map<string, number[]>();
  const refusals: string[] = [];
  const threads: OrderThreads = {
    postCard: () => assert.fail('every order has its card'),
    postDigest: () => assert.fail('nothing here is a reminder'),
    findPosted: () => assert.fail('nothing is in doubt'),
    updateCard: () => time.wait(EDIT_MS),
    postUpdate: async ({ channelId }) => {
      const earlier = postedAt.get(channelId) ?? [];
      if (time.now() - (earlier.at(-1) ?? Number.NEGATIVE_INFINITY) < LIMIT_MS) {
        refusals.push(channelId);
        throw new AppError('slack_unreachable', 'wait', { details: { retryAfterSeconds: 1, nothingDone: true } });
      }
      postedAt.set(channelId, [...earlier, time.now()]);
      await time.wait(POST_MS);
    },
  };
  return { threads, postedAt, refusals };
};

describe('a thousand owed messages in fifty channels', () => {
  it('take no more than a tenth longer than one a second in each channel, and never two within a second', async () => {
    const time = createVirtualTime();
    const orders = createFakeOrders(createLife());
    const keys = Array.from({ length: CHANNELS * EACH }, (_, at) => `token${at}`);
    for (const [at, key] of keys.entries())
      orders.put(aTrackedOrder({ key, channelId: `C${at % CHANNELS}`, cardIsStale: true, owed: [anOwedUpdate()] }));
    const { threads, postedAt, refusals } = createStrictSlack(time);
    const pace = createChannelPace({ wait: time.wait, elapsed: time.now });
    const rest = { clock: createFakeClock(NOW), log: createQuietLog().log, defaultChannel: null };
    const deliver = createDeliverUpdates({ orders, threads, pace, ...rest });
    const took = await time.run(deliver.deliverAll(keys));
    assert.deepEqual(
      [...postedAt.values()].map(({ length }) => length),
      Array(CHANNELS).fill(EACH),
    );
    assert.deepEqual(refusals, []);
    assert.ok(took <= EACH * LIMIT_MS * 1.1, `${took} ms`);
    assert.ok(orders.all().every(({ owed, cardIsStale }) => owed.length === 0 && !cardIsStale));
  });
});
