import type { Comment } from '../../domain/order.ts';
import type { GroupReading } from '../../domain/requirement-group.ts';
import { VIEWS } from '../ids.ts';
import { type GroupRef, groupRef } from '../ids-of-groups.ts';
import { context, type KnownBlock, type ModalView, modal, section } from './blocks.ts';
import { channelInput, type FormState, readChannel, readText } from './form-inputs.ts';
import { groupTitle } from './group-words.ts';
import { noticeModal } from './notice-modal.ts';
import { COMMENT_TITLE, commentInputs, lastCommentBlocks, TALK_FIELDS } from './talk-modals.ts';
import { placeText } from './words.ts';

const CHANNEL = 'talk:channel';

/** Where nobody keeps the group, nobody would hear the answer. None is chosen for them: keeping it is an act of its own. */
const keepInput = (): KnownBlock =>
  channelInput({
    blockId: CHANNEL,
    label: 'Channel that hears the answer',
    hint: 'The group is kept in none yet. Its card and its news will stand in this one; numberdesk must be in it.',
    optional: true,
  });

type GroupCommentForm = {
  group: GroupReading;
  comments: readonly Comment[];
  keptIn: string | null;
  /** An editable preview. */
  body: string | null;
};

/** A comment to Number Ops about a requirement group. */
export const groupCommentModal = ({ group, comments, keptIn, body }: GroupCommentForm): ModalView =>
  modal({
    title: COMMENT_TITLE,
    submit: 'Send',
    close: 'Cancel',
    callbackId: VIEWS.groupCommentSubmit,
    metadata: groupRef.encode({ groupId: group.id }),
    blocks: [
      section(`*${groupTitle(group)}*, requirement group for ${placeText(group)}`),
      ...lastCommentBlocks(comments),
      ...commentInputs({
        body,
        told:
          keptIn === null
            ? 'The thread of the group says what you sent, where it has one.'
            : 'The group’s thread will say what you sent.',
      }),
      keptIn === null ? keepInput() : context(`The group is kept in <#${keptIn}>.`),
    ],
  });

/** `channelId` is where the group is to be kept from now on; null: as it is. */
export const readGroupCommentForm = (
  state: FormState,
  metadata: string,
): GroupRef & { body: string; channelId: string | null } => ({
  ...groupRef.decode(metadata),
  body: readText(state, TALK_FIELDS.body),
  channelId: readChannel(state, CHANNEL),
});

/** It is with Number Ops; where their answer will be read. */
export const groupCommentSentModal = (keptIn: string | null): ModalView =>
  noticeModal({
    title: 'Sent',
    text:
      keptIn === null
        ? 'Your comment is with Number Ops. *Nobody keeps this group in a channel, so their answer is told nowhere in Slack:* press *Keep in this channel* in `/numbers groups` to hear it, or look in the Telnyx portal.'
        : `Your comment is with Number Ops. Their answer will be posted in the group’s thread in <#${keptIn}>.`,
  });
