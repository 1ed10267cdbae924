import assert from 'node:assert/strict';
import { chmodSync, linkSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { openConnection } from '../../src/store/sqlite-connection.ts';
import { asNobody } from '../support/as-nobody.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { finish, open, orderAt, tamper, tamperSealed } from './temporary-store.ts';

/** A store with some pages, closed in order. */
const aStore = async (t: TestContext): Promise<string> => {
  const path = temporaryPath(t);
  const store = await open(t, path);
  for (let at = 0; at < 40; at += 1) await store.orders.create(orderAt(at));
  await store.close();
  return path;
};

const refuses = async (opening: Promise<unknown>, words: RegExp): Promise<void> => {
  await assert.rejects(opening, (error: unknown) => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /\n/, 'one line');
    return true;
  });
};

const overwrite = (path: string, { at, bytes }: { at: number; bytes: Buffer }): void => {
  const file = readFileSync(path);
  bytes.copy(file, at);
  writeFileSync(path, file);
};

/** What a disk leaves that lost the last write of one page: the index as it was before one order went and one came. */
const loseIndexEntry = (path: string): void => {
  const database = new DatabaseSync(path);
  const index = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex%'").get();
  const size = Number(database.prepare('PRAGMA page_size').get()?.page_size);
  const at = (Number(index?.rootpage) - 1) * size;
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const page = readFileSync(path).subarray(at, at + size);
  database.exec("DELETE FROM keyv WHERE key = 'key7'");
  database.exec("INSERT INTO keyv (key, value, namespace) VALUES ('lost', '{}', 'other')");
  database.close();
  overwrite(path, { at, bytes: page });
};

describe('a database that is opened', () => {
  it('writes ahead, waits for the disk with every write, and a second for others', (t) => {
    const { query, close } = openConnection(temporaryPath(t));
    t.after(close);
    const pragma = (name: string): unknown => Object.values(query(`PRAGMA ${name}`)[0] ?? {})[0];
    assert.deepEqual([pragma('journal_mode'), pragma('synchronous'), pragma('busy_timeout')], ['wal', 2, 1000]);
  });

  it('is refused where the file system takes no write-ahead log', async (t) => {
    // SQLite's own way for file systems without shared memory: there it answers the wish for a WAL with "delete".
    await refuses(
      (async () => openConnection(`file:${temporaryPath(t)}?vfs=unix-dotfile`))(),
      /write-ahead log.*local disk.*journal_mode is delete/,
    );
  });
});

describe('a store that is damaged', () => {
  const DAMAGES: { why: string; damage: (path: string) => void; says: RegExp }[] = [
    {
      why: 'something else',
      damage: (path) => writeFileSync(path, 'Dear mother, '.repeat(500)),
      says: /no database of SQLite: put a backup in its place \(file is not a database\)/,
    },
    { why: 'cut short', damage: (path) => truncateSync(path, 3 * 4096), says: /damaged.*put a backup in its place/ },
    {
      why: 'overwritten in the middle',
      damage: (path) => overwrite(path, { at: 2 * 4096, bytes: Buffer.alloc(4096, 'x') }),
      says: /damaged.*put a backup in its place/,
    },
    {
      why: 'without an entry of its index',
      damage: loseIndexEntry,
      says: /damaged.*put a backup in its place.*index/,
    },
  ];
  for (const { why, damage, says } of DAMAGES)
    it(`(${why}) does not start, is named, and stays as it is`, async (t) => {
      const path = await aStore(t);
      damage(path);
      const before = readFileSync(path);
      await refuses(open(t, path), says);
      await refuses(open(t, path), new RegExp(path));
      assert.ok(before.equals(readFileSync(path)));
    });

  it('in one record only is named too', async (t) => {
    const path = await aStore(t);
    tamper(path, "UPDATE keyv SET value = 'rubbish' WHERE key = 'key7'");
    await refuses(open(t, path), new RegExp(`failed at reading open-orders\\. It stands in ${path}; .*backup.*README`));
  });
});

describe('a store that cannot be written', () => {
  const RIGHTS: { why: string; modes: { folder: number; file: number } }[] = [
    { why: 'its file is read-only', modes: { folder: 0o777, file: 0o444 } },
    { why: 'its folder is read-only', modes: { folder: 0o555, file: 0o666 } },
  ];
  for (const { why, modes } of RIGHTS)
    it(`(${why}) does not start, and the rights that it needs are named`, async (t) => {
      const path = await aStore(t);
      chmodSync(path, modes.file);
      chmodSync(dirname(path), modes.folder);
      const words = /cannot be written: this process needs the right to write the file and its folder/;
      await asNobody(() => refuses(open(t, path), words)).finally(() => chmodSync(dirname(path), 0o777));
    });

  it('(another program keeps it) does not start, and says so', async (t) => {
    const path = await aStore(t);
    const other = new DatabaseSync(path);
    t.after(() => other.close());
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await refuses(open(t, path), /another program keeps it locked/);
  });
});

describe('a store that is in use', () => {
  const refused = (t: TestContext, path: string): Promise<void> =>
    refuses(
      open(t, path),
      /Another numberdesk runs on the database .*store\.sqlite: stop that one first, or give this one another STORE_URL/,
    );

  it('is refused under every name of its file, until it is closed', async (t) => {
    const path = temporaryPath(t);
    const [link, folder] = [join(dirname(path), 'link.sqlite'), join(dirname(path), 'folder')];
    symlinkSync('store.sqlite', link);
    symlinkSync('.', folder);
    const names = [
      path,
      link,
      relative(process.cwd(), path),
      join(folder, 'store.sqlite'),
      join(folder, 'folder/link.sqlite'),
    ];
    const first = await open(t, link);
    for (const name of names) await refused(t, name);
    await first.orders.create(orderAt(1));
    await first.close();
    for (const name of names) {
      const next = await open(t, name);
      assert.deepEqual(await next.orders.get('key1'), orderAt(1));
      await next.close();
    }
  });

  it('is not opened under a second name that nobody could tell from the first', async (t) => {
    const path = await aStore(t);
    linkSync(path, join(dirname(path), 'copy.sqlite'));
    await refuses(open(t, path), /hard link.*copy it instead/);
  });

  it('is free again after a start that failed', async (t) => {
    const path = await aStore(t);
    tamper(path, "UPDATE keyv SET value = 'rubbish' WHERE key = 'key7'");
    await refuses(open(t, path), /failed at reading/);
    tamper(path, "DELETE FROM keyv WHERE key = 'key7'");
    assert.equal((await (await open(t, path)).orders.listOpen()).length, 39);
  });

  it('in memory is everybody’s own', async (t) => {
    const [one, other] = [await open(t, ':memory:'), await open(t, ':memory:')];
    await one.orders.create(orderAt(1));
    assert.deepEqual(await other.orders.listOpen(), []);
  });
});

describe('a store of a newer numberdesk', () => {
  it('does not start, and nothing in it is changed', async (t) => {
    const path = await aStore(t);
    tamper(path, 'PRAGMA user_version = 99');
    const before = readFileSync(path);
    await refuses(
      open(t, path),
      /newer numberdesk wrote the database .*store\.sqlite \(version 99; this one reads \d+\): start the newer one/,
    );
    assert.ok(before.equals(readFileSync(path)));
  });

  it('is not changed either where only one of its records is newer', async (t) => {
    const path = await aStore(t);
    // A crash left one order half moved, which a start completes; but not in this store.
    tamper(path, `CREATE TRIGGER stuck BEFORE DELETE ON keyv BEGIN SELECT RAISE(ABORT, 'killed'); END`);
    const dying = await open(t, path);
    await assert.rejects(dying.orders.update('key1', finish));
    await dying.close();
    tamper(path, 'DROP TRIGGER stuck');
    tamperSealed(path, (text) => (text.includes('"key":"key7"') ? text.replace('"version":3', '"version":99') : text));
    const rows = () => {
      const database = new DatabaseSync(path);
      const all = database.prepare('SELECT * FROM keyv ORDER BY namespace, key').all();
      database.close();
      return all;
    };
    const before = rows();
    await refuses(open(t, path), /newer numberdesk wrote the order key7/);
    assert.deepEqual(rows(), before);
  });
});
