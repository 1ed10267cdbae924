import type { Keyv } from 'keyv';
import { AppError, isAppError } from '../errors.ts';
import { isOfSqlite } from './store-problem.ts';

/** One record, to be written together with others of any kind; without a value it is deleted. */
export type Write = { name: string; key: string; value?: unknown };

/** Keys and values of one kind. Absent is `undefined`; a call that fails rejects with `AppError('store_failed')`. */
export type Namespace<Value> = {
  get(key: string): Promise<Value | undefined>;
  getMany(keys: string[]): Promise<(Value | undefined)[]>;
  set(key: string, value: Value): Promise<void>;
  setMany(entries: { key: string; value: Value }[]): Promise<void>;
  deleteMany(keys: string[]): Promise<void>;
  /** What `set` would write, for the backend's `writeTogether`. */
  toWrite(key: string, value: Value): Write;
  toDelete(key: string): Write;
  /** By key, giving the event loop a turn every few entries. What is written meanwhile may or may not be among them. */
  entries(): AsyncIterable<[key: string, value: Value]>;
};

/** Entries read in one go: parsing them holds the event loop about a millisecond. */
const ENTRIES_A_TURN = 25;

/** Lets acks and timers through: SQLite answers a read at once, so awaiting it gives nobody else a turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** SQLite's own words tell a full disk from a lost right; those of others may quote what was read. */
export const toStoreFailure = (doing: string, cause?: unknown): AppError => {
  if (isAppError(cause)) return cause;
  const why = cause instanceof Error && isOfSqlite(cause) ? ` (${cause.message})` : '';
  return new AppError('store_failed', `The store failed at ${doing}${why}.`, { cause });
};

/**
 * Keyv's face to the rest of the store. No `error` listener may be put on `keyv`: with one, a failing read answers
 * `undefined`, which would read as "nothing stored" and announce everything again; without one it rejects.
 */
export const createNamespace = <Value>({ keyv, name }: { keyv: Keyv; name: string }): Namespace<Value> => {
  const failed = (doing: string, cause?: unknown): AppError => toStoreFailure(`${doing} ${name}`, cause);
  const tried = async <Result>(doing: string, call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (cause) {
      throw failed(doing, cause);
    }
  };

  return {
    get: (key) => tried('reading', () => keyv.get<Value>(key)),
    getMany: (keys) => tried('reading', () => keyv.getMany<Value>(keys)),
    set: async (key, value) => {
      if (!(await tried('writing', () => keyv.set(key, value)))) throw failed('writing');
    },
    setMany: async (entries) => {
      const written = await tried('writing', () => keyv.setMany(entries));
      if (written.length !== entries.length || written.includes(false)) throw failed('writing');
    },
    deleteMany: async (keys) => {
      // False means that there was nothing to delete: failures reject.
      await tried('deleting', () => keyv.deleteMany(keys));
    },
    toWrite: (key, value) => ({ name, key, value }),
    toDelete: (key) => ({ name, key }),
    entries: async function* () {
      const iterator = keyv.iterator();
      for (let count = 1; ; count += 1) {
        const next = await tried('reading', () => iterator.next());
        if (next.done) return;
        yield next.value as [string, Value];
        if (count % ENTRIES_A_TURN === 0) await nextTurn();
      }
    },
  };
};
