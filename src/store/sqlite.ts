import type { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { createNamespace, type Namespace } from './namespace.ts';
import { openConnection } from './sqlite-connection.ts';
import { claimStoreFile, type StoreFile } from './store-file.ts';
import { toStoreProblem } from './store-problem.ts';

/** Namespaces of one database, each over a connection of its own. */
export type Backend = {
  open<Value>(name: string): Promise<Namespace<Value>>;
  close(): Promise<void>;
};

/**
 * Raised when an earlier numberdesk could not work with what this one writes. It stands in the file (`user_version`),
 * so that one refuses before it changes anything.
 */
const STORE_VERSION = 0;

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
    close: async () => {
      // The adapter's own close throws on a connection that is closed already: closing twice is fine here.
      for (const adapter of adapters.splice(0)) await adapter.disconnect();
      file.release();
    },
  };
};
