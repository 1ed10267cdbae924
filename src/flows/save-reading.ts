import { nextCheckAt } from '../domain/check-schedule.ts';
import { dueReminders } from '../domain/deadline.ts';
import { findPart, type Order, type Part } from '../domain/order.ts';
import { diffOrder, mergeOrder, type OrderChange } from '../domain/order-changes.ts';
import { owe, type TrackedOrder } from '../domain/tracked-order.ts';
import type { Reading } from './read-order.ts';

/** When the app did not run, so that what it tells late says so. */
export type Down = { from: number; to: number } | null;

type Owing = {
  now: number;
  changes: OrderChange[];
  /** Id of the message when a new one is owed. */
  updateId: string;
  /** An owed message that the changes belong to: what a person did and what came of it are told at once. */
  joinUpdateId?: string | null;
  down?: Down;
};

const oweOrJoin = (order: TrackedOrder, { now, changes, updateId, joinUpdateId, down = null }: Owing): TrackedOrder => {
  if (!order.owed.some(({ id }) => id === joinUpdateId)) return owe(order, { id: updateId, now, changes, down });
  const owed = order.owed.map((update) =>
    update.id === joinUpdateId ? { ...update, changes: [...update.changes, ...changes] } : update,
  );
  return { ...order, owed };
};

/** Telnyx forgets the deadline with the part that missed it; the card still has to say so. */
const withMissedDeadlines = (after: Order, { before, told }: { before: Order | null; told: OrderChange[] }): Order => {
  const missed = new Set(
    told.flatMap((each) => (each.kind === 'part-cancelled' && each.cause === 'deadline' ? [each.partId] : [])),
  );
  const deadlineOf = (part: Part): number | null =>
    missed.has(part.id) ? ((before && findPart(before, part.id))?.deadlineAt ?? part.deadlineAt) : part.deadlineAt;
  return { ...after, parts: after.parts.map((part) => ({ ...part, deadlineAt: deadlineOf(part) })) };
};

type SaveInput = Omit<Owing, 'changes'> & { reading: Reading; reminderHours: readonly number[] };

/**
 * The record after a reading: the snapshot, what is due by it, and the one message that all of it owes. Pure, and the
 * comparison is with the record as it is saved now: two readings at once cannot tell the same thing twice.
 */
export const saveReading = (order: TrackedOrder, { reading, reminderHours, ...owing }: SaveInput): TrackedOrder => {
  const { now } = owing;
  const before = order.order;
  const after = before ? mergeOrder(before, reading.order) : reading.order;
  // Comments sent from here are in the snapshot since they were sent: any other one of ours was written elsewhere.
  const told = diffOrder({ before, after, cancelledBy: order.cancelledBy, now, sentCommentIds: [] });
  const isChanged = told.length > 0 || JSON.stringify(before) !== JSON.stringify(after);
  const read: TrackedOrder = {
    ...order,
    order: withMissedDeadlines(after, { before, told }),
    requirementTypes: reading.requirementTypes,
    lastCheckedAt: now,
    lastChangedAt: isChanged ? now : order.lastChangedAt,
    cardIsStale: order.cardIsStale || isChanged,
  };
  const due = dueReminders({ order: read, now, hours: reminderHours });

  const owed = oweOrJoin(
    { ...read, reminders: due.reminders, links: due.links },
    { ...owing, changes: [...told, ...due.changes] },
  );
  return { ...owed, nextCheckAt: nextCheckAt({ order: owed, now }) };
};
