import { dueReminders } from '../domain/deadline.ts';
import { owe, type TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Down } from './save-reading.ts';

type Given = {
  key: string;
  now: number;
  updateId: string;
  down: Down;
  reminderHours: readonly number[];
  /** When Telnyx last answered a poll, while it answers nothing. */
  answeredAt: number | null;
};

/**
 * Owes the reminders that are due by the stored snapshot, when Telnyx could not be asked: a deadline does not wait for
 * it. The message says when Telnyx last answered.
 */
export const remindFromSnapshot = (orders: TrackedOrders, given: Given): Promise<TrackedOrder | null> => {
  const { key, now, updateId: id, down, reminderHours: hours, answeredAt } = given;
  return orders.update(key, (order) => {
    const { changes, reminders, links } = dueReminders({ order, now, hours });
    const lastCheckedAt = order.lastCheckedAt && Math.max(order.lastCheckedAt, answeredAt ?? 0);
    return changes.length === 0 ? null : owe({ ...order, reminders, links }, { id, now, changes, lastCheckedAt, down });
  });
};
