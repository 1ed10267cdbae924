import { REMINDER_HOURS } from '../domain/deadline.ts';
import { groupsOfIntent } from '../domain/group-parts.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import { noteUse } from './note-use.ts';
import type { ReadOrder } from './read-order.ts';
import { type Down, saveReading } from './save-reading.ts';

export type CheckOrder = {
  /** Reads a placed order at Telnyx and saves the snapshot with what it owes, under the order's lock. */
  check(key: string, given?: { down?: Down }): Promise<TrackedOrder | null>;
  /** The same for a caller that holds the lock. */
  checkLocked(key: string, given?: { down?: Down; joinUpdateId?: string | null }): Promise<TrackedOrder | null>;
};

type Options = {
  readOrder: ReadOrder;
  orders: TrackedOrders;
  groups: TrackedGroups;
  clock: { now(): number };
  newToken: () => string;
  reminderHours?: readonly number[];
};

export const createCheckOrder = ({
  readOrder,
  orders,
  groups,
  clock,
  newToken,
  reminderHours = REMINDER_HOURS,
}: Options): CheckOrder => {
  const checkLocked: CheckOrder['checkLocked'] = async (key, given = {}) => {
    const known = await orders.get(key);
    if (known?.state !== 'placed' || known.orderId === null) return known;
    const reading = await readOrder.read(known.orderId, known.requirementTypes);
    const [now, updateId] = [clock.now(), newToken()];
    const used = groupsOfIntent(known, reading.order);
    // Before the order itself: a crash in between does it again.
    for (const [partId, groupId] of Object.entries(used))
      await noteUse(groups, { groupId, use: { orderKey: key, partId, reference: known.intent.reference, at: now } });
    return orders.update(key, (order) =>
      saveReading(
        { ...order, groups: { ...used, ...order.groups } },
        { ...given, reading, now, updateId, reminderHours },
      ),
    );
  };

  // A reading that was begun earlier must not be saved after a later one: it would tell the way back as news.
  const check: CheckOrder['check'] = (key, given) => orders.withLock(key, () => checkLocked(key, given));

  return { check, checkLocked };
};
