import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import { type DeliverSource, markSent } from './deliver-order.ts';
import { isInDoubt } from './deliver-thread.ts';
import { isReminder, toSendable } from './sendable-update.ts';

/** More orders than this due in one channel at once are told in one message. */
const MOST_SINGLE = 3;

type Item = { order: TrackedOrder; update: OwedUpdate };
type Channel = { channelId: string; keys: readonly string[] };

/** Locks are taken in one order everywhere, so that two deliveries cannot wait for each other. */
const withLocks = <Result>(
  orders: TrackedOrders,
  { keys, work }: { keys: readonly string[]; work: () => Promise<Result> },
): Promise<Result> => {
  const [first, ...rest] = keys;
  return first === undefined ? work() : orders.withLock(first, () => withLocks(orders, { keys: rest, work }));
};

/**
 * What is due by now, without what no longer applies. An order without its card, or in doubt, settles that first; what may
 * repeat says so in a message of its own.
 */
const dueOf = async ({ orders, clock }: DeliverSource, key: string): Promise<Item[]> => {
  const order = await orders.get(key);
  if (!order || order.cardTs === null || order.posting !== null) return [];
  const single = order.owed.filter((update) => isReminder(update) && !update.doubted);
  return single.flatMap((owed) => {
    const update = toSendable({ order, update: owed, now: clock.now() });
    return update ? [{ order, update }] : [];
  });
};

const dueItems = async (source: DeliverSource, keys: readonly string[]): Promise<Item[]> =>
  (await Promise.all(keys.map((key) => dueOf(source, key)))).flat();

const ordersIn = (items: readonly Item[]): string[] => [...new Set(items.map(({ order }) => order.key))];

/** Each order with those of its messages that the digest says. */
const saidBy = (items: readonly Item[]): { key: string; updateIds: string[] }[] =>
  [...Map.groupBy(items, ({ order }) => order.key)].map(([key, its]) => ({
    key,
    updateIds: its.map(({ update }) => update.id),
  }));

const postMarked = async (
  source: DeliverSource,
  { id, channelId, items }: { id: string; channelId: string; items: Item[] },
): Promise<void> => {
  const { orders, threads, clock } = source;
  const said = saidBy(items);
  const at = clock.now();
  for (const { key, updateIds } of said)
    await orders.update(key, (order) => ({
      ...order,
      posting: { kind: 'digest', id, channelId, updateIds, moved: null, at },
    }));
  try {
    await threads.postDigest({ id, channelId, items });
  } catch (error) {
    if (!isInDoubt(error))
      for (const { key } of said) await orders.update(key, (order) => ({ ...order, posting: null }));
    throw error;
  }
  for (const each of said) await markSent(source, each);
};

const postLocked = async (source: DeliverSource, { channelId, keys }: Channel): Promise<number> => {
  const items = await dueItems(source, keys);
  const [first] = items;
  if (first === undefined || ordersIn(items).length <= MOST_SINGLE) return 0;
  await source.pace.run(channelId, () => postMarked(source, { id: first.update.id, channelId, items }));
  return 1;
};

/** Gathers the reminders of a channel into one message when they are many. Gives how many messages were posted. */
export const postDigest = async (source: DeliverSource, channel: Channel): Promise<number> => {
  const keys = ordersIn(await dueItems(source, channel.keys)).toSorted();
  if (keys.length <= MOST_SINGLE) return 0;
  return withLocks(source.orders, { keys, work: () => postLocked(source, { ...channel, keys }) });
};
