import type { TrackedOrder } from '../domain/tracked-order.ts';
import { createLocks } from './locks.ts';
import { type Namespace, nextTurn, type Write } from './namespace.ts';
import { refsOf } from './order-refs.ts';
import { readStoredOrder, type StoredOrder } from './stored-order.ts';

/** When a finished order is due to be read again, until when at all. */
export type Recheck = { nextCheckAt: number; until: number };

/** Orders that are over. They stay in the store, found by ref; only those that are re-read are known in memory. */
export type FinishedOrders = {
  /** Reads which orders are still re-read daily. */
  load(): Promise<void>;
  get(key: string): Promise<StoredOrder | undefined>;
  byRef(ref: string): Promise<StoredOrder[]>;
  /** With what it is found by, and with what else is to be written: all or nothing. */
  put(stored: StoredOrder, besides: readonly Write[]): Promise<void>;
  /** When one that is re-read is due next: its record stays as it is. */
  note(order: TrackedOrder): Promise<void>;
  /** Likewise. Leaves its refs: they are checked against the order when they are used. */
  remove(key: string, besides: readonly Write[]): Promise<void>;
  due(now: number): Promise<StoredOrder[]>;
  /** Of those that are re-read: changed at that instant or later. */
  since(at: number): Promise<StoredOrder[]>;
};

const DAY_MS = 86_400_000;
/** Telnyx may still delete a number of an order that has ended; after this nobody looks any more. */
const RECHECKED_FOR_MS = 30 * DAY_MS;
/** Orders with a number in common, or ids that begin alike. The latest are kept, so that writing stays cheap. */
const KEYS_A_REF = 50;
const ORDERS_A_TURN = 20;

const recheckOf = ({ order }: StoredOrder): Recheck | null =>
  order.orderId === null ? null : { nextCheckAt: order.nextCheckAt, until: order.lastChangedAt + RECHECKED_FOR_MS };

const createRefIndex = (refs: Namespace<string[]>) => ({
  /** Adds the order's key to what each of its refs leads to, where it is not yet. */
  toWrites: async ({ order }: StoredOrder): Promise<Write[]> => {
    const names = refsOf(order);
    const known = await refs.getMany(names);
    return names.flatMap((name, at) => {
      const keys = known[at] ?? [];
      return keys.includes(order.key) ? [] : refs.toWrite(name, [...keys, order.key].slice(-KEYS_A_REF));
    });
  },
  get: async (name: string) => (await refs.get(name)) ?? [],
});

const createReader = (records: Namespace<StoredOrder>) => {
  const get = async (key: string): Promise<StoredOrder | undefined> => {
    const found = await records.get(key);
    return found === undefined ? undefined : readStoredOrder(key, found);
  };
  const getMany = async (keys: string[]): Promise<StoredOrder[]> => {
    const found = await records.getMany(keys);
    return keys.flatMap((key, at) => (found[at] === undefined ? [] : readStoredOrder(key, found[at])));
  };
  const getKnown = async (keys: string[]): Promise<StoredOrder[]> => {
    const found: StoredOrder[] = [];
    for (let at = 0; at < keys.length; at += ORDERS_A_TURN) {
      if (at > 0) await nextTurn();
      found.push(...(await getMany(keys.slice(at, at + ORDERS_A_TURN))));
    }
    return found;
  };
  return { get, getKnown };
};

export const createFinishedOrders = ({
  records,
  refs,
  rechecks,
  writeTogether,
}: {
  records: Namespace<StoredOrder>;
  refs: Namespace<string[]>;
  rechecks: Namespace<Recheck>;
  writeTogether: (writes: readonly Write[]) => Promise<void>;
}): FinishedOrders => {
  const refIndex = createRefIndex(refs);
  const schedule = new Map<string, Recheck>();
  // Two orders may share a ref, and its list is read before it is written; one that is over may change once more.
  const lock = createLocks();
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => lock.run('writes', work);

  const { get, getKnown } = createReader(records);
  const unscheduleOver = async (now: number): Promise<void> => {
    const keys = [...schedule].filter(([, { until }]) => until < now).map(([key]) => key);
    if (keys.length > 0) await rechecks.deleteMany(keys);
    for (const key of keys) schedule.delete(key);
  };

  return {
    load: async () => {
      for await (const [key, recheck] of rechecks.entries()) schedule.set(key, recheck);
    },
    get,
    byRef: async (ref) => {
      const found = await getKnown(await refIndex.get(ref));
      return found.filter(({ order }) => refsOf(order).includes(ref));
    },
    put: (stored, besides) =>
      alone(async () => {
        const { key } = stored.order;
        const recheck = recheckOf(stored);
        const writes = [records.toWrite(key, stored), ...(recheck ? [rechecks.toWrite(key, recheck)] : []), ...besides];
        await writeTogether([...writes, ...(await refIndex.toWrites(stored))]);
        if (recheck) schedule.set(key, recheck);
      }),
    note: async ({ key, nextCheckAt }) => {
      const known = schedule.get(key);
      if (!known) return;
      const recheck = { ...known, nextCheckAt };
      await rechecks.set(key, recheck);
      schedule.set(key, recheck);
    },
    remove: async (key, besides) => {
      await writeTogether([records.toDelete(key), rechecks.toDelete(key), ...besides]);
      schedule.delete(key);
    },
    due: async (now) => {
      await alone(() => unscheduleOver(now));
      const due = [...schedule].filter(([, { nextCheckAt }]) => nextCheckAt <= now);
      return getKnown(due.toSorted(([, a], [, b]) => a.nextCheckAt - b.nextCheckAt).map(([key]) => key));
    },
    since: (at) => {
      const lately = [...schedule].filter(([, { until }]) => until >= at + RECHECKED_FOR_MS);
      return getKnown(lately.map(([key]) => key));
    },
  };
};
