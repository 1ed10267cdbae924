import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { AppError } from '../errors.ts';
import { createNamespace, type Namespace } from './namespace.ts';

/** Namespaces of one database, each over a connection of its own. */
export type Backend = {
  open<Value>(name: string): Promise<Namespace<Value>>;
  close(): Promise<void>;
};

/**
 * Another process (a backup, a look with the sqlite shell) may hold the file for a moment. SQLite waits inside the
 * call and holds the event loop, so this stays well below the 3 s that Slack waits for an ack.
 */
const BUSY_TIMEOUT_MS = 1_000;
/** Rows that the adapter fetches at once while iterating; its default of 10 means a query for every ten. */
const PAGE_SIZE = 100;

const openAdapter = async (path: string): Promise<KeyvSqlite> => {
  const isFile = path !== ':memory:';
  const adapter = new KeyvSqlite({
    uri: `sqlite://${path}`,
    driver: 'node:sqlite',
    busyTimeout: BUSY_TIMEOUT_MS,
    iterationLimit: PAGE_SIZE,
    wal: isFile,
  });
  await adapter.ready;
  // What was acknowledged survives a power cut: an order that was sent to Telnyx must be in the file.
  if (isFile) await adapter.query('PRAGMA synchronous = FULL');
  return adapter;
};

/** @param path a file (its folder is created) or `:memory:`. Rejects with `AppError('store_failed')`. */
export const openSqlite = async (path: string): Promise<Backend> => {
  const adapters: KeyvSqlite[] = [];
  if (path !== ':memory:') {
    await mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
      throw new AppError('store_failed', `The folder of the database ${path} cannot be created.`, { cause });
    });
  }
  return {
    open: async (name) => {
      try {
        // One adapter for each: two namespaces over one adapter overwrite each other's name.
        const adapter = await openAdapter(path);
        adapters.push(adapter);
        return createNamespace({ keyv: new Keyv({ store: adapter, namespace: name }), name });
      } catch (cause) {
        throw new AppError('store_failed', `The database ${path} cannot be opened.`, { cause });
      }
    },
    close: async () => {
      // The adapter's own close throws on a connection that is closed already: closing twice is fine here.
      for (const adapter of adapters.splice(0)) await adapter.disconnect();
    },
  };
};
