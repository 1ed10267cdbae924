import type { Comment } from './order.ts';
import type { Address, Problem, RequirementType } from './requirement.ts';

export type FieldKind = 'text' | 'select' | 'date' | 'address' | 'document' | 'action';

/** What a form is about: a part of a followed order, or a requirement group. */
export type FormTarget = { kind: 'part'; orderKey: string; partId: string } | { kind: 'group'; groupId: string };

/** A requirement that still needs an answer. */
export type FormField = {
  requirement: RequirementType;
  field: FieldKind;
  status: string | null;
  /** The text given before, to correct; addresses and documents are never prefilled. */
  current: string | null;
};

export type RequirementForm = {
  orderKey: string;
  partId: string;
  country: string;
  numberType: string;
  numberCount: number;
  reference: string | null;
  deadlineAt: number | null;
  /** Missing or declined ones only. */
  fields: FormField[];
  /** Approved or under review: listed, not asked. */
  settled: { requirement: RequirementType; status: string | null }[];
  /** By Number Ops since the last submission. */
  comments: Comment[];
  /** False: Telnyx does not say which requirement was declined, so all that are not approved are asked. */
  certain: boolean;
  /** Of the account, in this country. */
  addresses: Address[];
  /** Of the account. */
  documents: { id: string; filename: string; reference: string | null }[];
};

export type SubmitOutcome =
  | { kind: 'sent'; sent: string[]; missing: string[]; deadlineAt: number | null }
  | { kind: 'problems'; problems: Problem[] }
  /** Nothing was filled in, or all of it is already settled at Telnyx. */
  | { kind: 'nothing' };
