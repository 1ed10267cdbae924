import type { Comment } from '../domain/order.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';

/** A press that arrives twice, or one more try after an answer that was lost, comes within minutes. */
const SAME_FOR_MS = 10 * 60_000;

type Source = { telnyx: Pick<Telnyx, 'comments'>; clock: { now(): number } };
type Written = Parameters<Telnyx['comments']['create']>[0];

/**
 * Writes to Number Ops, unless the account wrote the very same in the last ten minutes: that comment is answered then.
 * Telnyx has no key against repetition, so it is read first. To be called under the lock of the order or group.
 */
export const commentOnce = async ({ telnyx, clock }: Source, written: Written): Promise<Comment> => {
  const { comments } = telnyx;
  const known = 'groupId' in written ? comments.listOfGroup(written.groupId) : comments.list(written.subOrderId);
  const since = clock.now() - SAME_FOR_MS;
  const isSame = ({ authorType, body, createdAt }: Comment): boolean =>
    authorType === 'user' && body === written.body && createdAt >= since;
  return (await known).find(isSame) ?? comments.create(written);
};
