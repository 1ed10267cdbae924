import { isDue, stillApplies } from '../domain/deadline.ts';
import type { OrderChange } from '../domain/order-changes.ts';
import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';

/** A later message about the same deadline makes an earlier reminder stale. */
const isOvertaken = (change: OrderChange, later: readonly OrderChange[]): boolean =>
  change.kind === 'deadline-near' &&
  later.some(
    (other) => (other.kind === 'deadline-near' || other.kind === 'deadline-passed') && other.partId === change.partId,
  );

/** An owed message without the reminders that no longer apply; null when nothing is left to say. */
export const toSendable = ({
  order,
  update,
  now,
}: {
  order: TrackedOrder;
  update: OwedUpdate;
  now: number;
}): OwedUpdate | null => {
  const later = order.owed
    .slice(order.owed.findIndex(({ id }) => id === update.id) + 1)
    .flatMap((each) => each.changes);
  const changes = update.changes.filter(
    (change, at) =>
      stillApplies({ change, order, now }) && !isOvertaken(change, [...update.changes.slice(at + 1), ...later]),
  );
  return changes.length === 0 ? null : { ...update, changes };
};

/** Nothing but reminders: such a message may be gathered with those of other orders. */
export const isReminder = (update: OwedUpdate): boolean => update.changes.every(isDue);
