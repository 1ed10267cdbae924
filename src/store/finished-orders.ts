import type { TrackedOrder } from '../domain/tracked-order.ts';
import { createLocks } from './locks.ts';
import { type Namespace, nextTurn } from './namespace.ts';
import { refsOf } from './order-refs.ts';
import { readStoredOrder, type StoredOrder } from './stored-order.ts';

/** When a finished order is due to be read again, until when at all. */
export type Recheck = { nextCheckAt: number; until: number };

/** Orders that are over. They stay in the store, found by ref; only those that are re-read are known in memory. */
export type FinishedOrders = {
  /** Reads which orders are still re-read daily. */
  load(): Promise<void>;
  get(key: string): Promise<StoredOrder | undefined>;
  getMany(keys: string[]): Promise<(StoredOrder | undefined)[]>;
  byRef(ref: string): Promise<StoredOrder[]>;
  /** The record first: with it alone nothing is lost, and a start completes the rest. */
  put(stored: StoredOrder): Promise<void>;
  /** When one that is re-read is due next: its record stays as it is. */
  note(order: TrackedOrder): Promise<void>;
  /** Leaves its refs: they are checked against the order when they are used. */
  remove(key: string): Promise<void>;
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

/** Adds `key` to what each ref leads to, where it is not yet. */
const createRefIndex = (refs: Namespace<string[]>) => {
  // Two orders may share a ref, and its list is read before it is written.
  const lock = createLocks();
  const add = async (key: string, names: string[]): Promise<void> => {
    const known = await refs.getMany(names);
    const entries = names.flatMap((name, at) => {
      const keys = known[at] ?? [];
      return keys.includes(key) ? [] : { key: name, value: [...keys, key].slice(-KEYS_A_REF) };
    });
    if (entries.length > 0) await refs.setMany(entries);
  };
  return {
    add: (key: string, names: string[]) => lock.run('refs', () => add(key, names)),
    get: async (name: string) => (await refs.get(name)) ?? [],
  };
};

const createReader = (records: Namespace<StoredOrder>) => {
  const getMany = async (keys: string[]): Promise<(StoredOrder | undefined)[]> => {
    if (keys.length === 0) return [];
    const found = await records.getMany(keys);
    return keys.map((key, at) => (found[at] === undefined ? undefined : readStoredOrder(key, found[at])));
  };
  const getKnown = async (keys: string[]): Promise<StoredOrder[]> => {
    const found: StoredOrder[] = [];
    for (let at = 0; at < keys.length; at += ORDERS_A_TURN) {
      if (at > 0) await nextTurn();
      found.push(...(await getMany(keys.slice(at, at + ORDERS_A_TURN))).filter((stored) => stored !== undefined));
    }
    return found;
  };
  return { getMany, getKnown };
};

export const createFinishedOrders = ({
  records,
  refs,
  rechecks,
}: {
  records: Namespace<StoredOrder>;
  refs: Namespace<string[]>;
  rechecks: Namespace<Recheck>;
}): FinishedOrders => {
  const refIndex = createRefIndex(refs);
  const schedule = new Map<string, Recheck>();

  const { getMany, getKnown } = createReader(records);
  const reschedule = async (key: string, recheck: Recheck): Promise<void> => {
    await rechecks.set(key, recheck);
    schedule.set(key, recheck);
  };
  const unschedule = async (keys: string[]): Promise<void> => {
    if (keys.length > 0) await rechecks.deleteMany(keys);
    for (const key of keys) schedule.delete(key);
  };

  return {
    load: async () => {
      for await (const [key, recheck] of rechecks.entries()) schedule.set(key, recheck);
    },
    get: async (key) => (await getMany([key]))[0],
    getMany,
    byRef: async (ref) => {
      const found = await getKnown(await refIndex.get(ref));
      return found.filter(({ order }) => refsOf(order).includes(ref));
    },
    put: async (stored) => {
      const { key } = stored.order;
      await records.set(key, stored);
      await refIndex.add(key, refsOf(stored.order));
      const recheck = recheckOf(stored);
      if (recheck) await reschedule(key, recheck);
    },
    note: async ({ key, nextCheckAt }) => {
      const known = schedule.get(key);
      if (known) await reschedule(key, { ...known, nextCheckAt });
    },
    remove: async (key) => {
      await unschedule([key]);
      await records.deleteMany([key]);
    },
    due: async (now) => {
      const scheduled = [...schedule];
      await unschedule(scheduled.filter(([, { until }]) => until < now).map(([key]) => key));
      const due = scheduled.filter(([, { nextCheckAt, until }]) => nextCheckAt <= now && until >= now);
      return getKnown(due.toSorted(([, a], [, b]) => a.nextCheckAt - b.nextCheckAt).map(([key]) => key));
    },
    since: (at) => {
      const lately = [...schedule].filter(([, { until }]) => until >= at + RECHECKED_FOR_MS);
      return getKnown(lately.map(([key]) => key));
    },
  };
};
