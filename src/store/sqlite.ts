import { jsonSerializer, Keyv } from 'keyv';
import { createNamespace, type Namespace, nextTurn, toStoreFailure, type Write } from './namespace.ts';
import { type Connection, openConnection } from './sqlite-connection.ts';
import { claimStoreFile, type StoreFile } from './store-file.ts';
import { toStoreProblem } from './store-problem.ts';

/** Namespaces of one database. */
export type Backend = {
  open<Value>(name: string): Promise<Namespace<Value>>;
  /** All or nothing, in whichever namespaces, with one wait for the disk. */
  writeTogether(writes: readonly Write[]): Promise<void>;
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

/** As the adapter of Keyv writes them, which knows one namespace at a time only. */
const PUT =
  'INSERT INTO keyv (key, value, namespace) VALUES (?, ?, ?) ON CONFLICT (key, namespace) DO UPDATE SET value = excluded.value';
const DELETE = 'DELETE FROM keyv WHERE key = ? AND namespace = ?';

const createWriteTogether =
  ({ run, write }: Connection): Backend['writeTogether'] =>
  async (writes) => {
    const encoded = writes.map(({ name, key, value }) => {
      const text = value === undefined ? null : jsonSerializer.stringify({ value });
      return { name, key, text };
    });
    try {
      await write(() => {
        for (const { name, key, text } of encoded)
          if (text === null) run(DELETE, key, name);
          else run(PUT, key, text, name);
      });
    } catch (cause) {
      throw toStoreFailure(`writing ${writes[0]?.name}`, cause);
    }
  };

const createBackend = (connection: Connection, { file, path }: { file: StoreFile; path: string }): Backend => {
  const { query } = connection;
  return {
    open: async (name) => {
      try {
        const store = await connection.createAdapter();
        return createNamespace({ keyv: new Keyv({ store, namespace: name }), name });
      } catch (cause) {
        throw toStoreProblem(cause, path);
      }
    },
    writeTogether: createWriteTogether(connection),
    isOlder: file.version < STORE_VERSION,
    markMigrated: async ({ compact }) => {
      try {
        if (compact) query('VACUUM');
        query(`PRAGMA user_version = ${STORE_VERSION}`);
        if (compact) query('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (cause) {
        throw toStoreProblem(cause, path);
      }
    },
    close: async () => {
      // What was asked for before is on its way: it is written too.
      await nextTurn();
      connection.close();
      file.release();
    },
  };
};

/** @param path a file (its folder is created) or `:memory:`. Rejects with `AppError('store_failed')`. */
export const openSqlite = async (path: string): Promise<Backend> => {
  const file = path === IN_MEMORY.path ? IN_MEMORY : await claimStoreFile({ path, newest: STORE_VERSION });
  try {
    return createBackend(openConnection(file.path), { file, path });
  } catch (cause) {
    file.release();
    throw toStoreProblem(cause, path);
  }
};
