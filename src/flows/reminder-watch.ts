import { dueReminders } from '../domain/deadline.ts';
import { nextReminderAt } from '../domain/next-reminder.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';

export type ReminderWatch = {
  /** Whether the order is owed a reminder now. Cheap while it stays as it is and none can have become due. */
  isDue(order: TrackedOrder, now: number): boolean;
};

/** Works each order out once, and again only when it was changed or its next reminder comes. */
export const createReminderWatch = (hours: readonly number[]): ReminderWatch => {
  // By the record itself: a changed order is another object.
  const quietUntil = new WeakMap<TrackedOrder, number>();
  return {
    isDue: (order, now) => {
      if (now < (quietUntil.get(order) ?? Number.NEGATIVE_INFINITY)) return false;
      if (dueReminders({ order, now, hours }).changes.length > 0) return true;
      quietUntil.set(order, nextReminderAt({ order, now, hours }));
      return false;
    },
  };
};
