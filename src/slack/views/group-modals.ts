import type { ListedGroup, PartChoice } from '../../domain/group-parts.ts';
import type { GroupReading } from '../../domain/requirement-group.ts';
import { partRef, VIEWS } from '../ids.ts';
import { groupRef } from '../ids-of-groups.ts';
import {
  context,
  describedOption,
  type KnownBlock,
  LIMITS,
  type ModalView,
  modal,
  type Option,
  section,
} from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { type FormState, multiSelectInput, readOptions, readText, textInput } from './form-inputs.ts';
import { choiceText, fulfilmentText, groupStateText, groupTitle } from './group-words.ts';
import { problemOf } from './problem.ts';
import { counted, placeText } from './words.ts';

const FIELDS = { name: 'group:name', parts: 'group:parts' } as const;

export const renameGroupModal = (group: GroupReading): ModalView =>
  modal({
    title: 'Rename the group',
    submit: 'Rename',
    close: 'Cancel',
    callbackId: VIEWS.groupRenameSubmit,
    metadata: groupRef.encode({ groupId: group.id }),
    blocks: [
      section(`*${groupTitle(group)}*, ${placeText(group)}`),
      textInput({
        blockId: FIELDS.name,
        label: 'Name',
        hint: 'Here and at Telnyx. Telnyx may ask for approval again after a change.',
        initial: group.reference,
        maxLength: 200,
      }),
    ],
  });

export const readRenameForm = (state: FormState, metadata: string): { groupId: string; reference: string } => ({
  ...groupRef.decode(metadata),
  reference: readText(state, FIELDS.name),
});

const MAX_LISTED = 20;

const choiceLines = (choices: PartChoice[]): KnownBlock[] => {
  const left = choices.length - MAX_LISTED;
  const lines = choices.slice(0, MAX_LISTED).map((choice) => `• ${choiceText(choice)}`);
  return packLines([...lines, ...(left > 0 ? [`and ${left} more`] : [])]).map((text) => section(text));
};

/** The confirmation: what is gone, and which open orders have its values. */
export const deleteGroupModal = ({ group, openParts }: ListedGroup): ModalView =>
  modal({
    title: 'Delete this group?',
    submit: 'Delete it',
    close: 'Keep it',
    callbackId: VIEWS.groupDeleteSubmit,
    metadata: groupRef.encode({ groupId: group.id }),
    blocks: [
      section(
        `*${groupTitle(group)}*, ${placeText(group)}, ${fulfilmentText(group)}, will be deleted from the Telnyx account, with all of its values. There is no way back.`,
      ),
      ...(openParts.length === 0
        ? [section('No open order that is followed here has its values.')]
        : [
            section(
              `*${counted(openParts.length, 'open part')} ${openParts.length === 1 ? 'has' : 'have'} its values.* They keep them, but what is declined later has to be answered in their own form:`,
            ),
            ...choiceLines(openParts),
          ]),
    ],
  });

const partOption = (choice: PartChoice, groupId: string): Option =>
  describedOption({
    text: `${choice.name}, ${choice.numberCount}: ${choice.reference}`,
    value: partRef.encode(choice),
    description: choice.groupId === groupId ? `has its values already · ${choice.words}` : choice.words,
  });

/** Which parts get the group's values. Never preselected: another customer's papers must not slip in. */
export const applyGroupModal = ({ group, parts }: { group: GroupReading; parts: PartChoice[] }): ModalView => {
  const options = parts
    .map((part) => partOption(part, group.id))
    .filter(({ value }) => (value ?? '').length <= LIMITS.optionText);
  const left = parts.length - Math.min(options.length, LIMITS.options);
  return modal({
    title: 'Apply the group',
    submit: 'Apply',
    close: 'Cancel',
    callbackId: VIEWS.groupApplySubmit,
    metadata: groupRef.encode({ groupId: group.id }),
    blocks: [
      section(`*${groupTitle(group)}*, ${placeText(group)}, ${fulfilmentText(group)}. ${groupStateText(group)}`),
      multiSelectInput({
        blockId: FIELDS.parts,
        label: 'Into which open parts?',
        hint: `Its values are copied into them, over what they have; what is approved stays.${left > 0 ? ` ${left} more are not listed: apply it to these first.` : ''}`,
        options,
      }),
      context('Telnyx copies once: after a change of the group, apply it again.'),
    ],
  });
};

export const readApplyForm = (state: FormState, metadata: string) => ({
  ...groupRef.decode(metadata),
  parts: readOptions(state, FIELDS.parts).map((value) => partRef.decode(value)),
});

type Applied = { group: GroupReading; applied: PartChoice[]; failed: { choice: PartChoice; error: unknown }[] };

/** What became of each part. */
export const appliedModal = ({ group, applied, failed }: Applied): ModalView =>
  modal({
    title: failed.length === 0 ? 'Applied' : 'Applied in part',
    blocks: [
      ...(applied.length === 0
        ? [section(`*The values of ${groupTitle(group)} went into no part.*`)]
        : [
            section(
              `*The values of ${groupTitle(group)} are in ${counted(applied.length, 'part')}.* Their threads say so:`,
            ),
            ...choiceLines(applied),
          ]),
      ...failed
        .slice(0, MAX_LISTED)
        .map(({ choice, error }) => section(`*Not in ${choiceText(choice)}:* ${problemOf(error).text}`)),
      ...(failed.length > MAX_LISTED ? [context(`and ${failed.length - MAX_LISTED} more that were refused`)] : []),
    ],
  });
