import { toDateText } from '../domain/calendar-date.ts';
import type { Comment } from '../domain/order.ts';
import { isPartOpen, type Part } from '../domain/order.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { type Acted, type ActedOn, type ActOnPart, createActOnPart } from './act-on-part.ts';
import { commentOnce } from './comment-once.ts';
import type { Converse, PartAct } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { isDefiniteRefusal } from './placing-failure.ts';

const DAY_MS = 86_400_000;

type Options = FollowOptions & { telnyx: Pick<Telnyx, 'comments' | 'subOrders'> };
type Talk = Options & { actOnPart: ActOnPart };

const refused = (message: string): AppError => new AppError('invalid_input', message, { details: { hint: message } });

/** Changes the comments of one part in the snapshot. */
const withComments = (partId: string, change: (comments: Comment[]) => Comment[]) => {
  const changePart = (part: Part): Part => (part.id === partId ? { ...part, comments: change(part.comments) } : part);
  return (order: TrackedOrder): TrackedOrder =>
    order.order === null ? order : { ...order, order: { ...order.order, parts: order.order.parts.map(changePart) } };
};

/** In the snapshot at once: the next reading must not tell our own comment as news. */
const withComment = (partId: string, comment: Comment) =>
  withComments(partId, (comments) => [...comments.filter(({ id }) => id !== comment.id), comment]);

/** Known already: this press was heard twice, and the thread was told the first time. */
const isTold = (part: Part, { id }: Comment): boolean => part.comments.some((comment) => comment.id === id);

const reply = async (talk: Talk, { body, personId, ...part }: PartAct & { body: string }) => {
  const text = body.trim();
  if (text === '') throw refused('Write what Number Ops should read.');
  const act = async ({ part: on }: ActedOn): Promise<Acted<boolean>> => {
    const comment = await commentOnce(talk, { subOrderId: on.id, body: text });
    if (isTold(on, comment)) return { result: false };
    const changes = [{ kind: 'comment-sent' as const, partId: on.id, personId, body: text }];
    return { result: true, changes, note: withComment(on.id, comment) };
  };
  return talk.actOnPart({ ...part, act });
};

/** As Number Ops reads it: nothing of it is granted until the deadline itself moves. */
const toRequestForTime = (reason: string, deadlineAt: number | null): string => {
  const until = deadlineAt === null ? '' : ` The deadline is ${toDateText(deadlineAt)}.`;
  return `Please give us more time for the requirements of this order.${until} Reason: ${reason}`;
};

const askForTime = async (talk: Talk, { reason, personId, ...on }: PartAct & { reason: string }) => {
  const text = reason.trim();
  if (text === '') throw refused('Write why more time is needed.');
  const act = async ({ part }: ActedOn): Promise<Acted<boolean>> => {
    const { id: partId, deadlineAt } = part;
    const body = toRequestForTime(text, deadlineAt);
    const comment = await commentOnce(talk, { subOrderId: partId, body });
    if (isTold(part, comment)) return { result: false };
    const changes = [{ kind: 'extension-asked' as const, partId, personId, reason: text, deadlineAt }];
    return { result: true, changes, note: withComment(partId, comment) };
  };
  return talk.actOnPart({ ...on, act });
};

/** After a lost answer: Telnyx says itself whether it heard of it. What cannot be read is not known. */
const isStillPending = async ({ telnyx }: Talk, partId: string): Promise<boolean> => {
  try {
    return isPartOpen(await telnyx.subOrders.get(partId));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return false;
  }
};

const cancelPart = async (talk: Talk, { personId, ...on }: PartAct) => {
  const { telnyx, orders, actOnPart } = talk;
  const nameCanceller = (order: TrackedOrder): TrackedOrder => ({
    ...order,
    cancelledBy: { ...order.cancelledBy, [on.partId]: personId },
  });
  const forgetCanceller = (order: TrackedOrder): TrackedOrder => {
    const { [on.partId]: _, ...cancelledBy } = order.cancelledBy;
    return { ...order, cancelledBy };
  };
  const act = async ({ part }: ActedOn): Promise<Acted<void>> => {
    if (!isPartOpen(part)) throw refused('This part is over already: there is nothing to cancel.');
    // Saved first: if the app dies after Telnyx cancelled, it is still known who did it.
    await orders.update(on.orderKey, nameCanceller);
    try {
      await telnyx.subOrders.cancel(part.id);
    } catch (error) {
      // Else what ends the part weeks later (a missed deadline) would be told as this person's wish.
      if (isDefiniteRefusal(error) || (await isStillPending(talk, part.id)))
        await orders.update(on.orderKey, forgetCanceller);
      throw error;
    }
    return { result: undefined, changes: [{ kind: 'cancel-asked', partId: part.id, personId }] };
  };
  await actOnPart({ ...on, act });
};

const markRead = async ({ telnyx, actOnPart }: Talk, { commentId, ...on }: PartAct & { commentId: string }) => {
  const act = async ({ part }: ActedOn): Promise<Acted<void>> => {
    const { readAt } = await telnyx.comments.markRead(commentId);
    const note = withComments(part.id, (comments) =>
      comments.map((comment) => (comment.id === commentId ? { ...comment, readAt } : comment)),
    );
    return { result: undefined, note };
  };
  await actOnPart({ ...on, act });
};

const remindTomorrow = ({ clock, actOnPart }: Talk, { personId, ...on }: PartAct): Promise<number> => {
  const act = async ({ part: { id: partId } }: ActedOn): Promise<Acted<number>> => {
    const remindAt = clock.now() + DAY_MS;
    const note = (order: TrackedOrder): TrackedOrder => {
      const known = order.reminders[partId] ?? { deadlineAt: null, sent: [] };
      return {
        ...order,
        reminders: { ...order.reminders, [partId]: { ...known, askedFor: { at: remindAt, personId } } },
      };
    };
    return { result: remindAt, changes: [{ kind: 'reminder-asked', partId, personId, remindAt }], note };
  };
  return actOnPart({ ...on, act });
};

const take = async ({ orders }: Talk, { orderKey, personId }: { orderKey: string; personId: string }) => {
  const taken = await orders.update(orderKey, (order) =>
    order.ownerId === null ? { ...order, ownerId: personId, cardIsStale: true } : null,
  );
  if (!taken) throw new AppError('not_found', `order ${orderKey} is not followed`);
  if (taken.ownerId !== personId) throw refused('Somebody else has taken this order already.');
};

/** What a person says to Number Ops or decides about a part; each act is told in the thread in their name. */
export const createConverse = (options: Options): Converse => {
  const follow = createFollowOrder(options);
  const talk: Talk = { ...options, actOnPart: createActOnPart({ ...options, follow }) };
  return {
    reply: (act) => reply(talk, act),
    askForTime: (act) => askForTime(talk, act),
    cancelPart: (act) => cancelPart(talk, act),
    markRead: (act) => markRead(talk, act),
    remindTomorrow: (act) => remindTomorrow(talk, act),
    take: async (act) => {
      await take(talk, act);
      await follow.deliverUpdates.deliver(act.orderKey);
    },
  };
};
