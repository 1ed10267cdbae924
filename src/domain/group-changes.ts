import type { Comment } from './order.ts';
import type { GroupReading } from './requirement-group.ts';

/** Something that happened to a requirement group and that its channel is owed. The words are the view's; never a value. */
export type GroupChange =
  | { kind: 'status-changed'; from: string; to: string }
  | { kind: 'comment-added'; commentId: string; author: string; authorType: string; body: string }
  | { kind: 'value-expires'; requirementIds: string[]; expiresAt: number; days: number }
  | { kind: 'created'; personId: string; requirementIds: string[] }
  | { kind: 'renamed'; personId: string; from: string | null; to: string }
  | { kind: 'submitted'; personId: string }
  | { kind: 'comment-sent'; personId: string; body: string }
  | { kind: 'filled'; personId: string; requirementIds: string[]; missingIds: string[] }
  | { kind: 'applied'; personId: string; reference: string }
  | { kind: 'deleted'; personId: string };

type DiffInput = {
  /** The last reading that was saved; null before the first one. */
  before: GroupReading | null;
  after: GroupReading;
  comments: readonly Comment[];
  /** Those sent from here included: comments by `user` that are not among them came from elsewhere and are told. */
  seenCommentIds: readonly string[];
};

/** What happened between two readings. The first one has no news: what it shows stands on the card. */
export const diffGroup = ({ before, after, comments, seenCommentIds }: DiffInput): GroupChange[] => {
  if (before === null) return [];
  const changed: GroupChange[] =
    before.status === after.status ? [] : [{ kind: 'status-changed', from: before.status, to: after.status }];
  const fresh = comments.filter(({ id }) => !seenCommentIds.includes(id));
  const said = fresh.map(
    ({ id, author, authorType, body }): GroupChange => ({
      kind: 'comment-added',
      commentId: id,
      author,
      authorType,
      body,
    }),
  );
  return [...changed, ...said];
};

/** What was just asked for from here is told as that person's act, not once more as news. */
export const withoutOwnNews = (news: readonly GroupChange[], acts: readonly GroupChange[]): GroupChange[] => {
  const isSubmitted = acts.some(({ kind }) => kind === 'submitted');
  return news.filter(
    (change) => !(isSubmitted && change.kind === 'status-changed' && change.to === 'pending-approval'),
  );
};

/** States in which no order can use it: somebody has to do something about it. */
const STUCK: readonly string[] = ['declined', 'expired', 'no-longer-eligible'];
const BROADCAST: readonly string[] = ['declined', 'expired'];
const LAST_DAY = 1;

/** By Number Ops, as far as is known. */
export const isReviewersComment = (change: GroupChange): change is Extract<GroupChange, { kind: 'comment-added' }> =>
  change.kind === 'comment-added' && change.authorType !== 'user';

const isMentioned = (change: GroupChange): boolean =>
  isReviewersComment(change) ||
  change.kind === 'value-expires' ||
  (change.kind === 'status-changed' && STUCK.includes(change.to));

const isBroadcast = (change: GroupChange): boolean =>
  (change.kind === 'value-expires' && change.days <= LAST_DAY) ||
  (change.kind === 'status-changed' && BROADCAST.includes(change.to));

/** Whether the message names the owner, and whether it is also sent to the channel. */
export const groupLoudness = (changes: readonly GroupChange[]): { mention: boolean; broadcast: boolean } => ({
  mention: changes.some(isMentioned),
  broadcast: changes.some(isBroadcast),
});
