import { shownOf, withoutOwed } from '../domain/thread.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { Log } from '../log.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { ChannelPace } from './channel-pace.ts';
import { deliverThread } from './deliver-thread.ts';
import type { OrderThreads } from './order-threads.ts';
import { toSendable } from './sendable-update.ts';

export type DeliverSource = {
  orders: TrackedOrders;
  threads: OrderThreads;
  clock: { now(): number };
  log: Log;
  pace: ChannelPace;
  /** Where threads go on whose channel takes nothing any more. */
  defaultChannel: string | null;
};

/** What was refused at once was told to the person; only an order that Telnyx has, had or may have has a card. */
const needsCard = ({ state, cardTs, moved, lastCheckedAt }: TrackedOrder): boolean => {
  if (cardTs !== null) return false;
  return (
    state === 'placed' || state === 'unclear' || (state === 'refused' && (lastCheckedAt !== null || moved !== null))
  );
};

/** Takes messages off what is owed: they were posted, or no longer apply. */
export const markSent = async ({ orders }: DeliverSource, { key, updateIds }: { key: string; updateIds: string[] }) => {
  await orders.update(key, (order) => withoutOwed(order, updateIds));
};

/** For a caller that holds the order's lock. Gives how many messages were posted. */
export const deliverOrder = (source: DeliverSource, key: string): Promise<number> => {
  const { orders, threads, clock, log, pace, defaultChannel } = source;
  return deliverThread<TrackedOrder>(
    {
      port: threads,
      get: orders.get,
      update: orders.update,
      needsCard,
      shown: shownOf,
      sendable: (order, update) => toSendable({ order, update, now: clock.now() }),
      fallbackChannel: defaultChannel,
      pace,
      clock,
      log,
    },
    key,
  );
};
