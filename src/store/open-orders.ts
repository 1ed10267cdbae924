import { isAlike } from '../domain/is-alike.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { freezeDeep } from './freeze-deep.ts';
import { createKeyIndex } from './key-index.ts';
import { refsOf } from './order-refs.ts';
import { createShareAlike } from './share-alike.ts';
import type { StoredOrder } from './stored-order.ts';

/**
 * The open orders in memory, found by key and by ref. Holds what was written: change it after the durable write. What it
 * gives is frozen.
 */
export type OpenOrders = {
  get(key: string): StoredOrder | undefined;
  byRef(ref: string): StoredOrder[];
  all(): StoredOrder[];
  put(stored: StoredOrder): void;
  /** When it was looked at: nothing is found by that, and it is not worth a write. False when no such order is open. */
  note(order: TrackedOrder): boolean;
  remove(key: string): void;
};

export const createOpenOrders = (): OpenOrders => {
  const orders = new Map<string, StoredOrder>();
  const refs = createKeyIndex();
  const shareAlike = createShareAlike();

  /** Most writes change nothing that an order is found by. */
  const findBy = (key: string, { before, after }: { before: readonly string[]; after: readonly string[] }): void => {
    if (isAlike(before, after)) return;
    for (const ref of before) refs.remove(ref, key);
    for (const ref of after) refs.add(ref, key);
  };
  const refsNow = (key: string): string[] => {
    const stored = orders.get(key);
    return stored ? refsOf(stored.order) : [];
  };

  return {
    get: (key) => orders.get(key),
    byRef: (ref) => refs.find(ref).flatMap((key) => orders.get(key) ?? []),
    all: () => [...orders.values()],
    put: (stored) => {
      const { key } = stored.order;
      findBy(key, { before: refsNow(key), after: refsOf(stored.order) });
      orders.set(key, freezeDeep(shareAlike(stored)));
    },
    note: ({ key, lastCheckedAt, nextCheckAt }) => {
      const stored = orders.get(key);
      if (!stored) return false;
      orders.set(key, { ...stored, order: Object.freeze({ ...stored.order, lastCheckedAt, nextCheckAt }) });
      return true;
    },
    remove: (key) => {
      findBy(key, { before: refsNow(key), after: [] });
      orders.delete(key);
    },
  };
};
