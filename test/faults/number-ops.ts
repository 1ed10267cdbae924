import { HOUR_MS } from '../support/world-time.ts';
import type { Stage } from './people.ts';
import type { Step } from './plan.ts';

/** Number Ops decides on a part that is pending; when there is none, or nothing to decide, nothing happens. */
export const decide = (
  { world, diary }: Stage,
  { what, at }: Pick<Extract<Step, { do: 'decide' }>, 'what' | 'at'>,
): string | null => {
  const { desk } = world.telnyx;
  const pending = desk.pending();
  const part = pending[at % Math.max(1, pending.length)];
  if (part === undefined) return null;
  const { partId, requirements } = part;
  const comment = (): string => {
    const body = `Remark ${diary.comments.length + 1} of Number Ops`;
    diary.comments.push({ partId, body });
    return body;
  };
  const answered = requirements.filter(({ value }) => value !== null).map(({ requirementId }) => requirementId);
  if (what === 'comment') desk.comment({ partId, body: comment() });
  if (what === 'approve') desk.approveAll(partId);
  if (what === 'decline' && answered.length > 0)
    desk.decline({ partId, requirementIds: answered.slice(0, 1), comment: comment() });
  if (what === 'move-deadline')
    desk.moveDeadline({ partId, deadlineAt: world.clock.now() + (1 + (at % 90)) * HOUR_MS });
  if (what === 'fail') desk.fail({ partId });
  if (what === 'cancel') desk.cancelPart({ partId });
  return part.orderId;
};

/** Number Ops writes about a requirement group that is kept in a channel, if there is one. */
export const commentOnGroup = ({ world, diary }: Stage, { at }: { at: number }): void => {
  const { desk, groups } = { desk: world.telnyx.desk, groups: world.promises.keptGroups() };
  const groupId = groups[at % Math.max(1, groups.length)];
  if (groupId === undefined) return;
  const body = `Remark ${diary.groupComments.length + 1} about this group`;
  diary.groupComments.push({ groupId, body });
  desk.comment({ groupId, body });
};
