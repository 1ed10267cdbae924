import { checkChoices, choiceOption, optionFields, overflowOption, selectOption } from './check-options.ts';
import { element, id } from './element-fields.ts';
import { type Finding, found, isObject, type JsonObject, list, type Rule } from './rule.ts';

const CHOICES_AT_MOST = 10;
const OVERFLOW_AT_MOST = 5;
const PRESELECTED_AT_MOST = 100;

const one = ['confirm', 'focus_on_load', 'placeholder'];
const several = [...one, 'max_selected_items'];
const ids = list({ min: 1, max: PRESELECTED_AT_MOST, of: id });
const options = list({ min: 1, max: PRESELECTED_AT_MOST, of: selectOption });

/** More preselected than may be selected is a form nobody can send; refused though Slack may draw it. */
const checkPreselected = (value: JsonObject, at: string): Finding[] => {
  const [name, initial] = Object.entries(value).find(([field]) => field.startsWith('initial_')) ?? [];
  const most = value.max_selected_items;
  return Array.isArray(initial) && typeof most === 'number' && initial.length > most
    ? found(`${at}/${name}`, `no more than ${most} items allowed`)
    : [];
};

/** A direct message shows by its id; where the filter leaves those out, the menu begins empty or is refused. */
const checkConversation = ({ initial_conversation: initial, filter }: JsonObject, at: string): Finding[] => {
  const kinds = isObject(filter) && Array.isArray(filter.include) ? filter.include : ['im'];
  return typeof initial === 'string' && initial.startsWith('D') && !kinds.includes('im')
    ? found(`${at}/initial_conversation`, 'must pass the filter')
    : [];
};

/** Everything that offers a choice: select menus of each source, overflow, checkboxes, radio buttons. */
export const selectRules: Record<string, Rule> = {
  static_select: element({
    shared: one,
    optional: { ...optionFields, initial_option: selectOption },
    also: checkChoices,
  }),
  multi_static_select: element({
    shared: several,
    optional: { ...optionFields, initial_options: options },
    also: (value, at) => [...checkChoices(value, at), ...checkPreselected(value, at)],
  }),
  external_select: element({ shared: [...one, 'min_query_length'], optional: { initial_option: selectOption } }),
  multi_external_select: element({
    shared: [...several, 'min_query_length'],
    optional: { initial_options: options },
    also: checkPreselected,
  }),
  users_select: element({ shared: one, optional: { initial_user: id } }),
  multi_users_select: element({ shared: several, optional: { initial_users: ids }, also: checkPreselected }),
  conversations_select: element({
    shared: [...one, 'default_to_current_conversation', 'response_url_enabled', 'filter'],
    optional: { initial_conversation: id },
    also: checkConversation,
  }),
  multi_conversations_select: element({
    shared: [...several, 'default_to_current_conversation', 'filter'],
    optional: { initial_conversations: ids },
    also: checkPreselected,
  }),
  channels_select: element({ shared: [...one, 'response_url_enabled'], optional: { initial_channel: id } }),
  multi_channels_select: element({ shared: several, optional: { initial_channels: ids }, also: checkPreselected }),
  overflow: element({
    shared: ['confirm'],
    required: { options: list({ min: 1, max: OVERFLOW_AT_MOST, of: overflowOption }) },
    also: checkChoices,
  }),
  checkboxes: element({
    shared: ['confirm', 'focus_on_load'],
    required: { options: list({ min: 1, max: CHOICES_AT_MOST, of: choiceOption }) },
    optional: { initial_options: list({ min: 1, max: CHOICES_AT_MOST, of: choiceOption }) },
    also: checkChoices,
  }),
  radio_buttons: element({
    shared: ['confirm', 'focus_on_load'],
    required: { options: list({ min: 1, max: CHOICES_AT_MOST, of: choiceOption }) },
    optional: { initial_option: choiceOption },
    also: checkChoices,
  }),
};
