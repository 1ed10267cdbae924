import { addressName } from '../domain/address.ts';
import type { Answer } from '../domain/requirement.ts';
import type { Conflict } from '../domain/requirement-form.ts';
import { isAppError } from '../errors.ts';
import type { Wallet } from './wallet.ts';

type Named = Pick<Wallet, 'address' | 'document'>;

const nameIn = async (wallet: Named, answer: Answer): Promise<string | null> => {
  if (answer.kind === 'document') return (await wallet.document(answer.documentId))?.filename ?? null;
  if (answer.kind !== 'address') return null;
  const address = await wallet.address(answer.addressId);
  return address === null ? null : addressName(address);
};

/** A name is a courtesy: what cannot be looked up now is decided about without it. */
const withName = async (wallet: Named, answer: Answer): Promise<Answer> => {
  if ((answer.kind !== 'document' && answer.kind !== 'address') || answer.label !== null) return answer;
  try {
    return { ...answer, label: await nameIn(wallet, answer) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return answer;
  }
};

/** Documents by their file's name and addresses by their words, where Telnyx has them still. */
export const nameAnswers = (wallet: Named, conflicts: readonly Conflict[]): Promise<Conflict[]> =>
  Promise.all(
    conflicts.map(async (conflict) => ({
      ...conflict,
      mine: await withName(wallet, conflict.mine),
      theirs: conflict.theirs === null ? null : await withName(wallet, conflict.theirs),
    })),
  );
