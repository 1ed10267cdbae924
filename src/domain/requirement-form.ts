import type { Comment } from './order.ts';
import type { Answer, Answers, Problem, RequirementState, RequirementType } from './requirement.ts';

export type FieldKind = 'text' | 'select' | 'date' | 'address' | 'document' | 'action';

/** What a form is about: a part of a followed order, or a requirement group. */
export type FormTarget = { kind: 'part'; orderKey: string; partId: string } | { kind: 'group'; groupId: string };

/** A requirement that still needs an answer. */
export type FormField = {
  /** The requirement's id; `<id>@<locality>` where it is bound to an area that is known. Answers and problems go by it. */
  key: string;
  requirement: RequirementType;
  field: FieldKind;
  status: string | null;
  /** The text given before, to correct; addresses and documents are never prefilled. */
  current: string | null;
  /** Telnyx has a value, of whatever kind. */
  answered: boolean;
  /** The area of the numbers that it is about, where it is bound to one and the area is known. */
  locality: string | null;
  /** The part has numbers in other areas too: the field names its own. */
  isOneOfAreas: boolean;
  /** Set where it was declined on some of the numbers only. */
  declinedOn: { count: number; total: number } | null;
  /** Ids of the documents at Telnyx that were declined for it: one of them given again is asked about. */
  declinedDocuments: readonly string[];
};

export type RequirementForm = {
  target: FormTarget;
  country: string;
  numberType: string;
  /** All of the part, to choose from; none in a group. */
  numbers: { id: string; phoneNumber: string }[];
  /** Ids of the numbers that the answers are for; null: the whole part. */
  scope: string[] | null;
  reference: string | null;
  deadlineAt: number | null;
  /** Missing or declined ones only; in a group all, so that values can be changed. */
  fields: FormField[];
  /** Fields of the other kind of customer: they count all the same, and are not asked unless wanted. */
  aside: FormField[];
  /** Approved or under review: listed, not asked. */
  settled: { requirement: RequirementType; status: string | null }[];
  /** Key of the question for the kind of customer, where it is asked. */
  customerKey: string | null;
  /** By Number Ops since the last submission. */
  comments: Comment[];
  /** False: Telnyx does not say which requirement was declined, so all that are not approved are asked. */
  certain: boolean;
  /** A colleague who has the same form open. */
  colleague: { personId: string; since: number } | null;
  /** Links made for end users, by requirement id. */
  links: Record<string, { personId: string; madeAt: number }>;
  /** Whether Telnyx has addresses and documents that could be chosen. */
  offers: { addresses: boolean; documents: boolean };
};

/** What a person did not send yet: kept for them and the target, encrypted. Answers and dates go by field key. */
export type FormDraft = {
  version: 1;
  target: FormTarget;
  /** What it is about, for lists of drafts. */
  title: string;
  answers: Answers;
  /** Keys of fields that were left empty: what Telnyx has is not put into them again. */
  emptied: string[];
  /** When a document was issued or expires, YYYY-MM-DD. Checked here, not sent: Telnyx has no field for it. */
  dates: Record<string, string>;
  /** Keys of texts of the other kind of customer for which "N/A" is to be sent. */
  notApplicable: string[];
  /** The fields of the other kind of customer are asked after all. */
  withAside: boolean;
  numberIds: string[] | null;
  page: number;
  /** Statuses of the fields when the form was opened: what changed since is asked about before anything is sent. */
  seen: Record<string, string | null>;
  /** Texts that stood in fields when they were first drawn: what was not touched is no answer of this person. */
  shown: Record<string, string>;
  /** What was decided about fields that a colleague answered meanwhile. */
  decided: Record<string, 'mine' | 'theirs'>;
  /** Marks of doubtful addresses and of declined files that the person was told of: submitted again, they are sent. */
  warned: string[];
  /** Grows with each value that the app itself put into a field: a new `block_id` makes Slack show it. */
  revisions: Record<string, number>;
  savedAt: number;
  /** When Slack saw what was typed last: keystrokes may arrive out of turn. Epoch milliseconds; 0 before any. */
  typedAt: number;
};

/** What one page of the form held when it was sent or typed into. */
export type PageAnswers = {
  /** Keys of all fields on it, so that a field that was emptied is known from one on another page. */
  keys: string[];
  /** Of the blocks of documents, by key: tells a file that was taken out from one that a fresh block cannot show. */
  revisions: Record<string, number>;
  answers: Answers;
  dates: Record<string, string>;
  /** Null where the page does not ask it. */
  notApplicable: string[] | null;
};

export type Conflict = {
  key: string;
  requirement: RequirementType;
  locality: string | null;
  /** Null: answered elsewhere, in the portal or through the API. */
  by: { personId: string; at: number } | null;
  /** Approved by now: it cannot be sent again. */
  settled: boolean;
  /** What this person gave. Both are personal: for the form of who decides, kept nowhere. */
  mine: Answer;
  /** What Telnyx has in its place; null where that is not the same for all of the numbers, or not told. */
  theirs: Answer | null;
};

export type SubmitOutcome =
  /** `failure`: why the rest of it was not sent; what was typed for that is kept. */
  | { kind: 'sent'; sent: string[]; missing: string[]; deadlineAt: number | null; failure: string | null }
  | { kind: 'problems'; problems: Problem[] }
  /** A colleague answered some of it since the form was opened. Nothing was sent yet. */
  | { kind: 'changed'; conflicts: Conflict[] }
  /** Nothing was filled in, or all of it is already settled at Telnyx. */
  | { kind: 'nothing' };

/** The states of the requirements of each number of a part, by number id. */
export type NumberStates = Map<string, RequirementState[]>;

/** Answers given before: by number id, then requirement id. Personal: for the form of a person who may order, kept nowhere. */
export type NumberValues = Map<string, Record<string, string>>;

/** What these numbers were all given; null where they differ, so that nobody's answer ends up at another's number. */
export const agreedValue = (
  values: NumberValues,
  { ids, requirementId }: { ids: readonly string[]; requirementId: string },
): string | null => {
  const given = new Set(ids.flatMap((id) => values.get(id)?.[requirementId] ?? []));
  const [only] = given;
  return given.size === 1 && only !== undefined ? only : null;
};

const KEY_SEPARATOR = '@';

export const fieldKey = (requirementId: string, locality: string | null): string =>
  locality === null ? requirementId : `${requirementId}${KEY_SEPARATOR}${locality}`;

export const requirementIdOf = (key: string): string => key.split(KEY_SEPARATOR)[0] ?? key;

/** One word for a target: part of a draft's key in the store. */
export const targetKey = (target: FormTarget): string =>
  target.kind === 'part' ? `part:${target.orderKey}:${target.partId}` : `group:${target.groupId}`;
