import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../domain/audit-entry.ts';
import { AppError } from '../errors.ts';
import type { AuditDay } from './audit-log.ts';
import { createCipher } from './cipher.ts';
import { BUSY_TIMEOUT_MS } from './sqlite-connection.ts';
import { toStoreProblem } from './store-problem.ts';
import { readSeal } from './store-seal.ts';
import { toStorePath } from './store-url.ts';

type Given = { url: string; encryptionKeys: readonly string[] };

/** As Keyv keeps it. */
const toValue = (row: Record<string, unknown> | undefined): unknown =>
  row === undefined ? undefined : JSON.parse(String(row.value)).value;

/** Days sort by their name. Read by one statement, one after the other: the app may add to them meanwhile. */
const readDays = async function* (database: DatabaseSync, { path, encryptionKeys }: Given & { path: string }) {
  const cipher = createCipher(encryptionKeys);
  const state = database.prepare("SELECT value FROM keyv WHERE namespace = 'state' AND key = ?");
  await readSeal({ state: { get: async (key) => toValue(state.get(key)) }, cipher, path });
  const days = database.prepare("SELECT key, value FROM keyv WHERE namespace = 'audit' ORDER BY key");
  for (const row of days.iterate()) {
    const day = cipher.open(String(toValue(row)), `audit:${row.key}`);
    yield JSON.parse(day) as AuditDay;
  }
};

/**
 * Who did what, the oldest first, from the store as it stands at one moment, while the app runs or not.
 * @param url of the store, as for `openStore`; not `:memory:`
 * Rejects with `AppError('store_failed')`, in a sentence for who asked for it.
 */
export const exportAudit = async function* (given: Given): AsyncGenerator<AuditEntry> {
  const path = toStorePath(given.url);
  if (!existsSync(path))
    throw new AppError('store_failed', `There is no database ${path}: set STORE_URL as the app has it.`);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    for await (const { entries } of readDays(database, { ...given, path })) yield* entries;
  } catch (cause) {
    throw toStoreProblem(cause, path);
  } finally {
    database?.close();
  }
};
