import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { OrderThreads } from './order-threads.ts';
import { toSendable } from './sendable-update.ts';

/** Runs before each post of one channel and keeps them apart. */
export type Pace = () => Promise<void>;
export type DeliverSource = { orders: TrackedOrders; threads: OrderThreads; clock: { now(): number } };

/** What was refused at once was told to the person; only an order that Telnyx has, had or may have has a card. */
const hasCardToPost = ({ state, cardTs, lastCheckedAt }: TrackedOrder): boolean =>
  cardTs === null && (state === 'placed' || state === 'unclear' || (state === 'refused' && lastCheckedAt !== null));

const onCard = (order: TrackedOrder): string =>
  JSON.stringify({ ...order, owed: [], cardTs: null, cardIsStale: false, nextCheckAt: 0 });

/** Takes a message off what is owed: it was posted, or no longer applies. */
export const markSent = async ({ orders }: DeliverSource, { key, updateId }: { key: string; updateId: string }) => {
  await orders.update(key, (order) => ({ ...order, owed: order.owed.filter(({ id }) => id !== updateId) }));
};

const postCard = async (source: DeliverSource, order: TrackedOrder): Promise<TrackedOrder | null> => {
  const { cardTs } = await source.threads.postCard(order);
  // What changed while Slack answered is not on the card yet.
  return source.orders.update(order.key, (current) => ({
    ...current,
    cardTs,
    cardIsStale: onCard(current) !== onCard(order),
  }));
};

const refreshCard = async ({ orders, threads }: DeliverSource, order: TrackedOrder): Promise<void> => {
  await threads.updateCard(order);
  await orders.update(order.key, (current) =>
    onCard(current) === onCard(order) ? { ...current, cardIsStale: false } : null,
  );
};

/** One message; false when it no longer applies and is dropped instead. */
const postOwed = async (
  source: DeliverSource,
  { key, update, pace }: { key: string; update: OwedUpdate; pace: Pace },
): Promise<boolean> => {
  const order = await source.orders.get(key);
  const sendable = order && toSendable({ order, update, now: source.clock.now() });
  if (order && sendable) {
    await pace();
    await source.threads.postUpdate(order, sendable);
  }
  await markSent(source, { key, updateId: update.id });
  return Boolean(sendable);
};

/**
 * Posts the card if it is missing, then each owed message in turn, each taken off as soon as it is posted, then brings
 * the card up to date. For a caller that holds the order's lock. Gives how many messages were posted.
 */
export const deliverOrder = async (
  source: DeliverSource,
  { key, pace }: { key: string; pace: Pace },
): Promise<number> => {
  const saved = await source.orders.get(key);
  const isNew = saved !== null && hasCardToPost(saved);
  if (isNew) await pace();
  const order = isNew ? await postCard(source, saved) : saved;
  if (!order || order.cardTs === null) return 0;
  let posted = isNew ? 1 : 0;
  for (const update of order.owed) posted += (await postOwed(source, { key, update, pace })) ? 1 : 0;
  const left = await source.orders.get(key);
  if (left?.cardIsStale) await refreshCard(source, left);
  return posted;
};
