import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { isHeld } from './store-problem.ts';

export type StoreLock = { release(): void };

/** A database that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Keeps every other process off: each holds the open orders in memory and would overwrite what the other knows. The lock is SQLite's
 * own on an empty database beside the store. It is the kernel's, so it ends with the process however that ends, and
 * the store itself stays free to be read and backed up meanwhile.
 * @param file the store's real path: two names of one file must meet in one lock
 */
export const lockStore = (file: string): StoreLock => {
  const database = new DatabaseSync(`${file}.lock`);
  try {
    // In memory: nothing is ever written, so a killed process leaves no journal that the next one would have to look at.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (!isHeld(cause)) throw cause;
    throw new AppError(
      'store_failed',
      `Another numberdesk runs on the database ${file}: stop that one first, or give this one another STORE_URL.`,
      { cause },
    );
  }
  held.add(database);
  return {
    release: () => {
      if (held.delete(database)) database.close();
    },
  };
};
