import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { AuditEntry, AuditPlace } from '../../src/domain/audit-entry.ts';
import { isAppError } from '../../src/errors.ts';
import { auditPlace } from '../../src/slack/ids.ts';
import type { AuditLog } from '../../src/store/audit-log.ts';
import { exportAudit } from '../../src/store/export-audit.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { anAuditEntry, DAY_MS, HOUR_MS, NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { open, tamper } from './temporary-store.ts';

const failsWith = (words: RegExp) => (error: unknown) => isAppError(error, 'store_failed') && words.test(error.message);

const act = (name: string, at = NOW, given: Partial<AuditEntry> = {}): AuditEntry =>
  anAuditEntry({ at, detail: name, ...given });

const namesOf = (entries: readonly AuditEntry[]): (string | null)[] => entries.map(({ detail }) => detail);

/** Page by page, to the end. */
const pagesOf = async (auditLog: AuditLog, limit: number): Promise<(string | null)[][]> => {
  const pages: (string | null)[][] = [];
  let from: AuditPlace | null = null;
  do {
    const page = await auditLog.newest({ from, limit });
    pages.push(namesOf(page.entries));
    from = page.older;
  } while (from !== null);
  return pages;
};

describe('who did what', () => {
  it('is nothing yet in a new store', async (t) => {
    const { auditLog } = await open(t, ':memory:');
    assert.deepEqual(await auditLog.newest({ from: null, limit: 20 }), { entries: [], older: null });
    await auditLog.append([]);
    assert.deepEqual(await auditLog.newest({ from: null, limit: 20 }), { entries: [], older: null });
  });

  it('is there again after a restart, each entry as it was', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    const entries = [act('one'), act('two', NOW, { orderKey: null, groupId: 'g1', partId: 'p1' })];
    await first.auditLog.append(entries);
    await first.close();
    const { auditLog } = await open(t, path);
    assert.deepEqual((await auditLog.newest({ from: null, limit: 20 })).entries, entries.toReversed());
  });

  const days = [
    act('a', NOW),
    act('b', NOW + HOUR_MS),
    act('c', NOW + DAY_MS),
    act('d', NOW + 400 * DAY_MS),
    act('e', NOW + 400 * DAY_MS),
  ];
  const cases: [limit: number, pages: string[][], why: string][] = [
    [20, [['e', 'd', 'c', 'b', 'a']], 'all on one page, across a year without an act'],
    [5, [['e', 'd', 'c', 'b', 'a']], 'a page that is just full has none after it'],
    [2, [['e', 'd'], ['c', 'b'], ['a']], 'a page ends at the end of a day, or within one'],
    [1, [['e'], ['d'], ['c'], ['b'], ['a']], 'one by one'],
  ];
  for (const [limit, pages, why] of cases)
    it(`is read from the newest back, ${limit} at a time: ${why}`, async (t) => {
      const { auditLog } = await open(t, ':memory:');
      for (const each of days) await auditLog.append([each]);
      assert.deepEqual(await pagesOf(auditLog, limit), pages);
    });

  it('goes on where a page ended, though more was done meanwhile', async (t) => {
    const { auditLog } = await open(t, ':memory:');
    for (const name of ['a', 'b', 'c']) await auditLog.append([act(name)]);
    const { older } = await auditLog.newest({ from: null, limit: 1 });
    await auditLog.append([act('d'), act('e', NOW + DAY_MS)]);
    assert.deepEqual(namesOf((await auditLog.newest({ from: older, limit: 2 })).entries), ['b', 'a']);
  });

  it('has nothing before a place that never was', async (t) => {
    const { auditLog } = await open(t, ':memory:');
    await auditLog.append([act('a')]);
    for (const from of [
      { day: '1999-01-01', count: 3 },
      { day: '', count: 0 },
    ])
      assert.deepEqual(await auditLog.newest({ from, limit: 5 }), { entries: [], older: null });
  });

  it('keeps its order when the clock is set back', async (t) => {
    const { auditLog } = await open(t, ':memory:');
    await auditLog.append([act('a', NOW + 5 * DAY_MS)]);
    await auditLog.append([act('b', NOW)]);
    await auditLog.append([act('c', NOW + 6 * DAY_MS)]);
    assert.deepEqual(await pagesOf(auditLog, 20), [['c', 'b', 'a']]);
  });

  it('is kept in parts of a day on which much was done, in its order', async (t) => {
    const path = temporaryPath(t);
    const { auditLog } = await open(t, path);
    const names = Array.from({ length: 450 }, (_, at) => `act ${at}`);
    for (const name of names) await auditLog.append([act(name)]);
    await auditLog.append([act('the next day', NOW + DAY_MS)]);
    const newest = ['the next day', ...names.toReversed()];
    assert.deepEqual((await pagesOf(auditLog, 20)).flat(), newest);
    const exported = await Array.fromAsync(exportAudit({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS }));
    assert.deepEqual(namesOf(exported), newest.toReversed());
    const { older } = await auditLog.newest({ from: null, limit: 60 });
    assert.ok(older !== null && older.day === '2026-01-12.0001', 'in the second of three parts');
    assert.deepEqual(auditPlace.decode(auditPlace.encode(older)), older);
  });

  it('loses none of those that are noted at once', async (t) => {
    const { auditLog } = await open(t, ':memory:');
    const names = Array.from({ length: 20 }, (_, at) => `act ${at}`);
    await Promise.all(names.map((name, at) => auditLog.append([act(name, NOW + (at % 2) * DAY_MS)])));
    const { entries, older } = await auditLog.newest({ from: null, limit: 50 });
    assert.deepEqual([namesOf(entries).toSorted(), older], [names.toSorted(), null]);
  });

  it('cannot be read in the file, while open or closed', async (t) => {
    const path = temporaryPath(t);
    const bytes = (): string =>
      readdirSync(dirname(path))
        .filter((name) => !name.endsWith('.lock'))
        .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
        .join('\n');
    const store = await open(t, path);
    await store.auditLog.append([act('Zebulon', NOW, { personId: 'UQUAGGA', reference: 'Wombat GmbH' })]);
    const written = bytes();
    await store.close();
    for (const read of [written, bytes()]) {
      assert.ok(read.includes('2026-01-12'), 'it is this file');
      assert.doesNotMatch(read, /Zebulon|UQUAGGA|Wombat|ordered/);
    }
  });

  it('is sealed anew with a new key', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.auditLog.append([act('a'), act('b')]);
    await first.close();
    const CURRENT = Buffer.alloc(32, 9).toString('base64');
    const url = `sqlite://${path}`;
    await (await openStore({ url, encryptionKeys: [CURRENT, ...TEST_KEYS] })).close();
    const again: Store = await openStore({ url, encryptionKeys: [CURRENT] });
    t.after(() => again.close());
    assert.deepEqual(await pagesOf(again.auditLog, 20), [['b', 'a']]);
  });

  it('costs a start nothing, and a page or an entry no more than its own days, whatever years there are', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    for (let day = 0; day < 60; day += 1) await first.auditLog.append([act(`day ${day}`, NOW + day * DAY_MS)]);
    await first.close();

    const read: string[] = [];
    const store = await openStore({
      url: `sqlite://${path}`,
      encryptionKeys: TEST_KEYS,
      openBackend: async (file) => {
        const backend = await openSqlite(file);
        return {
          ...backend,
          open: async <Value>(name: string) => {
            const records = await backend.open<Value>(name);
            if (name !== 'audit') return records;
            const noted = {
              get: (key: string) => {
                read.push(key);
                return records.get(key);
              },
              entries: () => {
                read.push('all');
                return records.entries();
              },
            };
            return { ...records, ...noted };
          },
        };
      },
    });
    t.after(() => store.close());
    assert.deepEqual(read, []);
    await store.auditLog.newest({ from: null, limit: 3 });
    assert.deepEqual(read.splice(0), ['head', '2026-03-12', '2026-03-11', '2026-03-10']);
    await store.auditLog.append([act('one more', NOW + 59 * DAY_MS)]);
    assert.deepEqual(read, ['head', '2026-03-12']);
  });

  it('rejects when nothing can be written, and when the store is closed', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    await store.auditLog.append([act('a')]);
    tamper(path, 'DROP TABLE keyv');
    await assert.rejects(store.auditLog.append([act('b')]), failsWith(/failed at (reading|writing) audit/));
    await store.close();
    await assert.rejects(store.auditLog.append([act('c')]), failsWith(/closed/));
    await assert.rejects(store.auditLog.newest({ from: null, limit: 1 }), failsWith(/closed/));
  });
});
