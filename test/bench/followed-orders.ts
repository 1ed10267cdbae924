import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createCipher } from '../../src/store/cipher.ts';
import type { Namespace } from '../../src/store/namespace.ts';
import { openStore } from '../../src/store/open-store.ts';
import { refsOf } from '../../src/store/order-refs.ts';
import { createSealedNamespace } from '../../src/store/sealed-namespace.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { toStorePath } from '../../src/store/store-url.ts';
import type { StoredOrder } from '../../src/store/stored-order.ts';
import { anOrder, aPart, aRequirementType, aTrackedOrder } from '../support/builders.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { NUMBERS_A_PART, numberId, orderId, partId, phoneNumber, REQUIREMENT_IDS } from './wire-parts.ts';

const DAY_MS = 86_400_000;
const RECORDS_A_WRITE = 250;
/** As the store keeps them. */
const KEYS_A_REF = 50;

/** An order of one part, quiet for days, as the stand-in for Telnyx lists it, and due tomorrow. */
export const followedOrder = (at: number, now: number) => {
  const numbers = Array.from({ length: NUMBERS_A_PART }, (_, n) => ({
    id: numberId(at, n),
    phoneNumber: phoneNumber(at, n),
    status: 'pending',
    requirementsStatus: 'requirement-info-under-review',
  }));
  const requirements = REQUIREMENT_IDS.map((requirementId) => ({
    requirementId,
    kind: 'textual',
    answered: true,
    status: 'pending-approval',
  }));
  const part = aPart({ id: partId(at), orderId: orderId(at), numbers, requirements, deadlineAt: null });
  return aTrackedOrder({
    key: `key${at}`,
    orderId: orderId(at),
    // Each in a channel of its own: how fast a channel takes messages is not the tick's.
    channelId: `C${at}`,
    createdAt: now - 5 * DAY_MS,
    lastChangedAt: now - 3 * DAY_MS,
    lastCheckedAt: now,
    nextCheckAt: now + DAY_MS,
    order: anOrder({ id: orderId(at), parts: [part] }),
    requirementTypes: Object.fromEntries(REQUIREMENT_IDS.map((id) => [id, aRequirementType({ id })])),
  });
};

export const finishedOrder = (at: number, now: number) => {
  const part = aPart({ id: `old-part-${at}`, orderId: `old-${at}`, status: 'success', numbers: [], deadlineAt: null });
  return aTrackedOrder({
    key: `old${at}`,
    orderId: `old-${at}`,
    order: anOrder({ id: `old-${at}`, status: 'success', parts: [part] }),
    createdAt: now - 90 * DAY_MS,
    lastChangedAt: now - 60 * DAY_MS,
    nextCheckAt: now - 31 * DAY_MS,
  });
};

export type Followed = {
  storeUrl: string;
  parts: number;
  /** Orders that are over, and no longer read. */
  finished?: number;
  /** One in so many is due at once, and every quarter of an hour after that; the others tomorrow. None without it. */
  dueEvery?: number;
};

type Bulk<Value extends object> = {
  records: Pick<Namespace<Value>, 'setMany'>;
  entries: { key: string; value: Value }[];
};

/** Many in one write each, where the app has one for each order: nobody wants to wait for the disk that often. */
const writeMany = async <Value extends object>({ records, entries }: Bulk<Value>): Promise<void> => {
  for (let from = 0; from < entries.length; from += RECORDS_A_WRITE)
    await records.setMany(entries.slice(from, from + RECORDS_A_WRITE));
};

const toEntry = (order: TrackedOrder) => ({ key: order.key, value: { revision: 1, order } });

const openOrders = ({ parts, dueEvery = 0 }: Followed, now: number): TrackedOrder[] =>
  Array.from({ length: parts }, (_, at) => {
    const order = followedOrder(at, now);
    return dueEvery > 0 && at % dueEvery === 0 ? { ...order, nextCheckAt: now } : order;
  });

/** What finished orders are found by: of those that share a name only the latest. */
const refEntries = (orders: readonly TrackedOrder[]) => {
  const refs = new Map<string, string[]>();
  for (const order of orders)
    for (const ref of refsOf(order)) refs.set(ref, [...(refs.get(ref) ?? []), order.key].slice(-KEYS_A_REF));
  return [...refs].map(([key, value]) => ({ key, value }));
};

/** Writes the store of an app that follows so many parts, and has so many orders behind it. */
export const writeFollowed = async (given: Followed): Promise<void> => {
  const now = Date.now();
  // What else belongs into a store is written by the app's own.
  await (await openStore({ url: given.storeUrl, encryptionKeys: TEST_KEYS })).close();
  const backend = await openSqlite(toStorePath(given.storeUrl));
  const cipher = createCipher(TEST_KEYS);
  const openSealed = async (name: string) =>
    createSealedNamespace<StoredOrder>({ records: await backend.open(name), cipher, name });
  const finished = Array.from({ length: given.finished ?? 0 }, (_, at) => finishedOrder(at, now));
  await writeMany({ records: await openSealed('open-orders'), entries: openOrders(given, now).map(toEntry) });
  await writeMany({ records: await openSealed('finished-orders'), entries: finished.map(toEntry) });
  await writeMany({ records: await backend.open<string[]>('finished-refs'), entries: refEntries(finished) });
  await backend.close();
};
