import { findPart } from '../../domain/order.ts';
import type { FormTarget } from '../../domain/requirement-form.ts';
import { answersForOnePart } from '../../domain/shared-answers.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS, formTarget, type PartRef, partRef, VIEWS } from '../ids.ts';
import { actions, button, context, type KnownBlock, type ModalView, modal, section } from './blocks.ts';
import { channelInput, type FormState, readChannel, readText, textInput } from './form-inputs.ts';
import { reasonOf } from './problem.ts';
import { partText, requirementsText } from './words.ts';

/** What came of it; `failure`: why the answers are not in the group, though it was made. */
type SavedAsGroup = { groupId: string; answered: number; total: number; failure: unknown };

const FIELDS = { name: 'save-group:name', channel: 'save-group:channel' } as const;

/** Who orders with the group later learns here what they will be asked all the same. */
const leftOutBlocks = ({ order, requirementTypes }: TrackedOrder, partId: string): KnownBlock[] => {
  const part = order && findPart(order, partId);
  const leftOut = part ? answersForOnePart(part, requirementTypes) : [];
  if (leftOut.length === 0) return [];
  return [
    context(`Not saved, since such an answer fits these numbers only: ${requirementsText(requirementTypes, leftOut)}.`),
  ];
};

/** Pushed over what was just sent: a name for the answers, so that the next order need not ask for them. */
export const saveAsGroupModal = ({ order, part }: { order: TrackedOrder; part: PartRef }): ModalView =>
  modal({
    title: 'Save as a group',
    submit: 'Save the answers',
    close: 'Not now',
    callbackId: VIEWS.groupSaveSubmit,
    metadata: partRef.encode(part),
    blocks: [
      section(
        `The answers that Telnyx has for the ${partText(order, part.partId)} become a requirement group: an order for such numbers can use them without asking again.`,
      ),
      ...leftOutBlocks(order, part.partId),
      textInput({
        blockId: FIELDS.name,
        label: 'Name of the group',
        hint: 'The customer’s name, so that nobody takes it for another one.',
        maxLength: 200,
      }),
      channelInput({
        blockId: FIELDS.channel,
        label: 'Channel that hears of it',
        hint: 'What Number Ops decides about it, and when a value expires. numberdesk must be in it.',
        channelId: order.channelId,
      }),
    ],
  });

export const readSaveAsGroupForm = (state: FormState): { reference: string; channelId: string | null } => ({
  reference: readText(state, FIELDS.name),
  channelId: readChannel(state, FIELDS.channel),
});

const fillButton = (groupId: string): KnownBlock[] => {
  const target: FormTarget = { kind: 'group', groupId };
  return actions([button({ text: 'Fill in', actionId: ACTIONS.requirementsOpen, value: formTarget.encode(target) })]);
};

const madeText = ({ answered, total, failure }: SavedAsGroup): string => {
  if (failure !== null)
    return `*The group was made, but the answers could not be put into it:* ${reasonOf(failure)} They can be filled in now, or later from \`/numbers groups\`.`;
  const isWhole = answered === total;
  return `*Saved: ${answered} of ${total} requirements have a value.* ${isWhole ? 'Orders can be placed with the group.' : 'The others can be filled in now, or later from `/numbers groups`.'}`;
};

export const groupMadeModal = (made: SavedAsGroup): ModalView =>
  modal({
    title: 'Save as a group',
    blocks: [
      section(madeText(made)),
      ...(made.answered === made.total ? [] : fillButton(made.groupId)),
      context('Its card is in the channel.'),
    ],
  });

/** Made, and its form could not be shown: making it once more would be a second group. */
export const groupUnopenedModal = (groupId: string): ModalView =>
  modal({
    title: 'Requirement group',
    blocks: [
      section(
        '*The group is made; its form could not be opened now.* Try again here, or later from `/numbers groups`.',
      ),
      ...fillButton(groupId),
    ],
  });
