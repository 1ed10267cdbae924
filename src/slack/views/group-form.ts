import { parseCountry } from '../../domain/country.ts';
import { NUMBER_TYPES, numberTypeWords } from '../../domain/phone-number.ts';
import { type PlaceRef, VIEWS } from '../ids.ts';
import { type GroupFormContext, groupFormContext } from '../ids-of-groups.ts';
import { context, type KnownBlock, type ModalView, modal, option, section } from './blocks.ts';
import {
  channelInput,
  type FormState,
  readChannel,
  readOption,
  readText,
  selectInput,
  textInput,
} from './form-inputs.ts';
import { dateText, numbersText, placeText } from './words.ts';

/** Block ids of the form for a new group. */
export const GROUP_FIELDS = {
  country: 'group:country',
  type: 'group:type',
  reference: 'group:reference',
  channel: 'group:channel',
} as const;

type Hold = { held: string[]; refused: string[]; until: number | null };

/** While a group is filled in, somebody else could buy the numbers: what is safe until when, and what is not. */
export const holdText = ({ held, refused, until }: Hold): string => {
  const end = until === null ? 'for 30 minutes' : `until ${dateText(until)}`;
  const kept = held.length === 0 ? '' : `*Held for you ${end}:* ${numbersText(held, 10)}.`;
  const them = refused.length === 1 ? 'it' : 'them';
  const open =
    refused.length === 0
      ? ''
      : `*Not held now:* ${numbersText(refused, 10)}. Unless you hold ${them} already, somebody else may buy ${them} meanwhile.`;
  return [kept, open].filter(Boolean).join('\n');
};

const placeInputs = (place: Partial<PlaceRef>): KnownBlock[] => [
  textInput({
    blockId: GROUP_FIELDS.country,
    label: 'Country',
    hint: 'Its name or two letters.',
    initial: place.country ?? null,
    placeholder: 'Switzerland, or CH',
    maxLength: 60,
  }),
  selectInput({
    blockId: GROUP_FIELDS.type,
    label: 'Type of numbers',
    options: NUMBER_TYPES.map((type) => option(numberTypeWords(type), type)),
    initial: place.numberType ?? 'local',
  }),
];

const forOrderBlocks = (place: PlaceRef, hold: Hold | null): KnownBlock[] => {
  const held = hold === null ? '' : holdText(hold);
  return [
    section(`*For ${placeText(place)} numbers.* Your order waits behind this form, with all that you chose in it.`),
    ...(held === '' ? [] : [section(held)]),
  ];
};

export type GroupForm = {
  context: GroupFormContext;
  channelId: string | null;
  /** What the fields begin with, where the place is not fixed. */
  initial?: Partial<PlaceRef>;
  hold?: Hold | null;
};

/** A new requirement group: for which numbers, under which name, kept where. Its values are asked for afterwards. */
export const groupFormModal = ({ context: form, channelId, initial = {}, hold = null }: GroupForm): ModalView =>
  modal({
    title: 'New requirement group',
    submit: 'Create',
    close: form.forOrder ? 'Back' : 'Cancel',
    callbackId: VIEWS.groupCreateSubmit,
    metadata: groupFormContext.encode(form),
    blocks: [
      ...(form.place === null ? placeInputs(initial) : forOrderBlocks(form.place, hold)),
      textInput({
        blockId: GROUP_FIELDS.reference,
        label: 'Name',
        hint: 'Whose papers these are: it is how the group is told from others, here and at Telnyx.',
        placeholder: 'Acme, Zurich office',
        maxLength: 200,
      }),
      channelInput({
        blockId: GROUP_FIELDS.channel,
        label: 'Channel that hears of it',
        hint: 'Decisions, comments of Number Ops and values that expire. numberdesk must be in it.',
        channelId,
      }),
      context('Nothing is bought. What the group asks for comes next; it need not be filled in at once.'),
    ],
  });

export type GroupFormAnswers =
  | { kind: 'group'; country: string; numberType: string; reference: string; channelId: string }
  | { kind: 'problems'; problems: Record<string, string> };

const readPlace = (state: FormState): PlaceRef | null => {
  const country = parseCountry(readText(state, GROUP_FIELDS.country));
  return country === null ? null : { country, numberType: readOption(state, GROUP_FIELDS.type) ?? 'local' };
};

/** Problems are keyed by `block_id`. */
export const readGroupForm = (state: FormState, metadata: string): GroupFormAnswers => {
  const place = groupFormContext.decode(metadata).place ?? readPlace(state);
  const reference = readText(state, GROUP_FIELDS.reference);
  const channelId = readChannel(state, GROUP_FIELDS.channel);
  const problems: Record<string, string> = {};
  if (place === null)
    problems[GROUP_FIELDS.country] = 'No such country. Use its English name or two letters: Switzerland, or CH.';
  if (reference === '') problems[GROUP_FIELDS.reference] = 'Write whose papers these are.';
  if (channelId === null) problems[GROUP_FIELDS.channel] = 'Choose the channel that hears of the group.';
  if (place === null || channelId === null || reference === '') return { kind: 'problems', problems };
  return { kind: 'group', ...place, reference, channelId };
};
