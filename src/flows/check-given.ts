import { checkFileKind, fileRuleOf } from '../domain/file-rule.ts';
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
import { type ChoiceProblems, checkDeclinedFile, NO_PROBLEMS, togetherOf } from './check-declined.ts';
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

type Choosing = { given: readonly Given[]; country: string; warned: readonly string[] };
type OneGiven<Kind extends Given['answer']['kind']> = {
  field: FormField;
  answer: Extract<Given['answer'], { kind: Kind }>;
};

/** The area cannot be known for sure (suburbs, spellings): the second submission of the same address is sent. */
const checkAddressGiven = async (
  wallet: Wallet,
  { field, answer, country, warned }: OneGiven<'address'> & Omit<Choosing, 'given'>,
): Promise<ChoiceProblems> => {
  const only = (message: string, doubtful: string[] = []) => ({ problems: [{ field: field.key, message }], doubtful });
  const address = await wallet.address(answer.addressId);
  if (address === null) return only('Telnyx no longer has this address. Choose or add another one.');
  const limit = parseLocalityLimit(field.requirement.criteria.localityLimit, country);
  const place = checkAddressPlace({ address, limit, country, locality: field.locality });
  if (place !== null && 'refused' in place) return only(place.refused);
  const mark = `${field.key} ${address.id}`;
  if (place === null || warned.includes(mark)) return NO_PROBLEMS;
  return only(`${place.doubtful} If you are sure that it is right, send the form again as it is.`, [mark]);
};

/** A document from elsewhere may be of a kind that this country does not take, or be what was declined. One that is not known is left to Telnyx. */
const checkDocumentGiven = async (
  wallet: Wallet,
  { field, answer, country, warned }: OneGiven<'document'> & Omit<Choosing, 'given'>,
): Promise<ChoiceProblems> => {
  const document = await wallet.document(answer.documentId);
  const rule = fileRuleOf({ type: field.requirement, country });
  const message = document === null ? null : checkFileKind({ rule, filename: document.filename });
  if (message !== null) return { problems: [{ field: field.key, message }], doubtful: [] };
  const file = { documentId: answer.documentId, sha256: document?.sha256 ?? null };
  return checkDeclinedFile(wallet, { field, file, warned });
};

/** Addresses where they have to be, in the country or in the numbers' area; documents of a kind that is taken there, and none that was declined. */
export const checkChosen = async (wallet: Wallet, { given, country, warned }: Choosing): Promise<ChoiceProblems> => {
  const found: ChoiceProblems[] = [];
  for (const { field, answer } of given) {
    if (answer.kind === 'address') found.push(await checkAddressGiven(wallet, { field, answer, country, warned }));
    if (answer.kind === 'document') found.push(await checkDocumentGiven(wallet, { field, answer, country, warned }));
  }
  return togetherOf(found);
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
