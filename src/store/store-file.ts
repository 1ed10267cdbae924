import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { BUSY_TIMEOUT_MS } from './sqlite-connection.ts';
import { lockStore, type StoreLock } from './store-lock.ts';
import { toStoreProblem } from './store-problem.ts';

/** A database file that is whole, of a version that can be read, and this process' own until it is released. */
export type StoreFile = StoreLock & {
  /** Its one real name, absolute: SQLite would read a name that begins with `file:` as a URI. */
  path: string;
  /** Of the store as a whole; 0 is what was written before there were versions of it, and an empty file. */
  version: number;
};

/** For its owner alone; what SQLite puts beside it gets the same rights. */
const PRIVATE = 0o600;

/** Makes the file if need be, which shows whether it can be written, and answers its one real name. */
const prepareFile = async (path: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
    throw new AppError('store_failed', `The folder of the database ${path} cannot be created.`, { cause });
  });
  const file = await open(path, 'a', PRIVATE);
  try {
    if ((await file.stat()).nlink === 1) return await realpath(path);
  } finally {
    await file.close();
  }
  // Each name would get a lock and a write-ahead log of its own, and the second process ruin the file.
  throw new AppError(
    'store_failed',
    `The database ${path} has a second name (a hard link): copy it instead, and remove one of the two.`,
  );
};

/**
 * `integrity_check`, not `quick_check`: it also compares the index with the table, and an order that the index lost
 * would be an order that was never placed. About 7 ms a megabyte, where `quick_check` takes 3 to 5.
 */
const checkFile = (path: string): number => {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const [verdict] = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {});
    if (verdict !== 'ok')
      throw new AppError(
        'store_failed',
        `The database ${path} is damaged: put a backup in its place (SQLite says: ${String(verdict).replaceAll('\n', ' ')}).`,
      );
    return Number(database.prepare('PRAGMA user_version').get()?.user_version);
  } finally {
    database.close();
  }
};

/**
 * Before anything else opens the file, and before anything in it is changed.
 * @param newest the highest version that this numberdesk reads
 * Rejects with `AppError('store_failed')`: it cannot be written, is damaged, in use, or of a newer version.
 */
export const claimStoreFile = async ({ path, newest }: { path: string; newest: number }): Promise<StoreFile> => {
  let lock: StoreLock | null = null;
  try {
    const real = await prepareFile(path);
    lock = lockStore(real);
    const version = checkFile(real);
    if (version > newest)
      throw new AppError(
        'store_failed',
        `A newer numberdesk wrote the database ${path} (version ${version}; this one reads ${newest}): start the newer one, or put a backup of this one in its place.`,
      );
    return { ...lock, path: real, version };
  } catch (cause) {
    lock?.release();
    throw toStoreProblem(cause, path);
  }
};
