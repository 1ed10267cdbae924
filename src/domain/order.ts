import type { RequirementState } from './requirement.ts';

/** Instants are epoch milliseconds, UTC. Status words are Telnyx's own; unknown ones stay as they came. */
export type OrderNumber = {
  /** Id of the number order phone number. */
  id: string;
  phoneNumber: string;
  status: string;
  requirementsStatus: string;
};

export type Comment = {
  id: string;
  body: string;
  author: string;
  /** `admin` is Number Ops, `user` is us. */
  authorType: string;
  createdAt: number;
  readAt: number | null;
};

/** A sub number order with all its numbers, as last read. */
export type Part = {
  id: string;
  orderId: string;
  country: string;
  numberType: string;
  status: string;
  numbers: OrderNumber[];
  requirements: RequirementState[];
  /** The soonest among its numbers; null when none is set. */
  deadlineAt: number | null;
  comments: Comment[];
};

export type Order = {
  id: string;
  reference: string | null;
  status: string;
  createdAt: number;
  parts: Part[];
};

export type PartState = {
  kind:
    | 'answers-needed'
    | 'under-review'
    | 'declined'
    | 'activating'
    | 'active'
    | 'failed'
    | 'cancelled'
    | 'deleted'
    | 'other';
  /** As people read it: "3 of 5 answered". An unknown status word of Telnyx stands as it came. */
  words: string;
  /** Who acts next. */
  actor: 'you' | 'telnyx' | 'nobody';
  answered: number;
  total: number;
  /** Declined requirements; where Telnyx does not say which, all that may be it. */
  declined: number;
  /** Its numbers do not all stand at the same point; the words tell of the one that needs somebody most. */
  mixed: boolean;
};

/** Statuses after which Telnyx does nothing more with a part by itself. */
const ENDED: ReadonlySet<string> = new Set(['success', 'failure', 'cancelled', 'deleted']);

/** The number that needs somebody most speaks for its part. */
const URGENCY = ['requirement-info-exception', 'requirement-info-pending', 'requirement-info-under-review'];

/** "DE local part": a sub order as people name it. */
export const partName = (part: Part): string => `${part.country} ${part.numberType.replaceAll('_', '-')} part`;

/** Pending, or under a word that is not known: such a part is followed on rather than given up. */
export const isPartOpen = (part: Pick<Part, 'status'>): boolean => !ENDED.has(part.status);

/** A number is on as soon as it says so, or its part does and the number's own word lags behind. */
export const isNumberActive = (part: Part, number: OrderNumber): boolean =>
  number.status === 'success' || (part.status === 'success' && number.status === 'pending');

export const isOrderOpen = (order: Order): boolean =>
  order.parts.length === 0 ? !ENDED.has(order.status) : order.parts.some(isPartOpen);

export const findPart = (order: Order, partId: string): Part | null =>
  order.parts.find((part) => part.id === partId) ?? null;

/** Of the parts that are still open: what is over has no deadline to keep. */
export const soonestDeadline = (order: Order): number | null => {
  const deadlines = order.parts.filter(isPartOpen).flatMap((part) => (part.deadlineAt === null ? [] : part.deadlineAt));
  return deadlines.length === 0 ? null : Math.min(...deadlines);
};

const isAwaiting = ({ answered, status }: RequirementState): boolean => {
  if (status === 'awaiting-value') return true;
  if (status === 'approved' || status === 'pending-approval' || status === 'declined') return false;
  return !answered;
};

/** One that is already active or lost says nothing about what its part still needs, unless all are. */
const tellingNumbers = (part: Part): OrderNumber[] => {
  const open = part.numbers.filter((number) => !ENDED.has(number.status));
  return open.length > 0 ? open : part.numbers;
};

/** The requirements status of the part: the one of its numbers that needs somebody most. Null when none is known. */
const requirementsStatusOf = (part: Part): string | null => {
  const words = tellingNumbers(part)
    .map((number) => number.requirementsStatus)
    .filter((word) => word !== '');
  const urgent = URGENCY.find((word) => words.includes(word));
  return urgent ?? words.find((word) => word !== 'approved') ?? words[0] ?? null;
};

/**
 * Which requirements were declined. Telnyx tells it for each requirement only in newer answers; without that,
 * an exception may be any requirement that is not approved: `certain` is false then.
 */
export const declinedRequirements = (part: Part): { ids: string[]; certain: boolean } => {
  if (!isPartOpen(part)) return { ids: [], certain: true };
  const declined = part.requirements.filter(({ status }) => status === 'declined');
  if (declined.length > 0) return { ids: declined.map(({ requirementId }) => requirementId), certain: true };
  if (requirementsStatusOf(part) !== 'requirement-info-exception') return { ids: [], certain: true };
  const suspects = part.requirements.filter(({ status }) => status !== 'approved');
  return { ids: suspects.map(({ requirementId }) => requirementId), certain: false };
};

/** What a form has to ask for: without an answer, declined, or possibly declined. Nothing once the part has ended. */
export const missingRequirementIds = (part: Part): string[] => {
  if (!isPartOpen(part)) return [];
  const declined = new Set(declinedRequirements(part).ids);
  return part.requirements
    .filter((requirement) => isAwaiting(requirement) || declined.has(requirement.requirementId))
    .map(({ requirementId }) => requirementId);
};

type Standing = Pick<PartState, 'kind' | 'words' | 'actor'>;

const ended = (status: string): Standing | null => {
  if (status === 'success') return { kind: 'active', words: 'active', actor: 'nobody' };
  if (status === 'failure') return { kind: 'failed', words: 'failed; reason: Telnyx gave none', actor: 'you' };
  if (status === 'cancelled') return { kind: 'cancelled', words: 'cancelled', actor: 'nobody' };
  if (status === 'deleted') return { kind: 'deleted', words: 'deleted from the account', actor: 'nobody' };
  return null;
};

/** Telnyx's word for numbers of which it says no more: it may hide answers that are missing. */
const UNTOLD = 'pending';

/** Before Telnyx names a status for the numbers, the requirements themselves say where the part stands. */
const statusFromRequirements = (part: Part): string => {
  if (part.requirements.some(isAwaiting)) return 'requirement-info-pending';
  if (part.requirements.some(({ status }) => status !== 'approved')) return 'requirement-info-under-review';
  return 'approved';
};

const declinedWords = ({ ids, certain }: { ids: string[]; certain: boolean }): string => {
  if (ids.length === 0) return 'declined';
  return certain ? `${ids.length} declined` : `1 or more of ${ids.length} declined`;
};

const pendingStanding = (part: Part, counts: { answered: number; total: number }): Standing => {
  const declined = declinedRequirements(part);
  const word = requirementsStatusOf(part);
  const isTelling = word !== null && (word !== UNTOLD || part.requirements.length === 0);
  const status = isTelling ? word : statusFromRequirements(part);
  if (declined.ids.length > 0 || status === 'requirement-info-exception')
    return { kind: 'declined', words: declinedWords(declined), actor: 'you' };
  if (status === 'requirement-info-pending')
    return { kind: 'answers-needed', words: `${counts.answered} of ${counts.total} answered`, actor: 'you' };
  if (status === 'requirement-info-under-review')
    return { kind: 'under-review', words: 'all answers are in; Number Ops reviews', actor: 'telnyx' };
  if (status === 'approved') return { kind: 'activating', words: 'approved, activating', actor: 'telnyx' };
  return { kind: 'other', words: status, actor: 'telnyx' };
};

const isMixed = ({ numbers: [first, ...others] }: Part): boolean =>
  others.some((each) => each.status !== first?.status || each.requirementsStatus !== first.requirementsStatus);

/** Where a part stands, in words, and who acts next. Says nothing about why it was cancelled: its record knows that. */
export const partState = (part: Part): PartState => {
  const total = part.requirements.length;
  const answered = total - part.requirements.filter(isAwaiting).length;
  const standing =
    ended(part.status) ??
    (part.status === 'pending'
      ? pendingStanding(part, { answered, total })
      : { kind: 'other' as const, words: part.status, actor: 'telnyx' as const });
  return { ...standing, answered, total, declined: declinedRequirements(part).ids.length, mixed: isMixed(part) };
};
