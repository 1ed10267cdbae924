import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createCipher } from '../../src/store/cipher.ts';
import { openStore } from '../../src/store/open-store.ts';
import { refsOf } from '../../src/store/order-refs.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { finishedOrder, followedOrder } from './followed-orders.ts';
import { median, type Row } from './table.ts';

/** Short and many, in turn: whatever else the machine and its disk do meets both. */
const ROUNDS = 41;
const ORDERS_A_ROUND = 25;
const READS_OF_EACH = 5;

/** The same orders to be kept and read, and nothing else. */
type Shelf = { write(order: TrackedOrder): Promise<unknown>; read(key: string): Promise<unknown> };
type Round = { writesASecond: number; readsASecond: number };
type Pair = { ours: Round; bare: Round };
type Kind = { make: (at: number, now: number) => TrackedOrder; openBare: (path: string) => Promise<OpenShelf> };
type OpenShelf = { shelf: Shelf; close: () => Promise<void> };

const perSecond = async (count: number, work: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedAt);
};

const oneRound = async (shelf: Shelf, orders: readonly TrackedOrder[]): Promise<Round> => ({
  writesASecond: await perSecond(orders.length, async () => {
    for (const order of orders) await shelf.write(order);
  }),
  readsASecond: await perSecond(orders.length * READS_OF_EACH, async () => {
    for (let again = 0; again < READS_OF_EACH; again += 1)
      for (const { key } of orders) if (!(await shelf.read(key))) throw new Error(`${key} is not there`);
  }),
});

/** The adapter as its package brings it, and as durable. */
const openAdapter = async (path: string): Promise<KeyvSqlite> => {
  const adapter = new KeyvSqlite({ uri: `sqlite://${path}`, driver: 'node:sqlite', wal: true });
  await adapter.query('PRAGMA synchronous = FULL');
  return adapter;
};

/**
 * Keyv as one would use it for the same promise: the same bytes, sealed by the same cipher, and no order over another one.
 * Nothing is found by number, or kept from being changed.
 */
const openBare = async (path: string): Promise<OpenShelf> => {
  const adapter = await openAdapter(path);
  const cipher = createCipher(TEST_KEYS);
  const encryption = {
    encrypt: (text: string) => cipher.seal(text, 'orders'),
    decrypt: (sealed: string) => cipher.open(sealed, 'orders'),
  };
  const keyv = new Keyv({ store: adapter, namespace: 'orders', encryption });
  const write = async (order: TrackedOrder): Promise<boolean> =>
    !(await keyv.has(order.key)) && keyv.set(order.key, order);
  return { shelf: { write, read: (key) => keyv.get(key) }, close: () => adapter.disconnect() };
};

/**
 * A finished order is out of memory, and is to be found all the same: by its ids, its numbers, its thread. That is most of
 * its write, so Keyv writes it too: the lists are read, and all stands in one statement, which waits for the disk once.
 * Nothing is sealed here.
 */
const openBareIndexed = async (path: string): Promise<OpenShelf> => {
  const adapter = await openAdapter(path);
  const keyv = new Keyv({ store: adapter, namespace: 'orders' });
  const write = async (order: TrackedOrder): Promise<unknown> => {
    const refs = refsOf(order);
    const known = await keyv.getMany<string[]>(refs);
    const lists = refs.map((ref, at) => ({ key: ref, value: [...(known[at] ?? []), order.key] }));
    const recheck = {
      key: `recheck:${order.key}`,
      value: { nextCheckAt: order.nextCheckAt, until: order.lastChangedAt },
    };
    return keyv.setMany<unknown>([{ key: order.key, value: order }, ...lists, recheck]);
  };
  return { shelf: { write, read: (key) => keyv.get(key) }, close: () => adapter.disconnect() };
};

const openOurs = async (path: string): Promise<OpenShelf> => {
  const store = await openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS });
  const shelf: Shelf = { write: store.orders.create, read: store.orders.get };
  return { shelf, close: store.close };
};

const pairedRounds = async (folder: string, { make, openBare }: Kind): Promise<Pair[]> => {
  const ours = await openOurs(join(folder, 'ours.sqlite'));
  const bare = await openBare(join(folder, 'bare.sqlite'));
  const pairs: Pair[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = round * ORDERS_A_ROUND;
    const orders = Array.from({ length: ORDERS_A_ROUND }, (_, at) => make(first + at, Date.now()));
    const early = round % 2 === 0 ? await oneRound(ours.shelf, orders) : null;
    const other = await oneRound(bare.shelf, orders);
    pairs.push({ ours: early ?? (await oneRound(ours.shelf, orders)), bare: other });
  }
  await ours.close();
  await bare.close();
  // Both warm up in the first.
  return pairs.slice(1);
};

/** With ids as Telnyx and numberdesk give them: which begin alike decides what a search has to look through. */
const lookedUp = (order: TrackedOrder): TrackedOrder => {
  const id = randomUUID();
  const parts = order.order?.parts.map((part) => ({ ...part, id: randomUUID(), orderId: id })) ?? [];
  return { ...order, key: id.slice(-8), orderId: id, cardTs: id, order: order.order && { ...order.order, id, parts } };
};

const WITH: Record<string, string> = { open: ', sealed', finished: ', with what finds it' };
const KINDS: Record<string, Kind> = {
  open: { make: followedOrder, openBare },
  finished: { make: (at, now) => lookedUp(finishedOrder(at, now)), openBare: openBareIndexed },
};

const toRow = (pairs: readonly Pair[], { what, of }: { what: string; of: keyof Round }): Row => ({
  what,
  ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(0)} /s`,
  against: `${median(pairs.map(({ bare }) => bare[of])).toFixed(0)} /s`,
  ratio: median(pairs.map(({ ours, bare }) => ours[of] / bare[of])),
  reach: '>= 0.8x',
});

/** An order kept durably and read again, against bare Keyv on the same adapter. */
export const benchStore = async (): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [kind, given] of Object.entries(KINDS)) {
    const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
    try {
      const pairs = await pairedRounds(folder, given);
      rows.push(
        toRow(pairs, {
          what: `durable writes of an order that is ${kind}${WITH[kind]}`,
          of: 'writesASecond',
        }),
        toRow(pairs, { what: `reads of an order that is ${kind}`, of: 'readsASecond' }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
};
