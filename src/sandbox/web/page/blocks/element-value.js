import { useState } from '/vendor/preact.js';
import { isRecord } from '../state.js';
import { useSurface, useWorkspace } from '../workspace/context.js';
import { recordsOf, stringOf, wordsOf } from './text.js';

/** @import { Block, Element, Option } from '../../../slack/shapes.ts' */
/** @import { Given } from '../../../slack/choose-value.ts' */

/** @typedef {{ block: Block, element: Element, fieldId?: string, labelId?: string, describedBy?: string, isInvalid?: boolean }} ElementProps */

/** @param {string} type */
const keyOf = (type) => {
  if (type === 'file_input') return 'files';
  if (type === 'checkboxes') return 'selected_options';
  const [, many, noun] =
    /^(multi_)?(?:static_|external_)?(select|users_select|conversations_select|channels_select)$/.exec(type) ?? [];
  if (noun !== undefined) return `selected_${nounOf(noun)}${many === undefined ? '' : 's'}`;
  return KEYS[type] ?? 'value';
};

/** @param {string} noun */
const nounOf = (noun) => (noun === 'select' ? 'option' : noun.replace(/s_select$/, ''));

/** @type {Record<string, string>} */
const KEYS = {
  radio_buttons: 'selected_option',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

/**
 * What stands in an element: as chosen, or as the app preset it.
 * @param {ElementProps} props
 * @returns {unknown}
 */
export const useValue = ({ block, element }) => {
  const { values } = useSurface();
  const key = keyOf(element.type);
  const stored = values[block.block_id]?.[element.action_id];
  return stored === undefined
    ? element[key.replace(/^selected_|^value$/, (part) => (part === 'value' ? 'initial_value' : 'initial_'))]
    : stored[key];
};

/**
 * The options of a menu in their groups; without groups there is one without a name.
 * @param {Element} element
 * @returns {{ label: string, options: Option[] }[]}
 */
export const groupsOf = (element) => {
  const groups = recordsOf(element.option_groups);
  if (groups.length === 0) return [{ label: '', options: optionsIn(element.options) }];
  return groups.map((group) => ({ label: wordsOf(group.label), options: optionsIn(group.options) }));
};

/** @param {unknown} list */
export const optionsIn = (list) => recordsOf(list).filter(isOption);

/**
 * @param {unknown} value
 * @returns {value is Option}
 */
export const isOption = (value) => isRecord(value) && typeof value.value === 'string' && isRecord(value.text);

/**
 * The confirm dialog of an element, if it has one.
 * @param {unknown} confirm
 */
export const questionOf = (confirm) =>
  isRecord(confirm)
    ? {
        title: wordsOf(confirm.title),
        text: wordsOf(confirm.text),
        confirm: wordsOf(confirm.confirm),
        deny: wordsOf(confirm.deny),
        isDanger: confirm.style === 'danger',
      }
    : null;

/**
 * What a person can do with an element. Each resolves when the app has heard of it.
 * @param {ElementProps} props
 */
export const useElement = ({ block, element }) => {
  const { act, tell, ask, drafts } = useWorkspace();
  const { place, key } = useSurface();
  const [isBusy, setBusy] = useState(false);
  const at = { place, blockId: block.block_id, actionId: element.action_id };
  const draftKey = `${key} ${block.block_id} ${element.action_id}`;
  const isConfirmed = async () => {
    const question = questionOf(element.confirm);
    return question === null || (await ask(question));
  };
  /** @param {() => ReturnType<typeof act>} send @returns {Promise<boolean>} it was done */
  const run = async (send) => {
    if (!(await isConfirmed())) return false;
    setBusy(true);
    await drafts.flush();
    const answer = await send();
    setBusy(false);
    if (!answer.ok) tell(answer.error);
    return answer.ok;
  };
  return {
    isBusy,
    draftKey,
    /** @param {string | null} option */
    click: (option) => run(() => act({ type: 'click', ...at, option })),
    /** @param {Given} value */
    choose: (value) => {
      drafts.touch(draftKey);
      return run(() => drafts.inTurn(() => act({ type: 'choose', ...at, value })));
    },
    /** @param {string} text */
    send: (text) => act({ type: 'choose', ...at, value: text === '' ? null : text }),
    /** @param {string} text */
    suggest: (text) => act({ type: 'suggest', ...at, text }),
  };
};

/**
 * The attributes that tie an element to its label, hint and error.
 * @param {ElementProps} props
 */
export const ariaOf = ({ element, labelId, describedBy, isInvalid }) => ({
  ...(labelId === undefined
    ? { 'aria-label': wordsOf(element.placeholder) || stringOf(element.action_id) }
    : { 'aria-labelledby': labelId }),
  ...(describedBy === undefined || describedBy === '' ? {} : { 'aria-describedby': describedBy }),
  ...(isInvalid === true ? { 'aria-invalid': 'true' } : {}),
});
