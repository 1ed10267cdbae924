import { type PartState, partState } from './order.ts';
import { isGroupOwing, type TrackedGroup } from './tracked-group.ts';
import type { TrackedOrder } from './tracked-order.ts';

/** What is open and what is owed, in numbers. */
export type Standing = {
  orders: Record<TrackedOrder['state'], number>;
  /** Of placed orders that were read, by where they stand. */
  parts: Record<PartState['kind'], number>;
  /** Messages that threads are owed. */
  owed: { orders: number; groups: number };
  /** When the oldest of them arose; null: nothing is owed. */
  owedSince: number | null;
  /** How long the order that waits longest should have been read by now, in milliseconds. */
  lateByMs: number;
};

const noParts = (): Standing['parts'] => ({
  'answers-needed': 0,
  'under-review': 0,
  declined: 0,
  activating: 0,
  active: 0,
  failed: 0,
  cancelled: 0,
  deleted: 0,
  other: 0,
});

const earliest = (instants: readonly number[]): number | null =>
  instants.reduce<number | null>((first, at) => (first === null || at < first ? at : first), null);

/** @param open orders as the poll sees them, and all groups that are remembered */
export const standingOf = (
  open: { orders: readonly TrackedOrder[]; groups: readonly TrackedGroup[] },
  now: number,
): Standing => {
  const orders = { placing: 0, unclear: 0, placed: 0, refused: 0 };
  const parts = noParts();
  for (const { state, order } of open.orders) {
    orders[state] += 1;
    for (const part of order?.parts ?? []) parts[partState(part).kind] += 1;
  }
  const ofOrders = open.orders.flatMap(({ owed }) => owed);
  const ofGroups = open.groups.filter(isGroupOwing).flatMap(({ owed }) => owed);
  const isRead = ({ state }: TrackedOrder): boolean => state !== 'refused';
  const nextCheckAt = earliest(open.orders.filter(isRead).map((order) => order.nextCheckAt));
  return {
    orders,
    parts,
    owed: { orders: ofOrders.length, groups: ofGroups.length },
    owedSince: earliest([...ofOrders, ...ofGroups].map(({ createdAt }) => createdAt)),
    lateByMs: nextCheckAt === null ? 0 : Math.max(0, now - nextCheckAt),
  };
};
