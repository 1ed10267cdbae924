import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { exportAudit } from '../../src/store/export-audit.ts';
import { anAuditEntry, DAY_MS, NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { open, tamper } from './temporary-store.ts';

const OTHER_KEY = Buffer.alloc(32, 9).toString('base64');
const ENTRIES = [0, 1, 400].map((day) => anAuditEntry({ at: NOW + day * DAY_MS, detail: `day ${day}` }));

const read = (path: string, encryptionKeys: readonly string[] = TEST_KEYS) =>
  Array.fromAsync(exportAudit({ url: `sqlite://${path}`, encryptionKeys }));

const refuses = async (reading: Promise<unknown>, words: RegExp): Promise<void> => {
  await assert.rejects(reading, (error: unknown) => {
    assert.ok(isAppError(error, 'store_failed'), String(error));
    assert.match(error.message, words);
    return true;
  });
};

const aStore = async (t: TestContext) => {
  const path = temporaryPath(t);
  const store = await open(t, path);
  for (const entry of ENTRIES) await store.auditLog.append([entry]);
  return { path, store };
};

describe('the audit of a store, exported', () => {
  it('is every act, the oldest first, with the store open or closed', async (t) => {
    const { path, store } = await aStore(t);
    assert.deepEqual(await read(path), ENTRIES);
    await store.close();
    assert.deepEqual(await read(path), ENTRIES);
  });

  it('is what stood at one moment, though more is noted meanwhile', async (t) => {
    const { path, store } = await aStore(t);
    const reading = exportAudit({ url: `sqlite://${path}`, encryptionKeys: TEST_KEYS });
    const first = await reading.next();
    await store.auditLog.append([anAuditEntry({ at: NOW + 500 * DAY_MS })]);
    assert.deepEqual([first.value, ...(await Array.fromAsync(reading))], ENTRIES);
  });

  it('is nothing where nobody did anything', async (t) => {
    const path = temporaryPath(t);
    await (await open(t, path)).close();
    assert.deepEqual(await read(path), []);
  });

  it('is read with the former key too, and refused in words without the right one', async (t) => {
    const { path } = await aStore(t);
    assert.deepEqual(await read(path, [OTHER_KEY, ...TEST_KEYS]), ENTRIES);
    await refuses(read(path, [OTHER_KEY]), /store\.sqlite was sealed with another ENCRYPTION_KEY: set that one/);
  });

  it('makes no store where there is none, and says so', async (t) => {
    const path = temporaryPath(t);
    await refuses(read(path), /^There is no database .*store\.sqlite: set STORE_URL as the app has it\.$/);
    assert.ok(!existsSync(path));
  });

  it('says when the file is no database, or was changed', async (t) => {
    const other = temporaryPath(t);
    writeFileSync(other, 'This was a database once. '.repeat(400));
    await refuses(read(other), /store\.sqlite cannot be opened, it is damaged/);
    const { path, store } = await aStore(t);
    await store.close();
    tamper(path, "UPDATE keyv SET key = '2020-01-01' WHERE namespace = 'audit' AND key = '2026-01-12'");
    await refuses(read(path), /was changed, or moved from its place/);
  });
});
