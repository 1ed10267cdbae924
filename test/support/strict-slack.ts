import assert from 'node:assert/strict';
import { AppError } from '../../src/errors.ts';
import { createChannelPace } from '../../src/flows/channel-pace.ts';
import { createDeliverUpdates } from '../../src/flows/deliver-updates.ts';
import type { OrderThreads } from '../../src/flows/order-threads.ts';
import { anOwedUpdate, aTrackedOrder, NOW } from './builders.ts';
import { createFakeClock, createFakeOrders, createLife, createQuietLog } from './fakes.ts';
import { createVirtualTime } from './virtual-time.ts';

/** Between two posts in one channel. */
export const LIMIT_MS = 1000;
/** What Slack takes for a call. */
export const POST_MS = 180;
const EDIT_MS = 120;

type Time = ReturnType<typeof createVirtualTime>;

/** A Slack that refuses a second post within a second in a channel, and takes its time for each. */
const createStrictSlack = (time: Time) => {
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

/** Orders that owe a message and an edit of their card each, spread over the channels, all delivered; in virtual time. */
export const deliverAllOwed = async ({ channels, each }: { channels: number; each: number }) => {
  const time = createVirtualTime();
  const orders = createFakeOrders(createLife());
  const keys = Array.from({ length: channels * each }, (_, at) => `token${at}`);
  for (const [at, key] of keys.entries())
    orders.put(aTrackedOrder({ key, channelId: `C${at % channels}`, cardIsStale: true, owed: [anOwedUpdate()] }));
  const { threads, postedAt, refusals } = createStrictSlack(time);
  const pace = createChannelPace({ wait: time.wait, elapsed: time.now });
  const rest = { clock: createFakeClock(NOW), log: createQuietLog().log, defaultChannel: null };
  const deliver = createDeliverUpdates({ orders, threads, pace, ...rest });
  const tookMs = await time.run(deliver.deliverAll(keys));
  return { tookMs, posted: [...postedAt.values()].map(({ length }) => length), refusals, orders: orders.all() };
};
