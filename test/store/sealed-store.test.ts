import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { NOW } from '../support/builders.ts';
import { createQuietLog } from '../support/fakes.ts';
import { PART } from '../support/form-builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { HELD, MARK, writePlainStore } from './plain-store.ts';
import { finish, open, orderAt, tamper } from './temporary-store.ts';

const [FORMER = ''] = TEST_KEYS;
const CURRENT = Buffer.alloc(32, 9).toString('base64');

const openWith = async (t: TestContext, path: string, encryptionKeys: string[]) => {
  const { log, lines } = createQuietLog();
  const store = await openStore({ url: `sqlite://${path}`, encryptionKeys, log });
  t.after(() => store.close());
  return { ...store, lines };
};

/** Every byte that is on the disk: the log that is written ahead too. */
const bytesOf = (path: string): string =>
  readdirSync(dirname(path))
    .filter((name) => !name.endsWith('.lock'))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('\n');

const rowsOf = (path: string): Record<string, unknown>[] => {
  const database = new DatabaseSync(path);
  const rows = database.prepare('SELECT * FROM keyv ORDER BY namespace, key').all();
  database.close();
  return rows;
};

const refuses = async (opening: Promise<unknown>, words: RegExp): Promise<void> => {
  await assert.rejects(opening, (error: unknown) => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    return true;
  });
};

/** What `HELD` says, as the store gives it. */
const holdsAll = async (store: Awaited<ReturnType<typeof open>>): Promise<void> => {
  assert.deepEqual(await store.orders.get('key1'), HELD.open);
  assert.deepEqual(await store.orders.findByPartId('part-2'), HELD.finished);
  assert.deepEqual(await store.groups.get('group-1'), HELD.group);
  assert.deepEqual(await store.drafts.get({ personId: 'U1', target: PART }), HELD.draft);
  assert.equal(await store.heartbeat.read(), NOW);
};

/** A store with all of it, sealed with the former key. */
const aSealedStore = async (t: TestContext): Promise<string> => {
  const path = temporaryPath(t);
  writePlainStore(path);
  await (await open(t, path)).close();
  return path;
};

describe('what is kept of orders, groups and forms', () => {
  it('cannot be read in the file, nor in its log, while open or closed', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    await store.orders.create(HELD.open);
    await store.orders.create(orderAt(2));
    await store.orders.update('key2', () => HELD.finished);
    await store.groups.create(HELD.group);
    await store.drafts.update({ personId: 'U1', target: PART }, () => HELD.draft);
    assert.ok(!bytesOf(path).includes('Zebulon'));
    assert.ok(bytesOf(path).includes('finished-orders'), 'it is these files');
    await store.close();
    assert.ok(!bytesOf(path).includes('Zebulon'));
  });

  it('is not taken for another order’s when it was moved to its place', async (t) => {
    const path = await aSealedStore(t);
    tamper(path, "UPDATE keyv SET key = 'key9' WHERE key = 'key1' AND namespace = 'open-orders'");
    await refuses(open(t, path), /was changed, or moved from its place/);
  });
});

describe('a store from before it was sealed', () => {
  it('opens with all that it held, and is sealed: nothing of it is left in the file', async (t) => {
    const path = temporaryPath(t);
    writePlainStore(path);
    assert.ok(bytesOf(path).includes(MARK));
    const first = await open(t, path);
    await holdsAll(first);
    assert.ok(!bytesOf(path).includes('Zebulon'), 'not even where something was deleted before');
    await first.close();
    assert.ok(!bytesOf(path).includes('Zebulon'));
    await holdsAll(await open(t, path));
  });

  it('is as it was when its sealing is cut short, and is sealed at the next start', async (t) => {
    const path = temporaryPath(t);
    writePlainStore(path);
    tamper(
      path,
      `CREATE TRIGGER stuck BEFORE UPDATE ON keyv WHEN OLD.namespace = 'groups' BEGIN SELECT RAISE(ABORT, 'killed'); END`,
    );
    await refuses(open(t, path), /killed/);
    tamper(path, 'DROP TRIGGER stuck');
    await holdsAll(await open(t, path));
    assert.ok(!bytesOf(path).includes('Zebulon'));
  });
});

describe('another encryption key', () => {
  it('alone does not start, says which is missing, and changes nothing', async (t) => {
    const path = await aSealedStore(t);
    const before = rowsOf(path);
    await refuses(
      openWith(t, path, [CURRENT]),
      new RegExp(`${path} was sealed with another ENCRYPTION_KEY: set that one, or give it as ENCRYPTION_KEY_PREVIOUS`),
    );
    assert.deepEqual(rowsOf(path), before);
    await holdsAll(await open(t, path));
  });

  it('with the former one beside it seals everything anew: then the former one is not needed', async (t) => {
    const path = await aSealedStore(t);
    const both = await openWith(t, path, [CURRENT, FORMER]);
    assert.match(both.lines.join(), /"records":4,.*sealed with the current key, no former one is needed/);
    await holdsAll(both);
    await both.close();
    await refuses(openWith(t, path, [FORMER]), /another ENCRYPTION_KEY/);
    const after = await openWith(t, path, [CURRENT]);
    await holdsAll(after);
    assert.doesNotMatch(after.lines.join(), /records/, 'nothing is left to be sealed');
  });

  it('is given everything in the end, though the first start with it was cut short', async (t) => {
    const path = await aSealedStore(t);
    tamper(
      path,
      `CREATE TRIGGER stuck BEFORE UPDATE ON keyv WHEN OLD.namespace = 'groups' BEGIN SELECT RAISE(ABORT, 'killed'); END`,
    );
    await refuses(openWith(t, path, [CURRENT, FORMER]), /killed/);
    tamper(path, 'DROP TRIGGER stuck');
    await (await openWith(t, path, [CURRENT, FORMER])).close();
    await holdsAll(await openWith(t, path, [CURRENT]));
  });

  it('takes over page by page, so that a signal to stop is heard meanwhile', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    for (let at = 0; at < 400; at += 1) await first.orders.create(finish(orderAt(at)));
    await first.close();
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    t.after(() => clearImmediate(next));
    const opened = await openWith(t, path, [CURRENT, FORMER]);
    assert.match(opened.lines.join(), /"records":400,/);
    assert.ok(turns >= 400 / 50, `${turns} turns`);
    assert.equal((await opened.orders.get('key399'))?.key, 'key399');
  });
});
