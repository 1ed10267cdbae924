import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { backUpStore } from '../../src/store/back-up-store.ts';
import type { Store } from '../../src/store/open-store.ts';
import { NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { finish, open, orderAt } from './temporary-store.ts';

const DATED = 'store-2026-01-12T09-00-00Z.sqlite';

const aStore = async (t: TestContext): Promise<{ path: string; store: Store }> => {
  const path = temporaryPath(t);
  const store = await open(t, path);
  await store.orders.create(orderAt(1));
  await store.orders.create(finish(orderAt(2)));
  return { path, store };
};

const backUp = (path: string, to: string | null = null) => backUpStore({ url: `sqlite://${path}`, to, now: NOW });

const refuses = async (backup: Promise<unknown>, words: RegExp): Promise<void> => {
  await assert.rejects(backup, (error: unknown) => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    return true;
  });
};

describe('a backup', () => {
  it('of a store in use can be started from, beside it', async (t) => {
    const { path, store } = await aStore(t);
    const backup = await backUp(path);
    assert.equal(backup.path, join(dirname(path), 'backups', DATED));
    assert.equal(statSync(backup.path).size, backup.bytes);
    const copy = await open(t, backup.path);
    assert.deepEqual(await copy.orders.listOpen(), [orderAt(1)]);
    assert.deepEqual(await copy.orders.findByPartId('part-2'), finish(orderAt(2)));
    await store.orders.create(orderAt(3));
    assert.equal((await copy.orders.listOpen()).length, 1, 'they are two');
  });

  it('of a store that nobody uses is as good', async (t) => {
    const { path, store } = await aStore(t);
    await store.close();
    const { path: copied } = await backUp(path);
    assert.deepEqual(await (await open(t, copied)).orders.listOpen(), [orderAt(1)]);
    await (await open(t, path)).check();
  });

  it('goes where it is told, under a name or into a folder, and is its owner’s alone', async (t) => {
    const { path } = await aStore(t);
    const folder = join(dirname(path), 'elsewhere');
    const named = await backUp(path, join(folder, 'deep/monday.sqlite'));
    assert.equal(statSync(named.path).mode & 0o777, 0o600);
    assert.deepEqual(await backUp(path, folder), { ...named, path: join(folder, DATED) });
    assert.deepEqual(readdirSync(folder).sort(), ['deep', DATED], 'nothing half written is left');
  });

  it('goes into a folder that is not there yet, when its name ends as one', async (t) => {
    const { path } = await aStore(t);
    const folder = join(dirname(path), 'safe');
    const { path: copy } = await backUp(path, `${folder}/`);
    assert.equal(dirname(copy), folder);
    await (await open(t, copy)).check();
  });

  it('overwrites nothing', async (t) => {
    const { path } = await aStore(t);
    const there = join(dirname(path), 'letter.txt');
    writeFileSync(there, 'Dear mother');
    for (const to of [there, path])
      await refuses(backUp(path, to), /is there already and is not overwritten: give another name/);
    await backUp(path);
    await refuses(backUp(path), /not overwritten/);
    assert.equal(readFileSync(there, 'utf8'), 'Dear mother');
  });

  it('does not get in the way of another one', async (t) => {
    const { path } = await aStore(t);
    const to = join(dirname(path), 'copy.sqlite');
    const both = await Promise.allSettled([backUp(path, to), backUp(path, to)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await (await open(t, to)).check();
  });

  const FAILURES: {
    why: string;
    from?: string;
    spoil?: (path: string) => void;
    to?: (path: string) => string;
    says: RegExp;
  }[] = [
    {
      why: 'there is no store',
      from: '/nowhere/store.sqlite',
      says: /There is no database \/nowhere\/store\.sqlite: set STORE_URL/,
    },
    {
      why: 'the store is damaged',
      spoil: (path) => writeFileSync(path, 'Dear mother, '.repeat(900)),
      says: /store\.sqlite cannot be opened, it is damaged/,
    },
    {
      why: 'its folder cannot be made',
      to: (path) => join(path, 'under/it.sqlite'),
      says: /it\.sqlite cannot be written \(ENOTDIR\)/,
    },
  ];
  for (const { why, from, spoil, to, says } of FAILURES)
    it(`is not made, and says so, where ${why}`, async (t) => {
      const { path, store } = await aStore(t);
      await store.close();
      spoil?.(path);
      const target = to?.(path) ?? join(dirname(path), 'copy.sqlite');
      await refuses(backUp(from ?? path, target), says);
      assert.ok(!existsSync(target) && !existsSync(`${target}.partial`));
    });

  it('that was cut short is in the way of no other name, and says what to remove', async (t) => {
    const { path } = await aStore(t);
    mkdirSync(join(dirname(path), 'backups'));
    writeFileSync(join(dirname(path), 'backups', `${DATED}.partial`), '');
    await refuses(backUp(path), /\.partial is there already: another backup runs, or one was cut short; remove it/);
    await backUp(path, join(dirname(path), 'other.sqlite'));
  });
});
