import { isSameButTimes } from '../domain/thread.ts';
import { isFollowedOpen, type TrackedOrder } from '../domain/tracked-order.ts';
import type { Log } from '../log.ts';
import { copyDeep } from './copy-deep.ts';
import type { FinishedOrders } from './finished-orders.ts';
import { createLocks } from './locks.ts';
import { nextTurn } from './namespace.ts';
import { createOpenOrders, type OpenOrders } from './open-orders.ts';
import { idsOf, numberRef, orderRef, PREFIX_LENGTH, partRef, prefixRef, threadRef } from './order-refs.ts';
import type { SealedNamespace } from './sealed-namespace.ts';
import { readStoredOrder, type StoredOrder } from './stored-order.ts';

/**
 * The orders that numberdesk follows, by key. What is returned is a copy: change it only through `update`.
 * Every call rejects with `AppError('store_failed')` when the store cannot answer; absent is `null`, never an error.
 */
export type TrackedOrders = {
  /** False when an order with this key is already there (a double click): nothing is written then. */
  create(order: TrackedOrder): Promise<boolean>;
  get(key: string): Promise<TrackedOrder | null>;
  /**
   * Reads, changes and writes under the order's lock, and gives what `change` made; null from it leaves the order as it
   * is. When it was looked at, and is to be again, is kept in memory only until something else changes: most looks find
   * nothing new, and cost no write.
   */
  update(key: string, change: (order: TrackedOrder) => TrackedOrder | null): Promise<TrackedOrder | null>;
  /** Runs `work` while nobody else runs work for the same key. Not re-entrant; `update` inside is fine. */
  withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  findByOrderId(orderId: string): Promise<TrackedOrder | null>;
  findByPartId(partId: string): Promise<TrackedOrder | null>;
  /** A card's message, from a click or shortcut in its thread. */
  findByThread(channelId: string, cardTs: string): Promise<TrackedOrder | null>;
  /** Orders that still need a look: cost follows these, not the history. Soonest `nextCheckAt` first. */
  listOpen(): Promise<TrackedOrder[]>;
  /** The same at little cost, in no order: not copies but the frozen records themselves. For whoever only looks. */
  viewOpen(): Promise<TrackedOrder[]>;
  /** Followed orders by the beginning of an id, or by phone number, open ones first. At most 10. */
  search(text: string): Promise<TrackedOrder[]>;
  /** Finished ones that are still re-read daily for 30 days. */
  listFinishedDue(now: number): Promise<TrackedOrder[]>;
  /** Finished ones that changed at that instant or later. Cost follows these. */
  listFinishedSince(at: number): Promise<TrackedOrder[]>;
};

/** What memory holds is frozen, and copied; what is not was read from the file for this call, and is nobody else's. */
const toOwn = ({ order }: StoredOrder): TrackedOrder => (Object.isFrozen(order) ? copyDeep(order) : order);

/** Copies made before the event loop gets a turn: less than a millisecond's worth. */
const COPIES_A_TURN = 25;
const SEARCH_LIMIT = 10;

type Given = {
  records: SealedNamespace<StoredOrder>;
  finished: FinishedOrders;
  /** Throws once the store is closed, so that nobody reads on from memory. */
  ensureOpen: () => void;
  log?: Log | undefined;
};

type Places = Given & { open: OpenOrders };

/** Writes an order to where it belongs, and away from where it was: both or neither. */
const save = async (
  { records, finished, open }: Places,
  { stored, moves }: { stored: StoredOrder; moves: boolean },
): Promise<void> => {
  const { key } = stored.order;
  if (!isFollowedOpen(stored.order)) {
    await finished.put(stored, moves ? [records.toDelete(key)] : []);
    open.remove(key);
    return;
  }
  if (!moves) return open.put(await records.keep(key, stored));
  const kept = structuredClone(stored);
  await finished.remove(key, [records.toWrite(key, kept)]);
  open.put(kept);
};

/** Two copies are what an earlier numberdesk left in the middle of a move: it is completed, whichever way it went. */
const loadOpen = async (places: Places): Promise<void> => {
  const { records, finished, open, log } = places;
  const halfMoved: StoredOrder[] = [];
  for await (const [key, value] of records.entries()) {
    const stored = readStoredOrder(key, value);
    const other = await finished.get(key);
    if (other) log?.warn({ orderKey: key }, 'an order was found half moved in the store; the move is completed');
    const newer = other && other.revision > stored.revision ? other : stored;
    if (other || !isFollowedOpen(newer.order)) halfMoved.push(newer);
    else open.put(newer);
  }
  // After all were read: a store in which something cannot be read stays as it is.
  for (const stored of halfMoved) await save(places, { stored, moves: true });
};

const copies = async (found: StoredOrder[]): Promise<TrackedOrder[]> => {
  const orders: TrackedOrder[] = [];
  for (const stored of found) {
    if (orders.length > 0 && orders.length % COPIES_A_TURN === 0) await nextTurn();
    orders.push(toOwn(stored));
  }
  return orders;
};

/** A phone number as it may be typed, "+49 (30) 123": its E.164 form, or null for what is not one. */
const toPhoneNumber = (text: string): string | null => {
  const bare = text.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+');
  return /^\+\d{5,15}$/.test(bare) ? bare : null;
};

const createLookUp = ({ open, finished, ensureOpen }: Places) => {
  /** Memory is asked again at the end: meanwhile the order may have moved from the finished ones to the open ones. */
  const get = async (key: string): Promise<StoredOrder | undefined> => {
    ensureOpen();
    return open.get(key) ?? (await finished.get(key)) ?? open.get(key);
  };
  const allOpen = async (): Promise<StoredOrder[]> => {
    ensureOpen();
    return open.all();
  };
  const byRef = async (ref: string): Promise<StoredOrder[]> => {
    ensureOpen();
    const found = [...open.byRef(ref), ...(await finished.byRef(ref)).toReversed(), ...open.byRef(ref)];
    return [...new Map(found.map((stored) => [stored.order.key, open.get(stored.order.key) ?? stored])).values()];
  };
  const byId = async (text: string): Promise<StoredOrder[]> => {
    const begins = ({ order }: StoredOrder): boolean => idsOf(order).some((id) => id.toLowerCase().startsWith(text));
    if (text.length >= PREFIX_LENGTH) return (await byRef(prefixRef(text))).filter(begins);
    return (await allOpen()).filter(begins);
  };
  const search = async (text: string): Promise<StoredOrder[]> => {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return [];
    const phoneNumber = toPhoneNumber(wanted);
    const found = phoneNumber === null ? await byId(wanted) : await byRef(numberRef(phoneNumber));
    return found.slice(0, SEARCH_LIMIT);
  };
  return { get, allOpen, byRef, search };
};

/** Rejects when a stored open order cannot be read: an order that is not seen would be forgotten silently. */
export const createTrackedOrders = async (given: Given): Promise<TrackedOrders> => {
  const places: Places = { ...given, open: createOpenOrders() };
  const { open, finished } = places;
  await finished.load();
  await loadOpen(places);

  const lookUp = createLookUp(places);
  const writes = createLocks();
  // A lock of its own for people's work: an update inside `withLock` waits for other updates only.
  const works = createLocks();

  const write = async (order: TrackedOrder, earlier: StoredOrder | null): Promise<void> => {
    const stored = { revision: (earlier?.revision ?? 0) + 1, order };
    const wasOpen = open.get(order.key) !== undefined;
    await save(places, { stored, moves: earlier !== null && wasOpen !== isFollowedOpen(order) });
  };
  const createOnce = async (order: TrackedOrder): Promise<boolean> => {
    if (await lookUp.get(order.key)) return false;
    await write(order, null);
    return true;
  };
  const change = async (
    key: string,
    by: (order: TrackedOrder) => TrackedOrder | null,
  ): Promise<TrackedOrder | null> => {
    const stored = await lookUp.get(key);
    if (!stored) return null;
    const changed = by(copyDeep(stored.order));
    if (changed === null) return toOwn(stored);
    if (changed.key !== key) throw new TypeError(`The key of order ${key} must not change.`);
    if (!isSameButTimes(stored.order, changed)) await write(changed, stored);
    else if (!open.note(changed)) await finished.note(changed);
    return changed;
  };
  const first = async (found: Promise<StoredOrder[]>): Promise<TrackedOrder | null> =>
    (await copies((await found).slice(0, 1)))[0] ?? null;

  return {
    create: (order) => writes.run(order.key, () => createOnce(order)),
    get: async (key) => {
      const stored = await lookUp.get(key);
      return stored ? toOwn(stored) : null;
    },
    update: (key, by) => writes.run(key, () => change(key, by)),
    withLock: (key, work) => works.run(key, work),
    findByOrderId: (orderId) => first(lookUp.byRef(orderRef(orderId))),
    findByPartId: (partId) => first(lookUp.byRef(partRef(partId))),
    findByThread: (channelId, cardTs) => first(lookUp.byRef(threadRef(channelId, cardTs))),
    listOpen: async () =>
      copies((await lookUp.allOpen()).toSorted((a, b) => a.order.nextCheckAt - b.order.nextCheckAt)),
    viewOpen: async () => (await lookUp.allOpen()).map(({ order }) => order),
    search: async (text) => copies(await lookUp.search(text)),
    listFinishedDue: async (now) => copies(await finished.due(now)),
    listFinishedSince: async (at) => copies(await finished.since(at)),
  };
};
