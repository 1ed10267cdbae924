import type { types } from '@slack/bolt';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import { ACTIONS, type OptionsId } from '../ids.ts';
import type { KnownBlock, Option } from './blocks.ts';
import { LIMITS, option, plain, plainLine } from './blocks.ts';

/** The element of every form field carries this id: fields are told apart by their `block_id`. */
export const FIELD_ACTION = ACTIONS.fieldValue;

/** What Slack sends back of one element; a part of Bolt's `ViewStateValue`. */
export type FieldState = {
  value?: string | null;
  selected_date?: string | null;
  selected_option?: { value: string; text?: { text: string } } | null;
  selected_options?: { value: string }[];
  selected_conversation?: string | null;
  files?: { id: string; name?: string }[];
};
export type FormState = { values: Record<string, Record<string, FieldState>> };

export type FieldOptions = {
  blockId: string;
  label: string;
  hint?: string | null;
  optional?: boolean;
  /** The app hears of each change, to keep what is half filled: a closed form brings nothing. */
  dispatch?: boolean;
};

const input = (field: FieldOptions, element: types.InputBlock['element']): KnownBlock => ({
  type: 'input',
  block_id: field.blockId,
  label: plain(field.label, LIMITS.label),
  ...(field.hint ? { hint: plain(field.hint, LIMITS.hint) } : {}),
  ...(field.optional ? { optional: true } : {}),
  ...(field.dispatch ? { dispatch_action: true } : {}),
  element,
});

export type TextOptions = FieldOptions & {
  initial?: string | null;
  multiline?: boolean;
  minLength?: number | null;
  maxLength?: number | null;
  placeholder?: string;
};

/** Lengths that Slack would refuse are left out; the answer is checked again when it comes. */
export const textInput = (field: TextOptions): KnownBlock => {
  const max = Math.min(Math.max(1, Math.trunc(field.maxLength ?? LIMITS.inputText)), LIMITS.inputText);
  const min = Math.trunc(field.minLength ?? 0);
  return input(field, {
    type: 'plain_text_input',
    action_id: FIELD_ACTION,
    max_length: max,
    ...(min > 0 && min <= max ? { min_length: min } : {}),
    ...(field.multiline ? { multiline: true } : {}),
    ...(field.dispatch ? { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } } : {}),
    ...(field.initial ? { initial_value: field.initial.slice(0, max) } : {}),
    ...(field.placeholder ? { placeholder: plain(field.placeholder, LIMITS.placeholder) } : {}),
  });
};

export type SelectOptions = FieldOptions & {
  options: Option[];
  initial?: string | null;
  placeholder?: string;
};

const inGroups = (options: Option[]) =>
  Array.from({ length: Math.ceil(options.length / LIMITS.options) }, (_, index) => {
    const from = index * LIMITS.options;
    const held = options.slice(from, from + LIMITS.options);
    return { label: plain(`${from + 1} to ${from + held.length}`, LIMITS.optionText), options: held };
  });

/** A select takes 100 options, or 100 groups of 100: beyond the first hundred they stand in groups. */
export const selectInput = (field: SelectOptions): KnownBlock => {
  const initial = field.options.find((each) => each.value === field.initial);
  return input(field, {
    type: 'static_select',
    action_id: FIELD_ACTION,
    placeholder: plain(field.placeholder ?? 'Choose one', LIMITS.placeholder),
    ...(field.options.length > LIMITS.options
      ? { option_groups: inGroups(field.options) }
      : { options: field.options }),
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
};

/** Choices that the app is asked for as the person types; `initial` is shown as chosen without being asked for. */
export const externalInput = (
  field: FieldOptions & { actionId: OptionsId; initial: Option | null; placeholder: string },
): KnownBlock =>
  input(field, {
    type: 'external_select',
    action_id: field.actionId,
    min_query_length: 0,
    placeholder: plain(field.placeholder, LIMITS.placeholder),
    ...(field.initial === null ? {} : { initial_option: field.initial }),
  });

export const externalChoicesInput = (
  field: FieldOptions & { actionId: OptionsId; initial: Option[]; placeholder: string },
): KnownBlock =>
  input(field, {
    type: 'multi_external_select',
    action_id: field.actionId,
    min_query_length: 0,
    placeholder: plain(field.placeholder, LIMITS.placeholder),
    ...(field.initial.length === 0 ? {} : { initial_options: field.initial }),
  });

export const radioInput = (field: FieldOptions & { options: Option[]; initial?: string | null }): KnownBlock => {
  const initial = field.options.find((each) => each.value === field.initial);
  return input(field, {
    type: 'radio_buttons',
    action_id: FIELD_ACTION,
    options: field.options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  });
};

export const dateInput = (field: FieldOptions & { initial?: string | null }): KnownBlock =>
  input(field, {
    type: 'datepicker',
    action_id: FIELD_ACTION,
    placeholder: plain('Pick a date', LIMITS.placeholder),
    ...(field.initial && isCalendarDate(field.initial) ? { initial_date: field.initial } : {}),
  });

export const fileInput = (field: FieldOptions & { filetypes: string[] }): KnownBlock =>
  input(field, { type: 'file_input', action_id: FIELD_ACTION, filetypes: field.filetypes, max_files: 1 });

export const checkboxesInput = (field: FieldOptions & { options: Option[]; initial: string[] }): KnownBlock => {
  const initial = field.options.filter((each) => each.value !== undefined && field.initial.includes(each.value));
  return input(field, {
    type: 'checkboxes',
    action_id: FIELD_ACTION,
    options: field.options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  });
};

export const multiSelectInput = (field: FieldOptions & { options: Option[]; placeholder?: string }): KnownBlock =>
  input(field, {
    type: 'multi_static_select',
    action_id: FIELD_ACTION,
    placeholder: plain(field.placeholder ?? 'Choose any', LIMITS.placeholder),
    options: field.options.slice(0, LIMITS.options),
  });

/**
 * Channels where a thread can live: no direct messages, no bots. `channelId` is chosen already; null: the one that the
 * person is in, as far as Slack knows it; absent: none.
 */
export const channelInput = ({ channelId, ...field }: FieldOptions & { channelId?: string | null }): KnownBlock =>
  input(field, {
    type: 'conversations_select',
    action_id: FIELD_ACTION,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channelId === null ? { default_to_current_conversation: true } : {}),
    ...(channelId ? { initial_conversation: channelId } : {}),
  });

/** Names of accounts' things (connections, groups): at most a hundred, the rest counted in the hint. */
export const namedOptions = (named: { id: string; name: string }[]): Option[] =>
  named
    .filter((each) => each.id.length > 0 && each.id.length <= LIMITS.optionText)
    .slice(0, LIMITS.options)
    .map((each) => option(each.name, each.id));

const fieldOf = (state: FormState, blockId: string): FieldState => Object.values(state.values[blockId] ?? {})[0] ?? {};

/** What was typed, trimmed; empty when nothing was. */
export const readText = (state: FormState, blockId: string): string => (fieldOf(state, blockId).value ?? '').trim();

export const readOption = (state: FormState, blockId: string): string | null =>
  fieldOf(state, blockId).selected_option?.value ?? null;

export const readOptions = (state: FormState, blockId: string): string[] =>
  (fieldOf(state, blockId).selected_options ?? []).map((each) => each.value);

export const readChannel = (state: FormState, blockId: string): string | null =>
  fieldOf(state, blockId).selected_conversation ?? null;

/**
 * Field problems for `response_action: errors`, which Slack attaches to input blocks only: a problem of a field that
 * is not asked for (or of none) goes to the first input, so that it is never lost.
 */
export const toFieldErrors = (form: {
  problems: { field: string; message: string; at?: 'date' }[];
  blocks: readonly { type: string; block_id?: string }[];
}): Record<string, string> => {
  const inputs = form.blocks.flatMap((each) => (each.type === 'input' && each.block_id ? [each.block_id] : []));
  const errors: Record<string, string> = {};
  for (const { field, message: told, at } of form.problems) {
    const message = plainLine(told, LIMITS.hint);
    const own = inputs.filter((id) => id === field || id.startsWith(`${field}:`));
    const blockId = (at && own.find((id) => id.endsWith(`:${at}`))) ?? own[0] ?? inputs[0];
    if (blockId === undefined) continue;
    errors[blockId] = errors[blockId] === undefined ? message : `${errors[blockId]} ${message}`;
  }
  return errors;
};
