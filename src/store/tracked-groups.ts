import { isSameButTimes } from '../domain/thread.ts';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { AppError } from '../errors.ts';
import { copyDeep } from './copy-deep.ts';
import { createLocks } from './locks.ts';
import { nextTurn } from './namespace.ts';
import type { SealedNamespace } from './sealed-namespace.ts';

/**
 * What numberdesk remembers of requirement groups, by their id. What is returned is a copy: change it only through
 * `update`. Every call rejects with `AppError('store_failed')` when the store cannot answer; absent is `null`.
 */
export type TrackedGroups = {
  /** False when this group is remembered already: nothing is written then. */
  create(group: TrackedGroup): Promise<boolean>;
  get(id: string): Promise<TrackedGroup | null>;
  /**
   * Reads, changes and writes under the group's lock; null from `change` leaves it as it is. When it was looked at, and is
   * to be again, is kept in memory only until something else changes.
   */
  update(id: string, change: (group: TrackedGroup) => TrackedGroup | null): Promise<TrackedGroup | null>;
  /** Runs `work` while nobody else runs work for the same group. Not re-entrant; `update` inside is fine. */
  withLock<Result>(id: string, work: () => Promise<Result>): Promise<Result>;
  /** All of them, soonest `nextCheckAt` first. A team has some hundreds at most. */
  list(): Promise<TrackedGroup[]>;
};

const VERSION = 2;
/** What version 2 added: older records are read as if they had been written now. */
const ADDED = { moved: null, posting: null };
/** Copies made before the event loop gets a turn. */
const COPIES_A_TURN = 25;

/** What was read, if this numberdesk can read it; else an `AppError('store_failed')` that says why not. */
const readStoredGroup = (id: string, value: unknown): TrackedGroup => {
  const version = (value as { version?: unknown } | null)?.version;
  if (version === VERSION) return value as TrackedGroup;
  if (version === 1) return { ...(value as TrackedGroup), ...ADDED, version: VERSION };
  if (typeof version === 'number' && version > VERSION)
    throw new AppError(
      'store_failed',
      `A newer numberdesk wrote the requirement group ${id} (version ${version}; this one reads ${VERSION}). Start the newer one.`,
    );
  throw new AppError('store_failed', `The stored requirement group ${id} is not one that numberdesk wrote.`);
};

type Given = {
  records: SealedNamespace<TrackedGroup>;
  /** Throws once the store is closed, so that nobody reads on from memory. */
  ensureOpen: () => void;
};

/** All are held in memory, which is changed after the durable write. Rejects when a stored one cannot be read. */
export const createTrackedGroups = async ({ records, ensureOpen }: Given): Promise<TrackedGroups> => {
  const known = new Map<string, TrackedGroup>();
  for await (const [id, value] of records.entries()) known.set(id, readStoredGroup(id, value));

  const writes = createLocks();
  // A lock of its own for people's work: an update inside `withLock` waits for other updates only.
  const works = createLocks();

  const write = async (group: TrackedGroup): Promise<void> => {
    known.set(group.id, await records.keep(group.id, group));
  };
  const look = (id: string): TrackedGroup | null => {
    ensureOpen();
    return copyDeep(known.get(id) ?? null);
  };
  const createOnce = async (group: TrackedGroup): Promise<boolean> => {
    if (look(group.id)) return false;
    await write(group);
    return true;
  };
  const change = async (id: string, by: (group: TrackedGroup) => TrackedGroup | null): Promise<TrackedGroup | null> => {
    const group = look(id);
    const changed = group && by(group);
    if (!changed) return look(id);
    if (changed.id !== id) throw new TypeError(`The id of requirement group ${id} must not change.`);
    const stored = known.get(id);
    if (stored && isSameButTimes(stored, changed)) known.set(id, copyDeep(changed));
    else await write(changed);
    return changed;
  };

  return {
    create: (group) => writes.run(group.id, () => createOnce(group)),
    get: async (id) => look(id),
    update: (id, by) => writes.run(id, () => change(id, by)),
    withLock: (id, work) => works.run(id, work),
    list: async () => {
      ensureOpen();
      const groups: TrackedGroup[] = [];
      for (const group of [...known.values()].toSorted((a, b) => a.nextCheckAt - b.nextCheckAt)) {
        if (groups.length > 0 && groups.length % COPIES_A_TURN === 0) await nextTurn();
        groups.push(copyDeep(group));
      }
      return groups;
    },
  };
};
