import type { Element, Option, SlackFile, StateValue } from './shapes.ts';
import { optionsOf, toValue } from './state-values.ts';
import { findPerson, type World } from './world.ts';

/**
 * What a person puts into a field. Options go by their value or their words, people and channels by name or id, dates as
 * `YYYY-MM-DD`, files by the ids that `upload` gave; null or an empty list takes everything out.
 */
export type Given = string | number | null | string[];

export type Choice = {
  world: World;
  element: Element;
  given: Given;
  /** What an external menu offered last. */
  offered: Option[];
};

const FILE_LIMIT = 10;
const FILE_BYTES = 10 * 1024 * 1024;

/** A person cannot do that in Slack's own client: the test or the page asked for the impossible. */
export function impossible(reason: string): never {
  throw new Error(`impossible in Slack: ${reason}`);
}

const toList = (given: Given): string[] => {
  if (given === null || given === '') return [];
  return (Array.isArray(given) ? given : [given]).map(String);
};

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const checkLength = (element: Element, text: string) => {
  const [min, max] = [numberOf(element.min_length) ?? 0, numberOf(element.max_length) ?? 3000];
  if (text.length > max) impossible(`${element.action_id} takes at most ${max} characters, got ${text.length}`);
  if (text.length > 0 && text.length < min) impossible(`${element.action_id} takes at least ${min} characters`);
};

const toText = ({ element, given }: Choice): string | null => {
  const text = given === null ? '' : String(given);
  checkLength(element, text);
  if (element.multiline !== true && text.includes('\n')) impossible(`${element.action_id} is a single line`);
  return text === '' ? null : text;
};

const toNumberText = ({ element, given }: Choice): string | null => {
  if (given === null || given === '') return null;
  const value = Number(given);
  const isAllowed = element.is_decimal_allowed === true ? Number.isFinite(value) : Number.isInteger(value);
  if (!isAllowed) impossible(`${element.action_id} does not take ${given}`);
  if (value < Number(element.min_value ?? -Infinity)) impossible(`${element.action_id} begins at ${element.min_value}`);
  if (value > Number(element.max_value ?? Infinity)) impossible(`${element.action_id} ends at ${element.max_value}`);
  return String(given);
};

const toMatch = (pattern: RegExp, words: string) => (choice: Choice) => {
  const text = choice.given === null ? '' : String(choice.given);
  if (text !== '' && !pattern.test(text)) impossible(`${choice.element.action_id} takes ${words}, not "${text}"`);
  return text === '' ? null : text;
};

const toDate = (choice: Choice): string | null => {
  const text = toMatch(/^\d{4}-\d{2}-\d{2}$/, 'a date')(choice);
  if (text === null) return null;
  const isReal = new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
  return isReal ? text : impossible(`${text} is in no calendar`);
};

const findOption = ({ element, offered }: Choice, wanted: string): Option => {
  const options = element.type.endsWith('external_select') ? offered : optionsOf(element);
  const found = options.find((one) => one.value === wanted) ?? options.find((one) => one.text.text === wanted);
  const known = options.map((one) => one.value).join(', ') || 'nothing';
  return found ?? impossible(`${element.action_id} does not offer "${wanted}" (it offers ${known})`);
};

const findUser = ({ world }: Choice, wanted: string): string =>
  findPerson(world, wanted)?.id ?? impossible(`there is nobody called ${wanted}`);

const findChannel = ({ world }: Choice, wanted: string): string => {
  const channel = world.channels.find(wanted) ?? impossible(`there is no channel ${wanted}`);
  return channel.isArchived ? impossible(`${wanted} is archived`) : channel.id;
};

const findFile = ({ world }: Choice, wanted: string): SlackFile => {
  const { file } = world.files.find(wanted) ?? impossible(`no file ${wanted} was uploaded`);
  return file.size > FILE_BYTES ? impossible(`${file.name} is larger than 10 MB`) : file;
};

type Find = (choice: Choice, wanted: string) => unknown;

const single = (find: Find) => (choice: Choice) => {
  const [wanted, ...more] = toList(choice.given);
  if (more.length > 0) impossible(`${choice.element.action_id} takes one choice`);
  return wanted === undefined ? null : find(choice, wanted);
};

const several =
  (find: Find, { key, most: limit } = { key: 'max_selected_items', most: 100 }) =>
  (choice: Choice) => {
    const wanted = toList(choice.given);
    const most = numberOf(choice.element[key]) ?? limit;
    if (wanted.length > most) impossible(`${choice.element.action_id} takes at most ${most}`);
    return wanted.map((one) => find(choice, one));
  };

const toRichText = (choice: Choice) =>
  choice.given === null || choice.given === ''
    ? null
    : {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: String(choice.given) }] }],
      };

const READERS: Record<string, (choice: Choice) => unknown> = {
  plain_text_input: toText,
  number_input: toNumberText,
  email_text_input: toMatch(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'an e-mail address'),
  url_text_input: toMatch(/^https?:\/\/\S+$/, 'a URL'),
  rich_text_input: toRichText,
  static_select: single(findOption),
  external_select: single(findOption),
  radio_buttons: single(findOption),
  users_select: single(findUser),
  conversations_select: single(findChannel),
  channels_select: single(findChannel),
  multi_static_select: several(findOption),
  multi_external_select: several(findOption),
  checkboxes: several(findOption),
  multi_users_select: several(findUser),
  multi_conversations_select: several(findChannel),
  multi_channels_select: several(findChannel),
  datepicker: toDate,
  timepicker: toMatch(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time'),
  datetimepicker: ({ given }) => (given === null || given === '' ? null : Number(given)),
  file_input: several(findFile, { key: 'max_files', most: FILE_LIMIT }),
};

/** The value as Slack keeps it in `state.values`; throws on what Slack's own client would not let a person do. */
export const toChosen = (choice: Choice): StateValue => {
  const read = READERS[choice.element.type] ?? impossible(`nothing can be put into a ${choice.element.type}`);
  return toValue(choice.element, read(choice));
};
