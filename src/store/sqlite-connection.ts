import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { KeyvSqlite } from '@keyv/sqlite';
import { AppError } from '../errors.ts';
import { type CommitQueue, createCommitQueue } from './commit-queue.ts';

/** One database, and the adapters over it. */
export type Connection = {
  query(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[];
  run(sql: string, ...values: SQLInputValue[]): void;
  /** All that `work` runs or nothing of it, in the order asked; resolves when it is on the disk. */
  write: CommitQueue['write'];
  /** For one namespace: two over one adapter overwrite each other's name. */
  createAdapter(): Promise<KeyvSqlite>;
  /** What was asked for is written before. */
  close(): void;
};

/**
 * Another process (a backup, a look with the sqlite shell) may hold the file for a moment. SQLite waits inside the
 * call and holds the event loop, so this stays well below the 3 s that Slack waits for an ack.
 */
export const BUSY_TIMEOUT_MS = 1_000;
/** Rows that an adapter fetches at once while iterating; its default of 10 means a query for every ten. */
const PAGE_SIZE = 100;
/** Compiling a statement costs as much as running it. The adapter has one for each number of keys: they are not kept for ever. */
const STATEMENTS_KEPT = 50;

/** Of the adapter's statements. What makes its table is run at once. */
const WRITES = /^(INSERT|DELETE)\b/;

/** SQLite answers a pragma that it cannot follow with the former value, not with an error: they are read back. */
const PROMISES = [
  {
    pragma: 'journal_mode',
    value: 'wal',
    otherwise: 'its file system does not take a write-ahead log (WAL): put it on a local disk, not a network share',
  },
  // What was acknowledged survives a power cut: an order that was sent to Telnyx must be in the file.
  { pragma: 'synchronous', value: 2, otherwise: 'what is written would not survive a power cut' },
  { pragma: 'busy_timeout', value: BUSY_TIMEOUT_MS, otherwise: 'it would not wait for a backup' },
] as const;

const keepPromises = ({ query }: Pick<Connection, 'query'>, path: string): void => {
  for (const { pragma, value, otherwise } of PROMISES) {
    query(`PRAGMA ${pragma} = ${value}`);
    const [actual] = Object.values(query(`PRAGMA ${pragma}`)[0] ?? {});
    if (actual !== value)
      throw new AppError(
        'store_failed',
        `The database ${path} cannot be used, ${otherwise} (${pragma} is ${String(actual)}, not ${value}).`,
      );
  }
};

const createStatements = (database: DatabaseSync): Pick<Connection, 'query' | 'run'> => {
  const statements = new Map<string, StatementSync>();
  const compile = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= STATEMENTS_KEPT) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    query: (sql, ...values) => compile(sql).all(...values),
    run: (sql, ...values) => void compile(sql).run(...values),
  };
};

const createConnection = (database: DatabaseSync): Connection => {
  const { query, run } = createStatements(database);
  const { write, flush } = createCommitQueue({ run, isInOne: () => database.isOpen && database.isTransaction });
  const driver = {
    name: 'custom' as const,
    connect: async () => ({
      query: async (sql: string, ...values: unknown[]) => {
        const work = () => query(sql, ...(values as SQLInputValue[]));
        return WRITES.test(sql) ? write(work) : work();
      },
      close: async () => undefined,
    }),
  };
  const createAdapter = async (): Promise<KeyvSqlite> => {
    const adapter = new KeyvSqlite({ driver, iterationLimit: PAGE_SIZE });
    await adapter.ready;
    return adapter;
  };
  const close = (): void => {
    flush();
    if (database.isOpen) database.close();
  };
  return { query, run, write, createAdapter, close };
};

/**
 * One connection for all that the process keeps: what belongs together can be written at once, and statements are compiled once.
 * @param path a file or `:memory:`. Throws when SQLite does not keep what a store of orders must promise.
 */
export const openConnection = (path: string): Connection => {
  const connection = createConnection(new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS }));
  if (path === ':memory:') return connection;
  try {
    keepPromises(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};
