import type { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { createNamespace, type Namespace } from './namespace.ts';
import { openConnection } from './sqlite-connection.ts';
import { claimStoreFile, type StoreFile } from './store-file.ts';
import { toStoreProblem } from './store-problem.ts';

/** Namespaces of one database, each over a connection of its own. */
export type Backend = {
  open<Value>(name: string): Promise<Namespace<Value>>;
  /** Written by an earlier numberdesk, and not yet migrated. */
  isOlder: boolean;
  /** What is in it is as this numberdesk writes it from now on. `compact`: what was overwritten leaves the file too. */
  markMigrated(given: { compact: boolean }): Promise<void>;
  close(): Promise<void>;
};

/**
 * Raised when an earlier numberdesk could not work with what this one writes. It stands in the file (`user_version`),
 * so that one refuses before it changes anything. 1: orders and groups are sealed.
 */
const STORE_VERSION = 1;

const IN_MEMORY: StoreFile = { path: ':memory:', version: STORE_VERSION, release: () => undefined };

/** @param path a file (its folder is created) or `:memory:`. Rejects with `AppError('store_failed')`. */
export const openSqlite = async (path: string): Promise<Backend> => {
  const file = path === IN_MEMORY.path ? IN_MEMORY : await claimStoreFile({ path, newest: STORE_VERSION });
  const adapters: KeyvSqlite[] = [];
  return {
    open: async (name) => {
      try {
        // One adapter for each: two namespaces over one adapter overwrite each other's name.
        const adapter = await openConnection(file.path);
        adapters.push(adapter);
        return createNamespace({ keyv: new Keyv({ store: adapter, namespace: name }), name });
      } catch (cause) {
        throw toStoreProblem(cause, path);
      }
    },
    isOlder: file.version < STORE_VERSION,
    markMigrated: async ({ compact }) => {
      const [adapter] = adapters;
      try {
        if (compact) await adapter?.query('VACUUM');
        await adapter?.query(`PRAGMA user_version = ${STORE_VERSION}`);
        if (compact) await adapter?.query('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (cause) {
        throw toStoreProblem(cause, path);
      }
    },
    close: async () => {
      // The adapter's own close throws on a connection that is closed already: closing twice is fine here.
      for (const adapter of adapters.splice(0)) await adapter.disconnect();
      file.release();
    },
  };
};
