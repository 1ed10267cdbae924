import { type FormDraft, type FormTarget, targetKey } from '../domain/requirement-form.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Cipher } from './cipher.ts';
import { createLocks } from './locks.ts';
import type { Namespace } from './namespace.ts';
import { rewrite } from './rewrite.ts';

export type DraftRef = { personId: string; target: FormTarget };

/** What people typed and did not send yet, sealed: nobody reads it in the file, and nobody else gets it here. */
export type FormDrafts = {
  get(ref: DraftRef): Promise<FormDraft | null>;
  /** Reads, changes and writes as one: what is typed comes in quick succession. Null from `change` leaves it as it is. */
  update(ref: DraftRef, change: (draft: FormDraft | null) => FormDraft | null): Promise<FormDraft | null>;
  remove(ref: DraftRef): Promise<void>;
  /** Of one person, newest first. */
  listOf(personId: string): Promise<FormDraft[]>;
  /** Those that were last saved before `before`. */
  removeOlder(before: number): Promise<void>;
};

export type StoredDraft = { savedAt: number; sealed: string };

/** After a change of key. What no key opens stays as it is: it is given up when its person asks for it. */
export const resealDrafts = (records: Namespace<StoredDraft>, cipher: Cipher): Promise<number> =>
  rewrite(records, (key, { savedAt, sealed }) => {
    if (cipher.isCurrent(sealed)) return null;
    try {
      return { savedAt, sealed: cipher.seal(cipher.open(sealed, key), key) };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return null;
    }
  });

const keyOf = ({ personId, target }: DraftRef): string => `${personId}:${targetKey(target)}`;

type Given = { records: Namespace<StoredDraft>; cipher: Cipher; ensureOpen: () => void; log?: Log | undefined };

/** Keys and times are known in memory, what stands in the drafts is not. */
export const createFormDrafts = async ({ records, cipher, ensureOpen, log }: Given): Promise<FormDrafts> => {
  const savedAt = new Map<string, number>();
  for await (const [key, stored] of records.entries()) savedAt.set(key, stored.savedAt);
  const locks = createLocks();

  /** Looked at under the lock: a draft may have been saved again, or removed, since it was found. */
  const removeIf = (key: string, isMeant: (at: number) => boolean): Promise<void> =>
    locks.run(key, async () => {
      const at = savedAt.get(key);
      if (at === undefined || !isMeant(at)) return;
      await records.deleteMany([key]);
      savedAt.delete(key);
    });
  const open = (key: string, stored: StoredDraft): FormDraft | null => {
    try {
      return JSON.parse(cipher.open(stored.sealed, key)) as FormDraft;
    } catch (error) {
      if (!isAppError(error)) throw error;
      log?.warn({ reason: error.message }, 'a half-filled form cannot be read any more and is given up');
      return null;
    }
  };
  const read = async (key: string): Promise<FormDraft | null> => {
    ensureOpen();
    if (!savedAt.has(key)) return null;
    const stored = await records.get(key);
    return stored === undefined ? null : open(key, stored);
  };
  const write = async (key: string, draft: FormDraft): Promise<void> => {
    await records.set(key, { savedAt: draft.savedAt, sealed: cipher.seal(JSON.stringify(draft), key) });
    savedAt.set(key, draft.savedAt);
  };

  return {
    get: (ref) => read(keyOf(ref)),
    update: (ref, change) => {
      const key = keyOf(ref);
      return locks.run(key, async () => {
        const known = await read(key);
        const changed = change(known);
        if (changed === null) return known;
        await write(key, changed);
        return changed;
      });
    },
    remove: (ref) => removeIf(keyOf(ref), () => true),
    listOf: async (personId) => {
      const keys = [...savedAt.keys()].filter((key) => key.startsWith(`${personId}:`));
      const drafts = await Promise.all(keys.map(read));
      return drafts.filter((draft) => draft !== null).toSorted((one, other) => other.savedAt - one.savedAt);
    },
    removeOlder: async (before) => {
      const isOld = (at: number): boolean => at < before;
      for (const [key, at] of [...savedAt]) if (isOld(at)) await removeIf(key, isOld);
    },
  };
};
