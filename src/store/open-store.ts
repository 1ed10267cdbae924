import { randomUUID } from 'node:crypto';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createCipher } from './cipher.ts';
import { createFinishedOrders, type Recheck } from './finished-orders.ts';
import { createFormDrafts, type FormDrafts, type StoredDraft } from './form-drafts.ts';
import type { Namespace } from './namespace.ts';
import { type Backend, openSqlite } from './sqlite.ts';
import { isOfSqlite, toStoreProblem } from './store-problem.ts';
import type { StoredOrder } from './stored-order.ts';
import { createTrackedGroups, type TrackedGroups } from './tracked-groups.ts';
import { createTrackedOrders, type TrackedOrders } from './tracked-orders.ts';

/** A point in time that outlives a restart; null before it was first written. */
export type Instant = { read(): Promise<number | null>; write(at: number): Promise<void> };

export type Store = {
  orders: TrackedOrders;
  drafts: FormDrafts;
  /** Requirement groups that are kept in a channel, and where any was used. */
  groups: TrackedGroups;
  /** When the last tick ended: across restarts it tells how long the app was down. */
  heartbeat: Instant;
  /** When Telnyx last called with a signed event. */
  lastWebhook: Instant;
  /** Writes a value and reads it back; rejects with `AppError('store_failed')` when that does not work. */
  check(): Promise<void>;
  /** Every call after it rejects. */
  close(): Promise<void>;
};

const SCHEME = 'sqlite://';

const parsePath = (url: string): string => {
  const path = url.startsWith(SCHEME) ? url.slice(SCHEME.length) : '';
  if (path !== '') return path;
  // Only the scheme is repeated: a URL of another kind may carry a password.
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? 'no scheme';
  throw new AppError(
    'store_failed',
    `The store's URL (${scheme}) is not supported: use sqlite://<path of a file> or sqlite://:memory:.`,
  );
};

const openOrders = async (
  backend: Backend,
  given: { ensureOpen: () => void; log?: Log | undefined },
): Promise<TrackedOrders> => {
  const finished = createFinishedOrders({
    records: await backend.open<StoredOrder>('finished-orders'),
    refs: await backend.open<string[]>('finished-refs'),
    rechecks: await backend.open<Recheck>('finished-rechecks'),
  });
  return createTrackedOrders({ ...given, records: await backend.open<StoredOrder>('open-orders'), finished });
};

const createInstant = (state: Namespace<number | string>, key: string): Instant => ({
  read: async () => {
    const at = await state.get(key);
    return typeof at === 'number' ? at : null;
  },
  write: (at) => state.set(key, at),
});

export type OpenBackend = (path: string) => Promise<Backend>;

type OpenOptions = { url: string; encryptionKeys: readonly string[]; log?: Log; openBackend?: OpenBackend };

const openState = async (backend: Backend): Promise<Pick<Store, 'heartbeat' | 'lastWebhook' | 'check'>> => {
  const state = await backend.open<number | string>('state');
  return {
    heartbeat: createInstant(state, 'heartbeat'),
    lastWebhook: createInstant(state, 'last-webhook'),
    check: async () => {
      const probe = randomUUID();
      await state.set('probe', probe);
      // Two checks at once may read each other's probe: any probe proves that reading works.
      if (typeof (await state.get('probe')) !== 'string')
        throw new AppError('store_failed', 'The store does not give back what was written to it.');
    },
  };
};

/** A record that cannot be read stops the start: what is not seen would be forgotten silently. */
const namingFile = (error: unknown, path: string): unknown => {
  if (!isAppError(error, 'store_failed') || error.message.includes(path)) return error;
  if (isOfSqlite(error.cause)) return toStoreProblem(error.cause, path);
  const advice = `It stands in ${path}; how to put a backup in its place is in the README.`;
  return new AppError('store_failed', `${error.message} ${advice}`, { cause: error });
};

/**
 * Opens the store and reads the open orders into memory.
 * @param url `sqlite://<relative or absolute path>` (the folder is created) or `sqlite://:memory:`
 * @param encryptionKeys 32 bytes each in base64, the current one first: half-filled forms are sealed with it
 * Rejects with `AppError('store_failed')`, in a sentence for who starts it: another scheme, a file that is damaged,
 * in use by another process, cannot be written, or is of a newer version.
 */
export const openStore = async (options: OpenOptions): Promise<Store> => {
  const { url, encryptionKeys, log, openBackend = openSqlite } = options;
  const path = parsePath(url);
  const backend = await openBackend(path);
  let closed = false;
  const ensureOpen = (): void => {
    if (closed) throw new AppError('store_failed', 'The store is closed.');
  };
  const close = async (): Promise<void> => {
    closed = true;
    await backend.close();
  };
  try {
    const state = await openState(backend);
    const orders = await openOrders(backend, { ensureOpen, log });
    const records = await backend.open<StoredDraft>('form-drafts');
    const drafts = await createFormDrafts({ records, cipher: createCipher(encryptionKeys), ensureOpen, log });
    const groups = await createTrackedGroups({ records: await backend.open<TrackedGroup>('groups'), ensureOpen });
    // Last: nothing is written into a store that cannot be read.
    await state.check();
    return { orders, drafts, groups, ...state, close };
  } catch (error) {
    await close();
    throw namingFile(error, path);
  }
};
