import { createCipher } from '../../src/store/cipher.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSealedNamespace } from '../../src/store/sealed-namespace.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { toStorePath } from '../../src/store/store-url.ts';
import type { StoredOrder } from '../../src/store/stored-order.ts';
import { anOrder, aPart, aRequirementType, aTrackedOrder } from '../support/builders.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { NUMBERS_A_PART, numberId, orderId, partId, phoneNumber, REQUIREMENT_IDS } from './wire-parts.ts';

const DAY_MS = 86_400_000;

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

type Followed = { storeUrl: string; parts: number; finished?: number };

const ORDERS_A_WRITE = 250;

/** Many in one write each, where the app has one for each order: nobody wants to wait for the disk that often. */
const writeOpen = async ({ storeUrl, parts }: Followed, now: number): Promise<void> => {
  const backend = await openSqlite(toStorePath(storeUrl));
  const name = 'open-orders';
  const records = createSealedNamespace<StoredOrder>({
    records: await backend.open(name),
    cipher: createCipher(TEST_KEYS),
    name,
  });
  for (let from = 0; from < parts; from += ORDERS_A_WRITE) {
    const orders = Array.from({ length: Math.min(ORDERS_A_WRITE, parts - from) }, (_, at) =>
      followedOrder(from + at, now),
    );
    await records.setMany(orders.map((order) => ({ key: order.key, value: { revision: 1, order } })));
  }
  await backend.close();
};

/** Writes the store of an app that follows so many parts, and has so many orders behind it. */
export const writeFollowed = async (given: Followed): Promise<void> => {
  const now = Date.now();
  const store = await openStore({ url: given.storeUrl, encryptionKeys: TEST_KEYS });
  for (let at = 0; at < (given.finished ?? 0); at += 1) await store.orders.create(finishedOrder(at, now));
  await store.close();
  await writeOpen(given, now);
};
