import { isKept } from '../domain/tracked-group.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Groups, TrackOrders } from './flows.ts';

/**
 * Telnyx said that something changed. What it says of it is not used (events come late, twice and out of order): the
 * object is read again. Rejects when that fails; the next poll reads it then, whatever its schedule was.
 */
export type HearFromTelnyx = {
  orderChanged(orderId: string): Promise<void>;
  groupChanged(groupId: string): Promise<void>;
};

type Options = {
  orders: Pick<TrackedOrders, 'findByOrderId' | 'listOpen' | 'update'>;
  groups: Pick<TrackedGroups, 'update'>;
  trackOrders: Pick<TrackOrders, 'refresh'>;
  refreshGroup: Groups['refresh'];
  clock: { now(): number };
};

/** An order that nobody here knows may be one whose placing was never answered. */
const settleUnanswered = async ({ orders, trackOrders }: Options): Promise<void> => {
  const open = await orders.listOpen();
  for (const { key, state } of open) if (state === 'placing' || state === 'unclear') await trackOrders.refresh(key);
};

export const createHearFromTelnyx = (options: Options): HearFromTelnyx => {
  const { orders, groups, trackOrders, refreshGroup, clock } = options;
  return {
    orderChanged: async (orderId) => {
      const order = await orders.findByOrderId(orderId);
      if (order === null) return settleUnanswered(options);
      try {
        await trackOrders.refresh(order.key);
      } catch (error) {
        await orders.update(order.key, (saved) => ({ ...saved, nextCheckAt: clock.now() }));
        throw error;
      }
    },
    groupChanged: async (groupId) => {
      try {
        await refreshGroup(groupId);
      } catch (error) {
        await groups.update(groupId, (saved) => (isKept(saved) ? { ...saved, nextCheckAt: clock.now() } : null));
        throw error;
      }
    },
  };
};
