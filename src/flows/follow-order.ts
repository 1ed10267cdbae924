import type { Log } from '../log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { ChannelPace } from './channel-pace.ts';
import { type CheckOrder, createCheckOrder } from './check-order.ts';
import { createDeliverUpdates, type DeliverUpdates } from './deliver-updates.ts';
import type { ShowRequirements } from './flows.ts';
import type { OrderThreads } from './order-threads.ts';
import { createReadListed } from './read-listed.ts';
import { createReadOrder, type ReadOrder, type ReadTelnyx } from './read-order.ts';

/** What every flow needs that reads an order, saves it and says what came of it. */
export type FollowOptions = {
  telnyx: ReadTelnyx;
  orders: TrackedOrders;
  /** Where groups were used is remembered with them. */
  groups: TrackedGroups;
  threads: OrderThreads;
  showRequirements: ShowRequirements;
  clock: { now(): number };
  log: Log;
  newToken: () => string;
  /** Hours before a deadline at which its owner is reminded; 72, 24 and 4 by default. */
  reminderHours?: readonly number[];
  pace: ChannelPace;
  /** Where threads go on whose channel takes nothing any more. */
  defaultChannel: string | null;
};

export type FollowOrder = { readOrder: ReadOrder; checkOrder: CheckOrder; deliverUpdates: DeliverUpdates };

/** Keeps nothing itself: each flow may make its own, the locks are the store's. */
export const createFollowOrder = (options: FollowOptions): FollowOrder => {
  const readOrder = createReadOrder(options);
  return {
    readOrder,
    checkOrder: createCheckOrder({ ...options, readOrder, readListed: createReadListed(options) }),
    deliverUpdates: createDeliverUpdates(options),
  };
};
