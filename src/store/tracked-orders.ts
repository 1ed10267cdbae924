import type { TrackedOrder } from '../domain/tracked-order.ts';

/**
 * The orders that numberdesk follows, by key. What is returned is a copy: change it only through `update`.
 * Every call rejects with `AppError('store_failed')` when the store cannot answer; absent is `null`, never an error.
 */
export type TrackedOrders = {
  /** False when an order with this key is already there (a double click): nothing is written then. */
  create(order: TrackedOrder): Promise<boolean>;
  get(key: string): Promise<TrackedOrder | null>;
  /** Reads, changes and writes under the order's lock; null from `change` leaves it as it is. */
  update(key: string, change: (order: TrackedOrder) => TrackedOrder | null): Promise<TrackedOrder | null>;
  /** Runs `work` while nobody else runs work for the same key. Not re-entrant; `update` inside is fine. */
  withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  findByOrderId(orderId: string): Promise<TrackedOrder | null>;
  findByPartId(partId: string): Promise<TrackedOrder | null>;
  /** A card's message, from a click or shortcut in its thread. */
  findByThread(channelId: string, cardTs: string): Promise<TrackedOrder | null>;
  /** Orders that still need a look: cost follows these, not the history. Soonest `nextCheckAt` first. */
  listOpen(): Promise<TrackedOrder[]>;
  /** Followed orders by the beginning of an id, or by phone number, open ones first. At most 10. */
  search(text: string): Promise<TrackedOrder[]>;
  /** Finished ones that are still re-read daily for 30 days. */
  listFinishedDue(now: number): Promise<TrackedOrder[]>;
};
