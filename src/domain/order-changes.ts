import {
  declinedRequirements,
  findPart,
  isNumberActive,
  isPartOpen,
  missingRequirementIds,
  type Order,
  type Part,
  partState,
} from './order.ts';

/** Something that happened to an order and that its thread is owed. Parts are named by id; the words are the view's. */
export type OrderChange =
  /** After a time of not knowing: Telnyx has no such order, or a person said so; or only a person can find out. */
  | { kind: 'not-placed'; personId?: string }
  | { kind: 'not-found' }
  /** An order that was made elsewhere is followed from here on. */
  | { kind: 'watched'; personId: string }
  | { kind: 'paperwork-needed'; partId: string; requirementIds: string[]; deadlineAt: number | null }
  | { kind: 'part-activated'; partId: string; phoneNumbers: string[] }
  | { kind: 'order-complete' }
  | {
      kind: 'requirements-declined';
      partId: string;
      requirementIds: string[];
      certain: boolean;
      deadlineAt: number | null;
    }
  | { kind: 'comment-added'; partId: string; commentId: string; author: string; authorType: string; body: string }
  | { kind: 'deadline-set'; partId: string; deadlineAt: number }
  | { kind: 'deadline-erased'; partId: string }
  | { kind: 'deadline-moved'; partId: string; from: number; to: number }
  | { kind: 'deadline-near'; partId: string; deadlineAt: number; hours: number; requirementIds: string[] }
  | { kind: 'deadline-passed'; partId: string; deadlineAt: number; requirementIds: string[] }
  | { kind: 'part-cancelled'; partId: string; cause: 'deadline' | 'person' | 'telnyx'; personId: string | null }
  | { kind: 'part-failed'; partId: string; reason: string | null }
  | { kind: 'part-deleted'; partId: string }
  | { kind: 'answers-sent'; partId: string; personId: string; requirementIds: string[]; missingIds: string[] }
  | { kind: 'link-made'; partId: string; personId: string; requirementId: string }
  | { kind: 'link-waiting'; partId: string; personId: string; requirementIds: string[]; madeAt: number }
  | { kind: 'group-applied'; partId: string; personId: string; groupName: string }
  | { kind: 'comment-sent'; partId: string; personId: string; body: string }
  | { kind: 'extension-asked'; partId: string; personId: string; reason: string; deadlineAt: number | null }
  | { kind: 'cancel-asked'; partId: string; personId: string }
  | { kind: 'reminder-asked'; partId: string; personId: string; remindAt: number }
  | { kind: 'remind-again'; partId: string; personId: string; requirementIds: string[]; deadlineAt: number | null };

export type DiffInput = {
  /** The last reading that was saved; null before the first one. */
  before: Order | null;
  after: Order;
  /** Parts whose cancellation a person asked for here: part id to person. */
  cancelledBy: Record<string, string>;
  now: number;
  /** Ids of our own comments. Given: comments by `user` that are not among them came from elsewhere and are reported. */
  sentCommentIds?: readonly string[];
};

type PartDiff = Omit<DiffInput, 'before' | 'after'> & { before: Part | null; after: Part };

const unite = <Item extends { id: string }>(before: Item[], after: Item[]): Item[] => {
  const fresh = new Map(after.map((item) => [item.id, item]));
  const known = new Set(before.map(({ id }) => id));
  return [...before.map((item) => fresh.get(item.id) ?? item), ...after.filter(({ id }) => !known.has(id))];
};

const mergePart = (before: Part, after: Part): Part => ({
  ...after,
  // No deadline is read of what has ended: it keeps the one that it missed, which says why it was cancelled.
  deadlineAt: isPartOpen(before) || isPartOpen(after) ? after.deadlineAt : (after.deadlineAt ?? before.deadlineAt),
  numbers: unite(before.numbers, after.numbers),
  comments: unite(before.comments, after.comments),
});

/**
 * The new reading, with what it leaves out kept from the one before: an answer that is cut short must never read as
 * numbers cancelled or deleted.
 */
export const mergeOrder = (before: Order, after: Order): Order => {
  const earlier = new Map(before.parts.map((part) => [part.id, part]));
  const merged = after.parts.map((part) => {
    const known = earlier.get(part.id);
    return known ? mergePart(known, part) : part;
  });
  return { ...after, parts: unite(before.parts, merged) };
};

const activation = ({ before, after }: PartDiff): OrderChange[] => {
  if (after.status === 'deleted') return [];
  const earlier = new Map(before?.numbers.map((number) => [number.id, number]));
  const wasOn = before?.status === 'success';
  const phoneNumbers = after.numbers
    .filter((number) => {
      const known = earlier.get(number.id);
      // Numbers that show up in a part that was on already were on too: only their reading is late.
      return isNumberActive(after, number) && !(known && before ? isNumberActive(before, known) : wasOn);
    })
    .map(({ phoneNumber }) => phoneNumber);
  const turnedOn = after.status === 'success' && !wasOn && after.numbers.length === 0;
  return phoneNumbers.length > 0 || turnedOn ? [{ kind: 'part-activated', partId: after.id, phoneNumbers }] : [];
};

const cancellation = ({ before, after, cancelledBy, now }: PartDiff): OrderChange => {
  const personId = Object.hasOwn(cancelledBy, after.id) ? (cancelledBy[after.id] ?? null) : null;
  if (personId !== null) return { kind: 'part-cancelled', partId: after.id, cause: 'person', personId };
  const deadlineAt = (before ?? after).deadlineAt;
  const cause = deadlineAt !== null && deadlineAt <= now ? 'deadline' : 'telnyx';
  return { kind: 'part-cancelled', partId: after.id, cause, personId: null };
};

const ending = (diff: PartDiff): OrderChange[] => {
  const { before, after } = diff;
  if (before?.status === after.status) return [];
  if (after.status === 'cancelled') return [cancellation(diff)];
  // Telnyx has no field for a reason; when it says why, it is in a comment, which is reported as such.
  if (after.status === 'failure') return [{ kind: 'part-failed', partId: after.id, reason: null }];
  if (after.status === 'deleted') return [{ kind: 'part-deleted', partId: after.id }];
  return [];
};

/**
 * Where Telnyx names the declined requirements, each newly named one is a decline. Where it does not, only turning
 * into an exception is: what stays one may be lagging behind a new submission.
 */
const decline = ({ before, after }: PartDiff): OrderChange[] => {
  const wasDeclined = before !== null && partState(before).kind === 'declined';
  const { ids, certain } = declinedRequirements(after);
  if (partState(after).kind !== 'declined' || (wasDeclined && !certain)) return [];
  const statuses = new Map(before?.requirements.map(({ requirementId, status }) => [requirementId, status]));
  const wasTold = (id: string): boolean =>
    statuses.get(id) === 'declined' || (wasDeclined && statuses.get(id) === null);
  const requirementIds = wasDeclined ? ids.filter((id) => !wasTold(id)) : ids;
  if (wasDeclined && requirementIds.length === 0) return [];
  return [{ kind: 'requirements-declined', partId: after.id, requirementIds, certain, deadlineAt: after.deadlineAt }];
};

/** Once when answers are first asked for, and again when a part that needed none asks for some. */
const paperwork = ({ before, after }: PartDiff): OrderChange[] => {
  if (partState(after).kind !== 'answers-needed') return [];
  const earlier = before && partState(before).kind;
  if (earlier === 'answers-needed' || earlier === 'declined') return [];
  const requirementIds = missingRequirementIds(after);
  return [{ kind: 'paperwork-needed', partId: after.id, requirementIds, deadlineAt: after.deadlineAt }];
};

/** A decline and the call for paperwork carry the deadline themselves: this is asked only when there is neither. */
const deadlineChange = ({ before, after }: PartDiff): OrderChange[] => {
  if (!before || !isPartOpen(after) || before.deadlineAt === after.deadlineAt) return [];
  const [from, to, partId] = [before.deadlineAt, after.deadlineAt, after.id];
  if (to === null) return [{ kind: 'deadline-erased', partId }];
  if (from === null) return [{ kind: 'deadline-set', partId, deadlineAt: to }];
  return [{ kind: 'deadline-moved', partId, from, to }];
};

const newComments = ({ before, after, sentCommentIds }: PartDiff): OrderChange[] => {
  const known = new Set(before?.comments.map(({ id }) => id));
  const isFromElsewhere = (id: string): boolean =>
    before !== null && sentCommentIds !== undefined && !sentCommentIds.includes(id);
  return after.comments
    .filter(({ id, authorType }) => !known.has(id) && (authorType !== 'user' || isFromElsewhere(id)))
    .map(({ id, author, authorType, body }) => ({
      kind: 'comment-added',
      partId: after.id,
      commentId: id,
      author,
      authorType,
      body,
    }));
};

const diffPart = (diff: PartDiff): OrderChange[] => {
  const asks = [...decline(diff), ...paperwork(diff)];
  const deadline = asks.length > 0 ? [] : deadlineChange(diff);
  return [...ending(diff), ...asks, ...newComments(diff), ...deadline, ...activation(diff)];
};

const isComplete = (order: Order): boolean =>
  order.parts.length > 0 && !order.parts.some(isPartOpen) && order.parts.some((part) => part.status === 'success');

/**
 * What happened between two readings, for the order's thread. Pure: the same two readings always yield the same, and
 * a reading compared with itself yields nothing. A part or number that is absent from `after` yields nothing.
 */
export const diffOrder = ({ before, after, ...given }: DiffInput): OrderChange[] => {
  const merged = before ? mergeOrder(before, after) : after;
  const changes = merged.parts.flatMap((part) =>
    diffPart({ ...given, before: (before && findPart(before, part.id)) ?? null, after: part }),
  );
  const completed = isComplete(merged) && !(before && isComplete(before));
  return completed ? [...changes, { kind: 'order-complete' }] : changes;
};

const MENTIONED: ReadonlySet<OrderChange['kind']> = new Set([
  'not-placed',
  'not-found',
  'requirements-declined',
  'deadline-near',
  'deadline-passed',
  'remind-again',
  'link-waiting',
  'part-cancelled',
  'part-failed',
]);

/** From here on a reminder is for the whole channel, not only for who reads the thread. */
const BROADCAST_HOURS = 24;

const isMentioned = (change: OrderChange): boolean =>
  change.kind === 'comment-added' ? change.authorType === 'admin' : MENTIONED.has(change.kind);

const isBroadcast = (change: OrderChange): boolean => {
  if (change.kind === 'deadline-near') return change.hours <= BROADCAST_HOURS;
  return change.kind === 'deadline-passed' || change.kind === 'part-cancelled' || change.kind === 'part-failed';
};

/** Whether the message names the owner, and whether it is also sent to the channel. */
export const loudness = (changes: readonly OrderChange[]): { mention: boolean; broadcast: boolean } => ({
  mention: changes.some(isMentioned),
  broadcast: changes.some(isBroadcast),
});
