import type { FormTarget } from '../../domain/requirement-form.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS, formTarget, type PartRef, partRef, VIEWS } from '../ids.ts';
import { actions, button, context, type ModalView, modal, section } from './blocks.ts';
import { channelInput, type FormState, readChannel, readText, textInput } from './form-inputs.ts';
import { partText } from './words.ts';

const FIELDS = { name: 'save-group:name', channel: 'save-group:channel' } as const;

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

export const groupMadeModal = (made: { groupId: string; answered: number; total: number }): ModalView => {
  const target: FormTarget = { kind: 'group', groupId: made.groupId };
  const isWhole = made.answered === made.total;
  return modal({
    title: 'Save as a group',
    blocks: [
      section(
        `*Saved: ${made.answered} of ${made.total} requirements have a value.* ${isWhole ? 'Orders can be placed with the group.' : 'The others can be filled in now, or later from `/numbers groups`.'}`,
      ),
      ...(isWhole
        ? []
        : actions([button({ text: 'Fill in', actionId: ACTIONS.requirementsOpen, value: formTarget.encode(target) })])),
      context('Its card is in the channel.'),
    ],
  });
};
