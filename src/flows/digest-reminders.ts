import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import { type DeliverSource, markSent, type Pace } from './deliver-order.ts';
import { isReminder, toSendable } from './sendable-update.ts';

/** More orders than this due in one channel at once are told in one message. */
const MOST_SINGLE = 3;

type Item = { order: TrackedOrder; update: OwedUpdate };
type Channel = { channelId: string; keys: readonly string[]; pace: Pace };

/** Locks are taken in one order everywhere, so that two deliveries cannot wait for each other. */
const withLocks = <Result>(
  orders: TrackedOrders,
  { keys, work }: { keys: readonly string[]; work: () => Promise<Result> },
): Promise<Result> => {
  const [first, ...rest] = keys;
  return first === undefined ? work() : orders.withLock(first, () => withLocks(orders, { keys: rest, work }));
};

/** What is due by now, without what no longer applies; an order without its card waits for that first. */
const dueOf = async ({ orders, clock }: DeliverSource, key: string): Promise<Item[]> => {
  const order = await orders.get(key);
  if (!order || order.cardTs === null) return [];
  return order.owed.filter(isReminder).flatMap((owed) => {
    const update = toSendable({ order, update: owed, now: clock.now() });
    return update ? [{ order, update }] : [];
  });
};

const dueItems = async (source: DeliverSource, keys: readonly string[]): Promise<Item[]> =>
  (await Promise.all(keys.map((key) => dueOf(source, key)))).flat();

const ordersIn = (items: readonly Item[]): string[] => [...new Set(items.map(({ order }) => order.key))];

const postLocked = async (source: DeliverSource, { channelId, keys, pace }: Channel): Promise<number> => {
  const items = await dueItems(source, keys);
  if (ordersIn(items).length <= MOST_SINGLE) return 0;
  await pace();
  await source.threads.postDigest(channelId, items);
  for (const { order, update } of items) await markSent(source, { key: order.key, updateId: update.id });
  return 1;
};

/** Gathers the reminders of a channel into one message when they are many. Gives how many messages were posted. */
export const postDigest = async (source: DeliverSource, channel: Channel): Promise<number> => {
  const keys = ordersIn(await dueItems(source, channel.keys)).toSorted();
  if (keys.length <= MOST_SINGLE) return 0;
  return withLocks(source.orders, { keys, work: () => postLocked(source, { ...channel, keys }) });
};
