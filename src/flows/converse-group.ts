import { isKept, type TrackedGroup, withSeenComments } from '../domain/tracked-group.ts';
import { AppError, isAppError } from '../errors.ts';
import { actOnGroup, type GroupDesk, orNoGroup } from './act-on-group.ts';
import { commentOnce } from './comment-once.ts';
import type { GroupAct, GroupTalk } from './flows.ts';
import { readGroup } from './read-group.ts';

const keptIn = (record: TrackedGroup | null): string | null =>
  record !== null && isKept(record) ? record.channelId : null;

export const readTalk = async (desk: GroupDesk, groupId: string): Promise<GroupTalk> => {
  const [reading, record] = await Promise.all([orNoGroup(readGroup(desk, groupId)), desk.groups.get(groupId)]);
  return { ...reading, keptIn: keptIn(record) };
};

const hintAfterLoss = (channelId: string | null): string =>
  channelId === null
    ? 'Open this form again in a minute: it shows the last comment that Telnyx has.'
    : 'If Telnyx has it, the group’s thread says so within minutes; if nothing shows there, send it once more.';

const postAtTelnyx = async (desk: GroupDesk, { groupId, body }: { groupId: string; body: string }) => {
  const { groups, clock } = desk;
  try {
    return await orNoGroup(commentOnce(desk, { groupId, body }));
  } catch (cause) {
    if (!isAppError(cause, 'telnyx_unclear')) throw cause;
    // Read by the next tick: if it arrived, that tells it.
    const record = await groups.update(groupId, (known) => ({ ...known, nextCheckAt: clock.now() }));
    const hint = hintAfterLoss(keptIn(record));
    throw new AppError('telnyx_unclear', cause.message, { details: { ...cause.details, hint }, cause });
  }
};

/** Writes to Number Ops about a group, for a person and in their name. */
export const commentOnGroup = async (
  desk: GroupDesk,
  { groupId, personId, body }: GroupAct & { body: string },
): Promise<{ keptIn: string | null; isNew: boolean }> => {
  const text = body.trim();
  const hint = 'Write what Number Ops should read.';
  if (text === '') throw new AppError('invalid_input', hint, { details: { hint } });
  const channelId = keptIn(await desk.groups.get(groupId));
  const done = { isSent: false, isNew: true };
  try {
    await actOnGroup(desk, {
      groupId,
      act: async () => {
        const comment = await postAtTelnyx(desk, { groupId, body: text });
        done.isSent = true;
        const isTold = (await desk.groups.get(groupId))?.seenCommentIds.includes(comment.id) ?? false;
        done.isNew = !isTold;
        return { id: comment.id, isTold };
      },
      changes: ({ isTold }) => (isTold ? [] : [{ kind: 'comment-sent', personId, body: text }]),
      note: (record, { id }) => withSeenComments(record, [id]),
    });
  } catch (error) {
    // Number Ops has it: told as a failure it would be sent twice. The next check tells it as any comment of the account.
    if (!done.isSent) throw error;
    desk.log.error({ groupId, err: error }, 'a comment was sent, and could not be noted');
  }
  return { keptIn: channelId, isNew: done.isNew };
};
