import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { anOrder, anOrderNumber, aPart, aTrackedOrder } from '../support/builders.ts';

/** A path in a folder of this test's own, gone after it. */
export const temporaryPath = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'numberdesk-store-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'store.sqlite');
};

export const open = async (t: TestContext, path: string): Promise<Store> => {
  const store = await openStore({ url: `sqlite://${path}` });
  t.after(() => store.close());
  return store;
};

/** Does to the file what a broken disk or another process would do. */
export const tamper = (path: string, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

/** Everything that the file holds, as it is written there. */
export const readText = (path: string): string => {
  const database = new DatabaseSync(path);
  const rows = database.prepare('SELECT value FROM keyv').all();
  database.close();
  return rows.map(({ value }) => String(value)).join('\n');
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
