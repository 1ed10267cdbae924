import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyv } from 'keyv';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openConnection } from '../../src/store/sqlite-connection.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { finishedOrder, followedOrder } from './followed-orders.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 7;
const ORDERS_A_ROUND = 150;
const READS_OF_EACH = 5;

/** The same order to be kept and read, and nothing else. */
type Shelf = { write(order: TrackedOrder): Promise<unknown>; read(key: string): Promise<unknown> };
type Round = { writesASecond: number; readsASecond: number };
type Pair = { ours: Round; bare: Round };
type Make = (at: number, now: number) => TrackedOrder;

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

/** Keyv as one would use it, on the same adapter, as durable: but nothing is sealed, found by number, or kept from being changed. */
const openBare = async (path: string) => {
  const adapter = await openConnection(path);
  const keyv = new Keyv({ store: adapter, namespace: 'orders' });
  const shelf: Shelf = { write: (order) => keyv.set(order.key, order), read: (key) => keyv.get(key) };
  return { shelf, close: () => adapter.disconnect() };
};

const openOurs = async (path: string) => {
  const store = await openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS });
  const shelf: Shelf = { write: store.orders.create, read: store.orders.get };
  return { shelf, close: store.close };
};

const pairedRounds = async (folder: string, make: Make): Promise<Pair[]> => {
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
  for (const [kind, make] of Object.entries({ open: followedOrder, finished: finishedOrder })) {
    const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
    try {
      const pairs = await pairedRounds(folder, make);
      rows.push(
        toRow(pairs, {
          what: `durable writes of an order that is ${kind}${kind === 'finished' ? ', with what finds it' : ''}`,
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
