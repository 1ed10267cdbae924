import { KeyvSqlite } from '@keyv/sqlite';
import { AppError } from '../errors.ts';

/**
 * Another process (a backup, a look with the sqlite shell) may hold the file for a moment. SQLite waits inside the
 * call and holds the event loop, so this stays well below the 3 s that Slack waits for an ack.
 */
export const BUSY_TIMEOUT_MS = 1_000;
/** Rows that the adapter fetches at once while iterating; its default of 10 means a query for every ten. */
const PAGE_SIZE = 100;

/** SQLite answers a pragma that it cannot follow with the former value, not with an error: they are read back. */
const PROMISES = [
  {
    pragma: 'journal_mode',
    value: 'wal',
    otherwise: 'its file system does not take a write-ahead log (WAL): put it on a local disk, not a network share',
  },
  { pragma: 'synchronous', value: 2, otherwise: 'what is written would not survive a power cut' },
  { pragma: 'busy_timeout', value: BUSY_TIMEOUT_MS, otherwise: 'it would not wait for a backup' },
] as const;

const checkPromises = async (adapter: KeyvSqlite, path: string): Promise<void> => {
  for (const { pragma, value, otherwise } of PROMISES) {
    const [row] = (await adapter.query(`PRAGMA ${pragma}`)) as Record<string, unknown>[];
    const [actual] = Object.values(row ?? {});
    if (actual !== value)
      throw new AppError(
        'store_failed',
        `The database ${path} cannot be used, ${otherwise} (${pragma} is ${String(actual)}, not ${value}).`,
      );
  }
};

/** @param path a file or `:memory:`. Rejects when SQLite does not keep what a store of orders must promise. */
export const openConnection = async (path: string): Promise<KeyvSqlite> => {
  const isFile = path !== ':memory:';
  const adapter = new KeyvSqlite({
    uri: `sqlite://${path}`,
    driver: 'node:sqlite',
    busyTimeout: BUSY_TIMEOUT_MS,
    iterationLimit: PAGE_SIZE,
    wal: isFile,
  });
  await adapter.ready;
  if (!isFile) return adapter;
  try {
    // What was acknowledged survives a power cut: an order that was sent to Telnyx must be in the file.
    await adapter.query('PRAGMA synchronous = FULL');
    await checkPromises(adapter, path);
    return adapter;
  } catch (error) {
    await adapter.disconnect();
    throw error;
  }
};
