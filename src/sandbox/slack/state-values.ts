import { elementsOf, type Placed } from './elements.ts';
import { type Block, type Element, listOf, type Option, type StateValue, type StateValues } from './shapes.ts';

/** For each stateful element: the key of its value in `state.values`, where its first value stands, and "nothing". */
type Shape = { key: string; initial: string; empty: null | [] };

const one = (noun: string): Shape => ({ key: `selected_${noun}`, initial: `initial_${noun}`, empty: null });
const many = (noun: string): Shape => ({ key: `selected_${noun}s`, initial: `initial_${noun}s`, empty: [] });
const typed: Shape = { key: 'value', initial: 'initial_value', empty: null };

const SHAPES = new Map<string, Shape>([
  ['plain_text_input', typed],
  ['number_input', typed],
  ['email_text_input', typed],
  ['url_text_input', typed],
  ['rich_text_input', { key: 'rich_text_value', initial: 'initial_value', empty: null }],
  ['static_select', one('option')],
  ['external_select', one('option')],
  ['radio_buttons', one('option')],
  ['users_select', one('user')],
  ['conversations_select', one('conversation')],
  ['channels_select', one('channel')],
  ['multi_static_select', many('option')],
  ['multi_external_select', many('option')],
  ['checkboxes', many('option')],
  ['multi_users_select', many('user')],
  ['multi_conversations_select', many('conversation')],
  ['multi_channels_select', many('channel')],
  ['datepicker', one('date')],
  ['timepicker', one('time')],
  ['datetimepicker', one('date_time')],
  ['file_input', { key: 'files', initial: '', empty: [] }],
]);

/** Null for buttons, overflow menus and what else holds no value. */
export const shapeOf = (element: Element): Shape | null => SHAPES.get(element.type) ?? null;

export const toValue = (element: Element, value: unknown): StateValue => {
  const shape = shapeOf(element);
  return shape === null ? { type: element.type } : { type: element.type, [shape.key]: value ?? shape.empty };
};

export const rawValueOf = (element: Element, value: StateValue | undefined): unknown => {
  const shape = shapeOf(element);
  return shape === null || value === undefined ? null : value[shape.key];
};

export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const isOption = (fields: Record<string, unknown>): fields is Option => typeof fields.value === 'string';

export const optionsOf = (element: Element): Option[] => {
  const groups = listOf(element.option_groups).flatMap((group) => listOf(group.options));
  return [...listOf(element.options), ...groups].filter(isOption);
};

const initialOf = (element: Element, currentChannel: string | null): StateValue => {
  const shape = shapeOf(element);
  const initial = shape === null || shape.initial === '' ? undefined : element[shape.initial];
  if (initial !== undefined) return toValue(element, initial);
  const wantsChannel = element.default_to_current_conversation === true && currentChannel !== null;
  if (!wantsChannel) return toValue(element, null);
  return toValue(element, element.type.startsWith('multi_') ? [currentChannel] : currentChannel);
};

const FIXED_OPTIONS = ['static_select', 'multi_static_select', 'radio_buttons', 'checkboxes'];

/** Whether each chosen option is still offered. */
const isOffered = (element: Element, value: StateValue): boolean => {
  if (!FIXED_OPTIONS.includes(element.type)) return true;
  const raw = rawValueOf(element, value);
  const chosen = Array.isArray(raw) ? listOf(raw) : listOf([raw]);
  const offered = optionsOf(element).map((option) => option.value);
  return chosen.every((option) => offered.includes(String(option.value)));
};

type Earlier = { blocks: Block[]; values: StateValues };

const keptValue = ({ element, block }: Placed, earlier: Earlier): StateValue | null => {
  const value = earlier.values[block.block_id]?.[element.action_id];
  return value !== undefined && value.type === element.type && isOffered(element, value) ? value : null;
};

/**
 * The state of a newly shown set of blocks. What was typed stays where `block_id`, `action_id` and the kind of element are
 * the same as before; everything else begins with its `initial_*`, which for a kept element is ignored, as in Slack.
 */
export const toState = (options: {
  blocks: Block[];
  earlier?: Earlier | null;
  currentChannel?: string | null;
}): StateValues => {
  const state: StateValues = {};
  for (const placed of elementsOf(options.blocks)) {
    if (shapeOf(placed.element) === null) continue;
    const kept = options.earlier ? keptValue(placed, options.earlier) : null;
    const inBlock = state[placed.block.block_id] ?? {};
    inBlock[placed.element.action_id] = kept ?? initialOf(placed.element, options.currentChannel ?? null);
    state[placed.block.block_id] = inBlock;
  }
  return state;
};
