import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createCipher } from '../../src/store/cipher.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { anOrder, anOrderNumber, aPart, aTrackedOrder } from '../support/builders.ts';
import { TEST_KEYS } from '../support/test-keys.ts';

export const open = async (t: TestContext, path: string): Promise<Store> => {
  const store = await openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS });
  t.after(() => store.close());
  return store;
};

/** Does to the file what a broken disk or another process would do. */
export const tamper = (path: string, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

const cipher = createCipher(TEST_KEYS);

type Row = { key: string; namespace: string; value: string };

/** Sealed values as texts of JSON; the others stand in the file as they are. */
const readSealed = (path: string): Row[] => {
  const database = new DatabaseSync(path);
  const rows = database.prepare('SELECT key, namespace, value FROM keyv').all() as Row[];
  database.close();
  return rows.flatMap(({ key, namespace, value }) => {
    const stored: unknown = JSON.parse(value).value;
    const isSealed = typeof stored === 'string' && namespace !== 'state';
    return isSealed ? [{ key, namespace, value: cipher.open(stored, `${namespace}:${key}`) }] : [];
  });
};

/** Everything that is sealed in the file, opened. */
export const readText = (path: string): string =>
  readSealed(path)
    .map(({ value }) => value)
    .join('\n');

/** `tamper` for what is sealed: as if another version had written it. */
export const tamperSealed = (path: string, change: (text: string) => string): void => {
  const rows = readSealed(path);
  const database = new DatabaseSync(path);
  const update = database.prepare('UPDATE keyv SET value = ? WHERE key = ? AND namespace = ?');
  for (const { key, namespace, value } of rows) {
    const sealed = cipher.seal(change(value), `${namespace}:${key}`);
    update.run(JSON.stringify({ value: sealed }), key, namespace);
  }
  database.close();
};

/** The `at`-th order, unlike all others in every id. */
export const orderAt = (at: number, given: Partial<TrackedOrder> = {}): TrackedOrder => {
  const phoneNumber = `+49309018${String(at).padStart(5, '0')}`;
  const part = aPart({
    id: `part-${at}`,
    orderId: `${at}-order`,
    numbers: [anOrderNumber({ id: `number-${at}`, phoneNumber })],
  });
  return aTrackedOrder({
    key: `key${at}`,
    cardTs: `${at}.0001`,
    orderId: `${at}-order`,
    order: anOrder({ id: `${at}-order`, parts: [part] }),
    intent: { ...aTrackedOrder().intent, numbers: [] },
    ...given,
  });
};

export const finish = (order: TrackedOrder): TrackedOrder => {
  const parts = (order.order?.parts ?? []).map((part) => ({ ...part, status: 'success' }));
  return { ...order, order: anOrder({ id: order.orderId ?? '', parts }) };
};

export const reopen = (order: TrackedOrder): TrackedOrder => {
  const parts = (order.order?.parts ?? []).map((part) => ({ ...part, status: 'pending' }));
  return { ...order, order: anOrder({ id: order.orderId ?? '', parts }) };
};
