import { type FormDraft, targetKey } from '../../src/domain/requirement-form.ts';
import type { DraftRef, FormDrafts } from '../../src/store/form-drafts.ts';
import type { Life } from './fakes.ts';

/** Half-filled forms in memory, unsealed: they outlive the fake process as a file would. */
export const createFakeDrafts = (life: Life) => {
  const saved = new Map<string, { personId: string; draft: FormDraft }>();
  const keyOf = ({ personId, target }: DraftRef): string => `${personId} ${targetKey(target)}`;
  const read = (ref: DraftRef): FormDraft | null => structuredClone(saved.get(keyOf(ref))?.draft ?? null);

  const drafts: FormDrafts = {
    get: (ref) => life.run('drafts.get', () => read(ref)),
    update: (ref, change) =>
      life.run('drafts.update', () => {
        const changed = change(read(ref));
        if (changed) saved.set(keyOf(ref), { personId: ref.personId, draft: structuredClone(changed) });
        return read(ref);
      }),
    remove: (ref) => life.run('drafts.remove', () => void saved.delete(keyOf(ref))),
    listOf: (personId) =>
      life.run('drafts.listOf', () =>
        [...saved.values()]
          .filter((each) => each.personId === personId)
          .map(({ draft }) => structuredClone(draft))
          .toSorted((one, other) => other.savedAt - one.savedAt),
      ),
    removeOlder: (before) =>
      life.run('drafts.removeOlder', () => {
        for (const [key, { draft }] of saved) if (draft.savedAt < before) saved.delete(key);
      }),
  };
  return { ...drafts, count: () => saved.size };
};
