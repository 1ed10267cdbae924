import { declinedAmong } from './number-standing.ts';
import type { NumberStates, NumberValues } from './requirement-form.ts';

/** A file as Telnyx tells documents apart; null: not known, or not there yet. */
export type FileIdentity = { documentId: string | null; sha256: string | null };

export const DECLINED_AGAIN =
  'Number Ops declined this very file. Attach another one, or send it again if that is what they asked for.';

/** Ids of the documents that were declined for a requirement on these numbers, as far as Telnyx says which. */
export const declinedDocuments = (
  { states, values }: { states: NumberStates; values: NumberValues },
  on: { requirementId: string; ids: readonly string[] },
): string[] => [...new Set(declinedAmong({ states }, on).flatMap((id) => values.get(id)?.[on.requirementId] ?? []))];

/** The declined document that is given once more: itself, or one with exactly its content. Names say nothing. */
export const findDeclined = (
  declined: readonly { documentId: string; sha256: string | null }[],
  given: FileIdentity,
): string | null =>
  declined.find(
    ({ documentId, sha256 }) => documentId === given.documentId || (sha256 !== null && sha256 === given.sha256),
  )?.documentId ?? null;
