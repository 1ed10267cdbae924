import type { Problem } from '../domain/requirement.ts';
import type { FormDraft } from '../domain/requirement-form.ts';
import { checkAtOnce, checkChosen } from './check-given.ts';
import { type Given, toRequirementValues, type ValueSource } from './requirement-values.ts';

export type Prepared =
  | { kind: 'ready'; values: Record<string, string> }
  /** `doubtful` addresses and files are told once: submitted again, they are sent. */
  | { kind: 'problems'; problems: Problem[]; doubtful: string[] };

type Preparing = {
  given: readonly Given[];
  draft: Pick<FormDraft, 'dates' | 'notApplicable' | 'warned'>;
  place: { country: string; reference: string | null };
};

/** Checks what is given, the cheap checks first, and makes of it what Telnyx is sent, by field key. Uploads files last. */
export const prepareValues = async (
  source: ValueSource & { clock: { now(): number } },
  { given, draft, place }: Preparing,
): Promise<Prepared> => {
  const answers = Object.fromEntries(given.map(({ field, answer }) => [field.key, answer]));
  const fields = given.map(({ field }) => field);
  const wrong = checkAtOnce({ ...draft, fields, answers, now: source.clock.now() });
  if (wrong.length > 0) return { kind: 'problems', problems: wrong, doubtful: [] };
  const places = await checkChosen(source.wallet, { given, country: place.country, warned: draft.warned });
  if (places.problems.length > 0) return { kind: 'problems', ...places };
  const { values, ...found } = await toRequirementValues(source, { given, place, warned: draft.warned });
  return found.problems.length > 0 ? { kind: 'problems', ...found } : { kind: 'ready', values };
};
