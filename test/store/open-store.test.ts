import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { AppError, isAppError } from '../../src/errors.ts';
import { createCipher } from '../../src/store/cipher.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createSealedNamespace } from '../../src/store/sealed-namespace.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { StoredOrder } from '../../src/store/stored-order.ts';
import { NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { finish, open, orderAt, readText, tamper, tamperSealed } from './temporary-store.ts';

const failsWith =
  (words: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    return true;
  };
const placesOf = (path: string): string[] => {
  const database = new DatabaseSync(path);
  const rows = database.prepare("SELECT namespace FROM keyv WHERE key = 'key1'").all();
  database.close();
  return rows.map(({ namespace }) => String(namespace));
};

const putOrder = async (path: string, { name, stored }: { name: string; stored: StoredOrder }): Promise<void> => {
  const backend = await openSqlite(path);
  const records = await backend.open(name);
  await createSealedNamespace({ records, cipher: createCipher(TEST_KEYS), name }).set(stored.order.key, stored);
  await backend.close();
};
const REFUSE = "BEGIN SELECT RAISE(ABORT, 'disk is full'); END;";

describe('opening the store', () => {
  it('creates the folder of a new file', async (t) => {
    const store = await open(t, join(dirname(temporaryPath(t)), 'deep', 'down', 'store.sqlite'));
    await store.check();
    assert.equal(await store.heartbeat.read(), null);
  });

  it('tells how large its file is, and nothing where there is none', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    assert.ok(Number(await store.sizeBytes()) >= statSync(path).size && statSync(path).size > 0);
    const inMemory = await openStore({ url: 'sqlite://:memory:', encryptionKeys: TEST_KEYS });
    t.after(() => inMemory.close());
    assert.equal(await inMemory.sizeBytes(), null);
  });

  it('names what is supported when the URL is of another kind, and not its password', async () => {
    for (const url of ['postgres://me:secret@host/db', 'sqlite:', 'sqlite://', ''])
      await assert.rejects(openStore({ url, encryptionKeys: TEST_KEYS }), (error: unknown) => {
        assert.ok(error instanceof AppError && !error.message.includes('secret'));
        return failsWith(/sqlite:\/\/<path of a file> or sqlite:\/\/:memory:/)(error);
      });
  });

  it('says that a file cannot be opened: a folder, something else, a folder that cannot be made', async (t) => {
    const path = temporaryPath(t);
    await assert.rejects(
      openStore({ url: `sqlite://${dirname(path)}`, encryptionKeys: TEST_KEYS }),
      failsWith(/cannot be opened/),
    );
    writeFileSync(path, 'this is not a database, it is a letter to my mother. '.repeat(50));
    await assert.rejects(
      openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS }),
      failsWith(/cannot be opened/),
    );
    await assert.rejects(
      openStore({ url: `sqlite://${path}/under/it`, encryptionKeys: TEST_KEYS }),
      failsWith(/cannot be created/),
    );
  });

  it('does not start on what a newer numberdesk wrote, nor on what cannot be read', async (t) => {
    for (const [written, words] of [
      ['"version":4', /newer numberdesk wrote the order key1/],
      ['"version":0', /not one that numberdesk wrote/],
      ['"version":"x"', /not one that numberdesk wrote/],
    ] as const) {
      const path = temporaryPath(t);
      const store = await open(t, path);
      await store.orders.create(orderAt(1));
      await store.close();
      tamperSealed(path, (text) => text.replace('"version":3', written));
      await assert.rejects(openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS }), failsWith(words));
    }
  });
});

describe('after a restart', () => {
  it('everything is there', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    for (const at of [1, 2, 3]) await first.orders.create(orderAt(at));
    await first.orders.update('key2', (order) => finish({ ...order, nextCheckAt: NOW }));
    await first.heartbeat.write(NOW);
    await first.close();

    const { orders, heartbeat } = await open(t, path);
    assert.deepEqual(await orders.listOpen(), [orderAt(1), orderAt(3)]);
    assert.deepEqual(await orders.findByPartId('part-3'), orderAt(3));
    assert.equal((await orders.findByOrderId('2-order'))?.order?.parts[0]?.status, 'success');
    assert.deepEqual(
      (await orders.listFinishedDue(NOW)).map(({ key }) => key),
      ['key2'],
    );
    assert.equal(await heartbeat.read(), NOW);
  });

  it('what an older numberdesk wrote is there, as if it had been written now', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    for (const at of [1, 2]) await first.orders.create(orderAt(at));
    await first.orders.update('key2', finish);
    await first.close();
    const added = { 1: '"filling":{},"answeredBy":{},"groups":{},"links":{},', 2: '"moved":null,"posting":null,' };
    tamperSealed(path, (text) => {
      const second = text.replace(added[2], '');
      if (text.includes('"key":"key1"')) return second.replace('"version":3', '"version":2');
      return second.replace('"version":3', '"version":1').replace(added[1], '');
    });
    assert.doesNotMatch(readText(path), /"version":3|"moved"|"posting"/);
    assert.match(readText(path), /"version":1(?!.*"filling")/);

    const { orders } = await open(t, path);
    assert.deepEqual(await orders.get('key1'), orderAt(1));
    assert.deepEqual(await orders.get('key2'), finish(orderAt(2)), 'a finished one is migrated when it is read');
    await orders.update('key1', (order) => ({
      ...order,
      groups: { 'part-1': 'group-1' },
    }));
    assert.match(readText(path), /"version":3/, 'written anew, it is of this version');
  });

  it('what was saved is there though the process was killed', async (t) => {
    const path = temporaryPath(t);
    const child = spawn(process.execPath, [join(import.meta.dirname, 'die-in-the-middle.ts'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await assert.rejects(open(t, path), failsWith(/Another numberdesk runs/), 'while the other has it');
    assert.match(readText(path), /"key":"key1"/, 'though it is in the file already');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await open(t, path);
    assert.deepEqual(await store.orders.listOpen(), [orderAt(1)]);
    assert.equal(await store.heartbeat.read(), 42);
    assert.equal(await store.orders.create(orderAt(1)), false);
  });

  const moves = [
    { why: 'finished', before: orderAt(1), after: finish(orderAt(1)), from: 'open-orders', to: 'finished-orders' },
    { why: 'reopened', before: finish(orderAt(1)), after: orderAt(1), from: 'finished-orders', to: 'open-orders' },
  ];
  const isThereOnce = async (path: string, { order, from, to }: { order: TrackedOrder; from: string; to: string }) => {
    for (const _ of ['completed', 'opened again']) {
      const store = await openStore({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS });
      assert.deepEqual(await store.orders.get('key1'), order);
      assert.equal((await store.orders.findByPartId('part-1'))?.key, 'key1');
      assert.equal((await store.orders.search('part')).length, 1);
      await store.close();
      assert.deepEqual([placesOf(path).includes(from), placesOf(path).includes(to)], [false, true]);
    }
  };
  for (const { why, before, after, from, to } of moves) {
    it(`an order that could not be ${why} in whole stands where it stood, as it was`, async (t) => {
      const path = temporaryPath(t);
      const first = await open(t, path);
      await first.orders.create(before);
      tamper(path, `CREATE TRIGGER stuck BEFORE DELETE ON keyv WHEN OLD.namespace = '${from}' ${REFUSE}`);
      await assert.rejects(
        first.orders.update('key1', () => after),
        failsWith(/writing/),
      );
      tamper(path, 'DROP TRIGGER stuck');
      assert.deepEqual(await first.orders.get('key1'), before);
      await first.close();
      await isThereOnce(path, { order: before, from: to, to: from });
    });

    it(`an order that an earlier numberdesk left half ${why} is there once, as it was last saved`, async (t) => {
      const path = temporaryPath(t);
      const first = await open(t, path);
      await first.orders.create(before);
      await first.close();
      await putOrder(path, { name: to, stored: { revision: 2, order: after } });
      await isThereOnce(path, { order: after, from, to });
    });
  }
});

describe('when the store fails', () => {
  const calls: [name: string, call: (store: Store) => Promise<unknown>][] = [
    ['create', ({ orders }) => orders.create(orderAt(9))],
    ['update', ({ orders }) => orders.update('key2', (order) => ({ ...order, ownerId: 'U9' }))],
    ['get', ({ orders }) => orders.get('key2')],
    ['findByOrderId', ({ orders }) => orders.findByOrderId('2-order')],
    ['findByPartId', ({ orders }) => orders.findByPartId('part-2')],
    ['findByThread', ({ orders }) => orders.findByThread('C1', '2.0001')],
    ['search', ({ orders }) => orders.search('+493090180002')],
    ['listFinishedDue', ({ orders }) => orders.listFinishedDue(NOW)],
    ['heartbeat.read', ({ heartbeat }) => heartbeat.read()],
    ['heartbeat.write', ({ heartbeat }) => heartbeat.write(1)],
    ['check', (store) => store.check()],
  ];
  for (const [name, call] of calls)
    it(`${name} rejects rather than answers "nothing there", and says why in the words of SQLite`, async (t) => {
      const path = temporaryPath(t);
      const store = await open(t, path);
      await store.orders.create(finish(orderAt(2)));
      tamper(path, 'DROP TABLE keyv');
      await assert.rejects(call(store), failsWith(/failed at .*\(.*no such table.*\)\.$/));
      await store.close();
      await assert.rejects(call(store), failsWith(/closed|failed at/));
    });

  it('keeps what was last saved when nothing more can be written', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    await store.orders.create(orderAt(1));
    tamper(path, `CREATE TRIGGER full_insert BEFORE INSERT ON keyv ${REFUSE}`);
    await assert.rejects(store.orders.create(orderAt(2)), failsWith(/writing/));
    await assert.rejects(store.orders.update('key1', finish), failsWith(/writing/));
    await assert.rejects(store.check(), failsWith(/writing/));
    assert.deepEqual(await store.orders.listOpen(), [orderAt(1)]);
    assert.equal(await store.orders.findByPartId('part-2'), null);
    tamper(path, 'DROP TRIGGER full_insert');
    assert.equal(await store.orders.create(orderAt(2)), true);
    await store.orders.update('key1', finish);
    assert.deepEqual(await store.orders.listOpen(), [orderAt(2)]);
  });

  it('lists nothing from memory once it is closed, and closes twice', async (t) => {
    const store = await open(t, ':memory:');
    await store.close();
    await store.close();
    await assert.rejects(store.orders.listOpen(), failsWith(/closed/));
  });
});
