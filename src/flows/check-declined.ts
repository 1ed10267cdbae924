import { DECLINED_AGAIN, type FileIdentity, findDeclined } from '../domain/declined-file.ts';
import type { Problem } from '../domain/requirement.ts';
import type { FormField } from '../domain/requirement-form.ts';
import type { Wallet } from './wallet.ts';

/** `doubtful`: marks of what the person is told once; what bears such a mark is sent the next time. */
export type ChoiceProblems = { problems: Problem[]; doubtful: string[] };

export const NO_PROBLEMS: ChoiceProblems = { problems: [], doubtful: [] };

type Giving = { field: FormField; file: FileIdentity; warned: readonly string[] };

/** Reviewers do ask for the same file again at times: the second submission of it is sent. */
export const checkDeclinedFile = async (
  wallet: Pick<Wallet, 'document'>,
  { field: { key, declinedDocuments }, file, warned }: Giving,
): Promise<ChoiceProblems> => {
  const declined: { documentId: string; sha256: string | null }[] = [];
  for (const documentId of declinedDocuments)
    declined.push({ documentId, sha256: (await wallet.document(documentId))?.sha256 ?? null });
  const again = findDeclined(declined, file);
  const mark = `${key} ${again}`;
  if (again === null || warned.includes(mark)) return NO_PROBLEMS;
  return { problems: [{ field: key, message: DECLINED_AGAIN }], doubtful: [mark] };
};

export const togetherOf = (found: readonly ChoiceProblems[]): ChoiceProblems => ({
  problems: found.flatMap(({ problems }) => problems),
  doubtful: found.flatMap(({ doubtful }) => doubtful),
});
