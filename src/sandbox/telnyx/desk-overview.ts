import { linkOf } from './external-requirements.ts';
import { requirementType } from './requirement-catalogue.ts';
import type { Simulation } from './simulation.ts';
import type { Answer, AnswerStatus, OrderedNumber, Part, State } from './state.ts';

/** One part as a reviewer sees it. Instants are epoch milliseconds. */
export type DeskPart = {
  partId: string;
  orderId: string;
  reference: string | null;
  country: string;
  numberType: string;
  status: string;
  phoneNumbers: string[];
  /** The worst among its numbers. */
  requirementsStatus: string;
  /** The soonest among its numbers. */
  deadlineAt: number | null;
  requirements: DeskRequirement[];
  comments: DeskComment[];
};

export type DeskComment = { body: string; commenter: string; commenterType: 'admin' | 'user'; createdAt: number };

export type DeskRequirement = {
  requirementId: string;
  name: string;
  fieldType: string;
  status: AnswerStatus;
  /** As given: a text, or the id of an address or document. */
  value: string | null;
  filename: string | null;
  /** Of an action: the end user was given a link. */
  hasLink: boolean;
};

const WORST_FIRST: AnswerStatus[] = ['declined', 'awaiting-value', 'pending-approval', 'approved'];
const STATUSES_WORST_FIRST = [
  'requirement-info-exception',
  'requirement-info-pending',
  'requirement-info-under-review',
  'approved',
];

const worst = (numbers: OrderedNumber[], requirementId: string): Answer | undefined =>
  numbers
    .flatMap((number) => number.answers.filter((answer) => answer.requirementId === requirementId))
    .sort((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status))[0];

const toRequirement = ({ state }: Simulation, { part, asked }: { part: Part; asked: Answer }): DeskRequirement => {
  const answer = worst(part.numbers, asked.requirementId) ?? asked;
  return {
    requirementId: asked.requirementId,
    name: requirementType(asked.requirementId)?.name ?? asked.requirementId,
    fieldType: asked.fieldType,
    status: answer.status,
    value: answer.value,
    filename: state.documents.get(answer.value ?? '')?.filename ?? null,
    hasLink: linkOf(state, { part, requirementId: asked.requirementId }) !== undefined,
  };
};

/** What was written about a part or a group in both directions. */
export const commentsOf = (state: State, recordId: string): DeskComment[] =>
  [...state.comments.values()]
    .filter((comment) => comment.recordId === recordId)
    .map(({ body, commenter, commenterType, createdAt }) => ({ body, commenter, commenterType, createdAt }));

const soonest = (numbers: OrderedNumber[]): number | null =>
  numbers.reduce<number | null>(
    (least, { deadlineAt }) => (deadlineAt === null || (least !== null && least <= deadlineAt) ? least : deadlineAt),
    null,
  );

export const toDeskPart = (simulation: Simulation, part: Part): DeskPart => {
  const statuses = new Set<string>(part.numbers.map((number) => number.requirementsStatus));
  return {
    partId: part.id,
    orderId: part.order.id,
    reference: part.order.reference,
    country: part.country,
    numberType: part.numberType,
    status: part.status,
    phoneNumbers: part.numbers.map((number) => number.phoneNumber),
    requirementsStatus: STATUSES_WORST_FIRST.find((status) => statuses.has(status)) ?? [...statuses][0] ?? 'approved',
    deadlineAt: soonest(part.numbers),
    requirements: (part.numbers[0]?.answers ?? []).map((asked) => toRequirement(simulation, { part, asked })),
    comments: commentsOf(simulation.state, part.id),
  };
};
