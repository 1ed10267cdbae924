import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { createCommitQueue } from '../../src/store/commit-queue.ts';
import { type Backend, openSqlite } from '../../src/store/sqlite.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { tamper } from './temporary-store.ts';

const NAME = 'things';

const openBackend = async (t: TestContext, path: string): Promise<Backend> => {
  const backend = await openSqlite(path);
  t.after(() => backend.close());
  return backend;
};

/** As another process sees it: only what is in the file. */
const keysIn = (path: string): string[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT key FROM keyv WHERE namespace = ? ORDER BY rowid').all(NAME);
  database.close();
  return rows.map(({ key }) => String(key));
};

const keysUpTo = (count: number): string[] => Array.from({ length: count }, (_, at) => `key${at}`);
const isStoreFailure = (error: unknown): boolean => isAppError(error, 'store_failed');

/** Of each, whether it was written; a failure that is not the store's fails the test. */
const outcomes = async (writes: Promise<void>[]): Promise<boolean[]> =>
  (await Promise.allSettled(writes)).map((outcome) => {
    if (outcome.status === 'rejected') assert.ok(isStoreFailure(outcome.reason), String(outcome.reason));
    return outcome.status === 'fulfilled';
  });

const REFUSING = `CREATE TRIGGER refusing BEFORE INSERT ON keyv WHEN NEW.key = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END`;
/** What SQLite finds out at the end of the transaction only. */
const FAILING_COMMIT = `
  CREATE TABLE parents (id TEXT PRIMARY KEY);
  CREATE TABLE children (id TEXT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
  CREATE TRIGGER orphan AFTER INSERT ON keyv WHEN NEW.key = 'bad' BEGIN INSERT INTO children VALUES ('x'); END`;

describe('writes that are asked for at once', () => {
  it('are committed together, in the order asked', async (t) => {
    const database = new DatabaseSync(':memory:');
    t.after(() => database.close());
    const ran: string[] = [];
    const run = (sql: string): void => {
      ran.push(sql);
      database.exec(sql);
    };
    const queue = createCommitQueue({ run, isInOne: () => database.isTransaction });
    await Promise.all(['one', 'two', 'three'].map((name) => queue.write(() => ran.push(name))));
    const works = ['BEGIN IMMEDIATE', 'one', 'two', 'three', 'COMMIT'];
    assert.deepEqual(
      ran.filter((step) => !/SAVEPOINT|RELEASE/.test(step)),
      works,
    );
  });

  it('are in the file before anybody is told that one of them is', async (t) => {
    const path = temporaryPath(t);
    const records = await (await openBackend(t, path)).open<number>(NAME);
    const seen: number[] = [];
    const writes = keysUpTo(5).map(async (key, at) => {
      await records.set(key, at);
      seen.push(keysIn(path).length);
    });
    assert.deepEqual(keysIn(path), []);
    await Promise.all(writes);
    assert.deepEqual(seen, [5, 5, 5, 5, 5]);
  });

  it('leave of one key what was asked for last', async (t) => {
    const records = await (await openBackend(t, temporaryPath(t))).open<number>(NAME);
    await Promise.all([1, 2, 3].map((value) => records.set('key', value)));
    assert.equal(await records.get('key'), 3);
    await Promise.all([records.deleteMany(['key']), records.set('key', 4)]);
    assert.equal(await records.get('key'), 4);
  });

  it('are all written when they are many, and others get a turn in between', async (t) => {
    const path = temporaryPath(t);
    const records = await (await openBackend(t, path)).open<number>(NAME);
    let turns = 0;
    let isDone = false;
    const countTurns = (): void => {
      turns += 1;
      if (!isDone) setImmediate(countTurns);
    };
    setImmediate(countTurns);
    const toldIn = new Map<number, number>();
    const keys = keysUpTo(100);
    await Promise.all(
      keys.map(async (key, at) => {
        await records.set(key, at);
        toldIn.set(turns, (toldIn.get(turns) ?? 0) + 1);
      }),
    );
    isDone = true;
    assert.deepEqual(keysIn(path), keys);
    assert.ok(Math.max(...toldIn.values()) <= 10, `${Math.max(...toldIn.values())} were told in one turn`);
  });

  it('do not fail because one of them does', async (t) => {
    const path = temporaryPath(t);
    const backend = await openBackend(t, path);
    const records = await backend.open<number>(NAME);
    tamper(path, REFUSING);
    const bad = backend.writeTogether([records.toWrite('with bad', 1), records.toWrite('bad', 1)]);
    const writes = [records.set('first', 1), bad, records.set('bad', 1), records.set('last', 1)];
    assert.deepEqual(await outcomes(writes), [true, false, false, true]);
    assert.deepEqual(keysIn(path), ['first', 'last']);
  });

  it('all fail when they cannot be committed, and nothing of them is written', async (t) => {
    const path = temporaryPath(t);
    const records = await (await openBackend(t, path)).open<number>(NAME);
    tamper(path, FAILING_COMMIT);
    const together = ['first', 'bad', 'last'].map((key) => records.set(key, 1));
    assert.deepEqual(await outcomes(together), [false, false, false]);
    assert.deepEqual(keysIn(path), []);
    await records.set('next', 1);
    assert.deepEqual(keysIn(path), ['next']);
  });

  it('are written when the store is closed right after', async (t) => {
    const path = temporaryPath(t);
    const backend = await openBackend(t, path);
    const records = await backend.open<number>(NAME);
    const keys = keysUpTo(25);
    const writes = keys.map((key, at) => records.set(key, at));
    await backend.close();
    assert.deepEqual(keysIn(path), keys);
    await Promise.all(writes);
    await assert.rejects(records.set('late', 1), isStoreFailure);
  });
});
