import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { AccountWatch } from '../domain/account-watch.ts';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type AuditDay, type AuditLog, createAuditLog } from './audit-log.ts';
import { type Cipher, createCipher } from './cipher.ts';
import { createFinishedOrders, type Recheck } from './finished-orders.ts';
import { createFormDrafts, type FormDrafts, resealDrafts, type StoredDraft } from './form-drafts.ts';
import type { Namespace } from './namespace.ts';
import { createSealedNamespace, type SealedNamespace } from './sealed-namespace.ts';
import { type Backend, openSqlite } from './sqlite.ts';
import { isOfSqlite, toStoreProblem } from './store-problem.ts';
import { markSealed, readSeal } from './store-seal.ts';
import { toStorePath } from './store-url.ts';
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
  /** Who did what. */
  auditLog: AuditLog;
  /** When the last tick ended: across restarts it tells how long the app was down. */
  heartbeat: Instant;
  /** When Telnyx last called with a signed event. */
  lastWebhook: Instant;
  /** What is remembered of the Telnyx account; null before the first time. */
  accountWatch: { read(): Promise<AccountWatch | null>; write(watch: AccountWatch): Promise<void> };
  /** Writes a value and reads it back; rejects with `AppError('store_failed')` when that does not work. */
  check(): Promise<void>;
  /** Of its file, with what is not yet written into it; null: in memory. */
  sizeBytes(): Promise<number | null>;
  /** Every call after it rejects. */
  close(): Promise<void>;
};

type Sealed = { openSealed: <Value extends object>(name: string) => Promise<SealedNamespace<Value>> };
type Opening = { backend: Backend; cipher: Cipher; ensureOpen: () => void; log?: Log | undefined };

/** Index and times stay plain: ids, phone numbers and instants, which the database or a start looks through. */
const openOrders = async ({ backend, openSealed, ensureOpen, log }: Opening & Sealed): Promise<TrackedOrders> => {
  const finished = createFinishedOrders({
    records: await openSealed<StoredOrder>('finished-orders'),
    refs: await backend.open<string[]>('finished-refs'),
    rechecks: await backend.open<Recheck>('finished-rechecks'),
    writeTogether: backend.writeTogether,
  });
  return createTrackedOrders({ ensureOpen, log, records: await openSealed<StoredOrder>('open-orders'), finished });
};

/** What is kept of orders, groups, forms and acts, read; `reseal` seals it with the current key and answers how much that was. */
const openRecords = async (opening: Opening) => {
  const { backend, cipher, ensureOpen } = opening;
  const sealed: (() => Promise<number>)[] = [];
  const openSealed: Sealed['openSealed'] = async <Value extends object>(name: string) => {
    const records = createSealedNamespace<Value>({ records: await backend.open(name), cipher, name });
    sealed.push(records.reseal);
    return records;
  };
  const orders = await openOrders({ ...opening, openSealed });
  const forms = await backend.open<StoredDraft>('form-drafts');
  const drafts = await createFormDrafts({ ...opening, records: forms });
  const groups = await createTrackedGroups({ records: await openSealed<TrackedGroup>('groups'), ensureOpen });
  const audit = await openSealed<AuditDay>('audit');
  const auditLog = createAuditLog({ records: audit, writeTogether: backend.writeTogether, ensureOpen });
  const reseal = async (): Promise<number> => {
    let count = await resealDrafts(forms, cipher);
    for (const each of sealed) count += await each();
    return count;
  };
  return { orders, drafts, groups, auditLog, reseal };
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

const createCheck = (state: Namespace<number | string>) => async (): Promise<void> => {
  const probe = randomUUID();
  await state.set('probe', probe);
  // Two checks at once may read each other's probe: any probe proves that reading works.
  if (typeof (await state.get('probe')) !== 'string')
    throw new AppError('store_failed', 'The store does not give back what was written to it.');
};

/** In this order: nothing is written into a store that cannot be read. */
const openParts = async (opening: Opening & { path: string }): Promise<Omit<Store, 'close'>> => {
  const { backend, cipher, log } = opening;
  const state = await backend.open<number | string>('state');
  const watches = await backend.open<AccountWatch>('account-watch');
  const seal = await readSeal({ ...opening, state });
  const { reseal, ...records } = await openRecords(opening);
  const check = createCheck(state);
  await check();
  if (seal !== 'current' || backend.isOlder) {
    const count = await reseal();
    await backend.markMigrated({ compact: seal === 'none' });
    await markSealed({ state, cipher });
    if (count > 0) log?.info({ records: count }, 'the store is sealed with the current key, no former one is needed');
  }
  return {
    sizeBytes: () => sizeOf(opening.path),
    ...records,
    check,
    heartbeat: createInstant(state, 'heartbeat'),
    lastWebhook: createInstant(state, 'last-webhook'),
    accountWatch: {
      read: async () => (await watches.get('telnyx')) ?? null,
      write: (watch) => watches.set('telnyx', watch),
    },
  };
};

const sizeOf = async (path: string): Promise<number | null> => {
  if (path === ':memory:') return null;
  // The log beside it is there only while something waits in it.
  const sizes = [path, `${path}-wal`].map((file) =>
    stat(file).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
 * @param encryptionKeys 32 bytes each in base64, the current one first: what is kept is sealed with it, what the
 * others sealed is sealed anew
 * Rejects with `AppError('store_failed')`, in a sentence for who starts it: another scheme, a file that is damaged,
 * in use by another process, cannot be written, is of a newer version, or sealed with a key that is not given.
 */
export const openStore = async (options: OpenOptions): Promise<Store> => {
  const { url, encryptionKeys, log, openBackend = openSqlite } = options;
  const path = toStorePath(url);
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
    return { ...(await openParts({ backend, cipher: createCipher(encryptionKeys), path, ensureOpen, log })), close };
  } catch (error) {
    await close();
    throw namingFile(error, path);
  }
};
