import { isCalendarDate } from './calendar-date.ts';
import { parseCharacterClass } from './character-class.ts';
import type { FieldKind } from './requirement-form.ts';

/** Telnyx documents four kinds and returns `datetime` in orders; an unknown word stays text. */
export type RequirementKind = 'textual' | 'datetime' | 'address' | 'document' | 'action' | (string & {});

export type AcceptanceCriteria = {
  minLength: number | null;
  maxLength: number | null;
  /** Prose or a character class, as Telnyx wrote it. */
  acceptableCharacters: string | null;
  acceptableValues: string[];
  localityLimit: string | null;
  timeLimit: string | null;
};

export type RequirementType = {
  id: string;
  name: string;
  kind: RequirementKind;
  description: string | null;
  example: string | null;
  criteria: AcceptanceCriteria;
};

/** What a country asks before a number of one type is activated. */
export type Paperwork = {
  country: string;
  numberType: string;
  requirements: RequirementType[];
};

/** One requirement as it stands in a part: the worst state among its numbers. Never the answer itself. */
export type RequirementState = {
  requirementId: string;
  kind: RequirementKind;
  answered: boolean;
  /** `approved`, `declined`, `awaiting-value`, `pending-approval`, another word, or null where Telnyx does not say. */
  status: string | null;
};

export type AddressInput = {
  firstName: string;
  lastName: string;
  businessName: string;
  streetAddress: string;
  extendedAddress: string | null;
  locality: string;
  administrativeArea: string | null;
  postalCode: string;
  /** ISO 3166 alpha-2 */
  country: string;
  reference: string | null;
};

export type Address = AddressInput & { id: string };

/** What a person gave for one requirement. `file` is a Slack file id, not yet at Telnyx. */
export type Answer =
  | { kind: 'text'; value: string }
  | { kind: 'date'; value: string }
  /** `label`: how it was listed when it was chosen, to be shown as chosen again. */
  | { kind: 'address'; addressId: string; label: string | null }
  | { kind: 'document'; documentId: string; label: string | null }
  /** `revision` is that of the block it was picked in. */
  | { kind: 'file'; fileId: string; name: string | null; revision: number };

/** By requirement id. */
export type Answers = Record<string, Answer>;

/** A requirement id (or another field's name) and one sentence that says what to change. */
export type Problem = {
  field: string;
  message: string;
  /** The date beside a document, where it is that. */
  at?: 'date';
};

const AWAITS_DATE =
  /\bdate of \w+|\b(birth|expiry|expiration|issue|issuance|issuing|registration|incorporation|signature|validity) ?date\b|^date$/i;
/** "Date and place of birth" asks for more than a date. */
const ASKS_MORE = /\band\b|\bplace\b|[,/&]/i;
const DATE_LENGTH = 'YYYY-MM-DD'.length;

const isPlainlyDate = ({ name, criteria }: RequirementType): boolean =>
  AWAITS_DATE.test(name) && !ASKS_MORE.test(name) && (criteria.maxLength ?? DATE_LENGTH) >= DATE_LENGTH;

const FIELD_OF_KIND = new Map<string, FieldKind>([
  ['address', 'address'],
  ['document', 'document'],
  ['action', 'action'],
  ['datetime', 'date'],
]);

/** How the form asks for it. A kind that is not known is asked for as text. */
export const fieldKindOf = (type: RequirementType): FieldKind => {
  const field = FIELD_OF_KIND.get(type.kind);
  if (field !== undefined) return field;
  if (type.criteria.acceptableValues.length > 0) return 'select';
  return isPlainlyDate(type) ? 'date' : 'text';
};

const ANSWERED_BY: Record<FieldKind, { kinds: readonly Answer['kind'][]; otherwise: string }> = {
  text: { kinds: ['text', 'date'], otherwise: 'Answer this with a text.' },
  select: { kinds: ['text'], otherwise: 'Choose one of the values.' },
  date: { kinds: ['date', 'text'], otherwise: 'Choose a date.' },
  address: { kinds: ['address'], otherwise: 'Choose an address, or add a new one.' },
  document: { kinds: ['document', 'file'], otherwise: 'Add a file, or choose a document that Telnyx has.' },
  action: { kinds: [], otherwise: 'Only the end user can do this, with the link.' },
};

const checkDate = (text: string): string | null =>
  isCalendarDate(text) ? null : `${quoted(text)} is not a date: write it as year, month, day, such as 2031-01-31.`;

const MAX_QUOTED = 40;
const quoted = (text: string): string => `“${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text}”`;

/** Telnyx counts characters, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;

const lengthWords = ({ minLength, maxLength }: AcceptanceCriteria): string => {
  if (minLength === maxLength) return `exactly ${minLength} characters`;
  if (minLength === null) return `at most ${maxLength} characters`;
  return maxLength === null ? `at least ${minLength} characters` : `${minLength} to ${maxLength} characters`;
};

const isLengthRight = (length: number, { minLength, maxLength }: AcceptanceCriteria): boolean =>
  length >= (minLength ?? 0) && length <= (maxLength ?? Number.POSITIVE_INFINITY);

const checkLength = (text: string, criteria: AcceptanceCriteria): string | null => {
  const length = lengthOf(text);
  if (isLengthRight(length, criteria)) return null;
  const packed = text.replace(/[\s.\-/]/g, '');
  const hint = isLengthRight(lengthOf(packed), criteria) ? ' Leave out spaces and punctuation.' : '';
  return `This needs ${lengthWords(criteria)}; it has ${length}.${hint}`;
};

const MAX_LISTED = 10;

const checkValues = (text: string, { acceptableValues }: AcceptanceCriteria): string | null => {
  if (acceptableValues.length === 0 || acceptableValues.includes(text)) return null;
  const listed = acceptableValues.slice(0, MAX_LISTED).join(', ');
  const more = acceptableValues.length - MAX_LISTED;
  const sameWord = acceptableValues.find((value) => value.toLowerCase() === text.toLowerCase());
  const start = sameWord === undefined ? `${quoted(text)} is not accepted` : `Write it as ${quoted(sameWord)}`;
  return `${start}; the values are: ${listed}${more > 0 ? ` and ${more} more` : ''}.`;
};

const checkCharacters = (text: string, { acceptableCharacters }: AcceptanceCriteria): string | null => {
  const allowed = acceptableCharacters === null ? null : parseCharacterClass(acceptableCharacters);
  const wrong = allowed === null ? [] : [...new Set(text)].filter((character) => !allowed.allows(character));
  if (wrong.length === 0) return null;
  return `Only these characters are accepted: ${acceptableCharacters}. Change ${wrong.slice(0, MAX_LISTED).map(quoted).join(' ')}.`;
};

/**
 * One sentence that says what to change, or null. Telnyx's reviewers decide later; this catches what would surely be
 * declined. An empty text is no answer, hence no problem.
 */
export const checkAnswer = (type: RequirementType, answer: Answer): string | null => {
  const field = fieldKindOf(type);
  const { kinds, otherwise } = ANSWERED_BY[field];
  const text = answer.kind === 'text' || answer.kind === 'date' ? answer.value.trim() : null;
  if (text === '') return null;
  if (!kinds.includes(answer.kind)) return otherwise;
  if (text === null) return null;
  if (field === 'date' || answer.kind === 'date') return checkDate(text);
  return checkValues(text, type.criteria) ?? checkCharacters(text, type.criteria) ?? checkLength(text, type.criteria);
};

/**
 * Answers a question that is not the end user's, since Telnyx wants a value all the same (its own descriptions say: "Write
 * N/A for a natural person"). Only ever at a person's explicit wish.
 */
export const NOT_APPLICABLE = 'N/A';

/** Texts only: what is a date, an address or a file for Telnyx has to be one. */
export const takesNotApplicable = (type: RequirementType): boolean =>
  type.kind !== 'datetime' && ANSWERED_BY[fieldKindOf(type)].kinds.includes('text');

/** Where a person explicitly sends it, criteria are not applied to it. */
export const isNotApplicable = (type: RequirementType, answer: Answer): boolean =>
  answer.kind === 'text' && answer.value.trim() === NOT_APPLICABLE && takesNotApplicable(type);

/** What Telnyx is sent. A `datetime` requirement takes ISO 8601; a date asked for as text goes as YYYY-MM-DD. */
export const toRequirementValueText = (
  answer: Extract<Answer, { kind: 'text' | 'date' }>,
  kind: RequirementKind = 'textual',
): string => {
  const text = answer.value.trim();
  return kind === 'datetime' && isCalendarDate(text) ? `${text}T00:00:00Z` : text;
};

const UNKNOWN = 'another word';
const NOT_TOLD = 'not told';
/** What someone has to do comes first, then what they may have to do: a status that is not told may be a decline. */
const FROM_WORST: readonly string[] = ['declined', 'awaiting-value', UNKNOWN, NOT_TOLD, 'pending-approval', 'approved'];

const rankOf = (status: string | null): number => {
  const rank = FROM_WORST.indexOf(status ?? NOT_TOLD);
  return rank === -1 ? FROM_WORST.indexOf(UNKNOWN) : rank;
};

const worse = (a: RequirementState, b: RequirementState): RequirementState => ({
  ...a,
  answered: a.answered && b.answered,
  status: rankOf(a.status) <= rankOf(b.status) ? a.status : b.status,
});

/** One state for each requirement out of the states on each number, in the order first seen. */
export const worstRequirements = (perNumber: RequirementState[][]): RequirementState[] => {
  const worst = new Map<string, RequirementState>();
  for (const state of perNumber.flat()) {
    const known = worst.get(state.requirementId);
    worst.set(state.requirementId, known === undefined ? { ...state } : worse(known, state));
  }
  return [...worst.values()];
};
