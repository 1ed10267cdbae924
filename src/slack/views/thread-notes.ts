import type { Moved } from '../../domain/thread.ts';
import { context, type KnownBlock } from './blocks.ts';

const channelText = (channelId: string): string =>
  /^[CG][A-Z0-9]+$/.test(channelId) ? `<#${channelId}>` : 'a direct message';

const WHY: Record<Moved['why'], string> = {
  archived: 'that channel was archived',
  removed: 'numberdesk was removed from that channel',
  gone: 'that channel is gone, or numberdesk was removed from it',
  closed: 'numberdesk may not post there any more',
  deleted: 'the earlier card was deleted',
  locked: 'nothing can be added to the earlier card any more',
};

/** On a card that is not the first of its thread: where the earlier one was, and why it goes on here. */
export const movedNote = (moved: Moved | null): KnownBlock[] => {
  if (moved === null) return [];
  const { fromChannelId, why } = moved;
  return [
    context(
      why === 'deleted' || why === 'locked'
        ? `This card takes the place of an earlier one: ${WHY[why]}. What was said before stands under that one.`
        : `Moved here from ${channelText(fromChannelId)}: ${WHY[why]}. What was said before stands there.`,
    ),
  ];
};

/** numberdesk was stopped, or Slack did not answer, in the middle of a post, and it may not look whether it is there. */
export const mayRepeatNote = (mayRepeat: boolean): KnownBlock[] =>
  mayRepeat ? [context('numberdesk was interrupted while it posted this, so it may repeat an earlier message.')] : [];
