import { dateLimitOf } from '../domain/form-pages.ts';
import { checkAddressPlace, parseLocalityLimit } from '../domain/locality-limit.ts';
import {
  type Answers,
  checkAnswer,
  isNotApplicable,
  NOT_APPLICABLE,
  type Problem,
  takesNotApplicable,
  toRequirementValueText,
} from '../domain/requirement.ts';
import type { FormDraft, FormField } from '../domain/requirement-form.ts';
import { checkTimeLimit } from '../domain/time-limit.ts';
import { type Given, isGiven } from './requirement-values.ts';
import type { Wallet } from './wallet.ts';

type Checked = {
  fields: readonly FormField[];
  answers: Answers;
  dates: Record<string, string>;
  /** Keys for which a person explicitly sends "N/A": no criteria are applied to that. */
  notApplicable?: readonly string[];
  now: number;
};

/** What can be known without asking anybody: texts against their criteria, dates of documents against their age. */
export const checkAtOnce = ({ fields, answers, dates, notApplicable = [], now }: Checked): Problem[] =>
  fields.flatMap((field) => {
    const { key, requirement } = field;
    const answer = answers[key];
    const isExempt = answer === undefined || (notApplicable.includes(key) && isNotApplicable(requirement, answer));
    const text = isExempt ? null : checkAnswer(requirement, answer);
    const limit = dateLimitOf(field);
    const date = dates[key];
    const age = limit === null || date === undefined ? null : checkTimeLimit({ limit, date, now });
    return [
      ...(text === null ? [] : [{ field: key, message: text }]),
      ...(age === null ? [] : [{ field: key, message: age, at: 'date' as const }]),
    ];
  });

type PlaceProblems = { problems: Problem[]; doubtful: string[] };

/**
 * Addresses where they have to be: in the country, or in the numbers' area. The area cannot be known for sure (suburbs,
 * spellings), so the second submission of the same address is sent.
 */
export const checkPlaces = async (
  wallet: Wallet,
  { given, country, warned }: { given: readonly Given[]; country: string; warned: readonly string[] },
): Promise<PlaceProblems> => {
  const found: PlaceProblems = { problems: [], doubtful: [] };
  for (const { field, answer } of given) {
    if (answer.kind !== 'address') continue;
    const address = await wallet.address(answer.addressId);
    if (address === null) {
      found.problems.push({
        field: field.key,
        message: 'Telnyx no longer has this address. Choose or add another one.',
      });
      continue;
    }
    const limit = parseLocalityLimit(field.requirement.criteria.localityLimit, country);
    const place = checkAddressPlace({ address, limit, country, locality: field.locality });
    if (place === null) continue;
    if ('refused' in place) found.problems.push({ field: field.key, message: place.refused });
    else if (!warned.includes(`${field.key} ${address.id}`)) {
      found.doubtful.push(`${field.key} ${address.id}`);
      found.problems.push({
        field: field.key,
        message: `${place.doubtful} If you are sure that it is right, send the form again as it is.`,
      });
    }
  }
  return found;
};

/** The fields that have an answer in the draft, "N/A" where that was chosen for a text of the other kind of customer. */
export const givenIn = (
  { fields, aside }: { fields: readonly FormField[]; aside: readonly FormField[] },
  draft: FormDraft,
): Given[] => {
  const asked = draft.withAside ? [...fields, ...aside] : fields;
  const answered = asked.flatMap((field) => {
    const answer = draft.answers[field.key];
    return answer !== undefined && isGiven(answer) ? [{ field, answer }] : [];
  });
  const notApplicable = draft.withAside
    ? []
    : aside
        .filter(({ key, requirement }) => draft.notApplicable.includes(key) && takesNotApplicable(requirement))
        .map((field): Given => ({ field, answer: { kind: 'text', value: NOT_APPLICABLE } }));
  return [...answered, ...notApplicable];
};

/** A prefilled text that nobody touched is no change: sending it would have it reviewed once more. */
export const isChange = ({ field, answer }: Given): boolean =>
  (answer.kind !== 'text' && answer.kind !== 'date') ||
  toRequirementValueText(answer, field.requirement.kind) !== field.current?.trim();
