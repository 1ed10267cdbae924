import { html, useRef, useState } from '/vendor/preact.js';
import { isRecord, nameOf } from '../state.js';
import { useWorkspace } from '../workspace/context.js';
import { ariaOf, groupsOf, isOption, optionsIn, useElement, useValue } from './element-value.js';
import { Picker } from './picker.js';
import { stringOf, wordsOf } from './text.js';
import { useChosen } from './use-chosen.js';

/** @import { Option } from '../../../slack/shapes.ts' */
/** @import { PageState } from '../../protocol.ts' */
/** @import { ElementProps } from './element-value.js' */
/** @import { Choice, ChoiceGroup } from './picker.js' */

/**
 * @param {Option} option
 * @returns {Choice}
 */
const toChoice = (option) => ({ value: option.value, text: wordsOf(option.text), note: wordsOf(option.description) });

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
const toList = (value) => (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]);

/**
 * @param {ElementProps & { groups: ChoiceGroup[], chosen: Choice[], onQuery?: (text: string) => void, status?: string }} props
 */
const ElementPicker = (props) => {
  const { block, element, groups, chosen: stored, onQuery, status } = props;
  const isMulti = element.type.startsWith('multi_');
  const { isBusy, draftKey, values, choose } = useChosen(props, { stored: stored.map(({ value }) => value), isMulti });
  const known = [...stored, ...groups.flatMap(({ choices }) => choices)];
  const chosen = values.flatMap((value) => known.find((choice) => choice.value === value) ?? []);
  return html`<${Picker} id=${`pick-${draftKey.replaceAll(/[^\w-]/g, '_')}`} placeholder=${wordsOf(element.placeholder) || 'Select an item'} aria=${ariaOf(props)}
    groups=${groups} chosen=${chosen} isMulti=${isMulti} isBusy=${isBusy} most=${typeof element.max_selected_items === 'number' ? element.max_selected_items : 100}
    canClear=${block.type === 'input' && block.optional === true} onQuery=${onQuery} status=${status}
    onChoose=${choose} />`;
};

/** @param {ElementProps} props */
export const StaticSelect = (props) => {
  const chosen = toList(useValue(props)).filter(isOption).map(toChoice);
  const groups = groupsOf(props.element).map(({ label, options }) => ({ label, choices: options.map(toChoice) }));
  return html`<${ElementPicker} ...${props} groups=${groups} chosen=${chosen} />`;
};

const TYPING_MS = 250;
const LEAST_LETTERS = 3;

/**
 * The app is asked for what is typed.
 * @param {ElementProps} props
 */
export const ExternalSelect = (props) => {
  const { suggest } = useElement(props);
  const chosen = toList(useValue(props)).filter(isOption).map(toChoice);
  const [offered, setOffered] = useState(
    /** @type {{ choices: Choice[], status: string }} */ ({ choices: [], status: '' }),
  );
  const timer = useRef(0);
  const asked = useRef(0);
  const least = typeof props.element.min_query_length === 'number' ? props.element.min_query_length : LEAST_LETTERS;
  /** @param {string} text */
  const load = async (text) => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await suggest(text);
    if (mine !== asked.current) return;
    const choices = answer.ok ? optionsIn(answer.options).map(toChoice) : [];
    setOffered({ choices, status: answer.ok ? 'Nothing fits.' : answer.error });
  };
  /** @param {string} text */
  const query = (text) => {
    window.clearTimeout(timer.current);
    const isEnough = text.length >= least;
    setOffered({ choices: [], status: isEnough ? 'Loading…' : `Type ${least} letters or more.` });
    if (isEnough) timer.current = window.setTimeout(() => void load(text), TYPING_MS);
  };
  return html`<${ElementPicker} ...${props} groups=${[{ label: '', choices: offered.choices }]} chosen=${chosen} onQuery=${query} status=${offered.status} />`;
};

/** @param {ElementProps} props */
export const UsersSelect = (props) => {
  const { state } = useWorkspace();
  /** @param {string} id @returns {Choice} */
  const toPerson = (id) => ({ value: id, text: nameOf(state, id), note: '' });
  const chosen = toList(useValue(props)).map(stringOf).filter(Boolean).map(toPerson);
  const people = Object.values(state.names).filter((each) => each.role !== 'app');
  const choices = people.map((each) => ({ value: each.id, text: each.realName, note: each.name }));
  return html`<${ElementPicker} ...${props} groups=${[{ label: '', choices }]} chosen=${chosen} />`;
};

/**
 * @param {PageState['channels'][number]} channel
 * @param {unknown} filter
 */
const isAdmitted = (channel, filter) => {
  const include = isRecord(filter) && Array.isArray(filter.include) ? filter.include : ['im', 'private', 'public'];
  const kind = channel.kind === 'im' ? 'im' : channel.isPrivate ? 'private' : 'public';
  const isBot = channel.kind === 'im' && isRecord(filter) && filter.exclude_bot_users === true;
  return include.includes(kind) && !isBot && !channel.isArchived;
};

/** @param {ElementProps} props */
export const ConversationsSelect = (props) => {
  const { state } = useWorkspace();
  /** @param {PageState['channels'][number]} channel @returns {Choice} */
  const toChannel = (channel) => ({
    value: channel.id,
    text: channel.kind === 'im' ? channel.name : `# ${channel.name}`,
    note: channel.topic,
  });
  const ids = toList(useValue(props)).map(stringOf).filter(Boolean);
  const chosen = ids.map((id) => {
    const channel = state.channels.find((each) => each.id === id);
    return channel === undefined ? { value: id, text: 'a channel you do not see', note: '' } : toChannel(channel);
  });
  const choices = state.channels.filter((channel) => isAdmitted(channel, props.element.filter)).map(toChannel);
  return html`<${ElementPicker} ...${props} groups=${[{ label: '', choices }]} chosen=${chosen} />`;
};
