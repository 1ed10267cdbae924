import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { useWorkspace } from '../workspace/context.js';
import { ariaOf, useElement, useValue } from './element-value.js';
import { stringOf, wordsOf } from './text.js';
import { useChosen } from './use-chosen.js';

/** @import { ElementProps } from './element-value.js' */

/** @type {Record<string, { type: string, inputmode?: string }>} */
const KINDS = {
  plain_text_input: { type: 'text' },
  email_text_input: { type: 'text', inputmode: 'email' },
  url_text_input: { type: 'text', inputmode: 'url' },
  number_input: { type: 'text', inputmode: 'decimal' },
};

/**
 * What is typed stands here until the server has it; then the server's word is shown, so that two tabs agree.
 * @param {ElementProps} props
 */
const useTyping = (props) => {
  const stored = stringOf(useValue(props));
  const { drafts } = useWorkspace();
  const { draftKey, send } = useElement(props);
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    if (typed === stored) setTyped(null);
  }, [stored]);
  /** @param {string} text */
  const type = (text) => {
    setTyped(text);
    drafts.put(draftKey, { text, send: () => send(text) });
  };
  return { text: typed ?? stored, type };
};

/**
 * Text, e-mail, URL and number; each a text field, so that nothing typed is lost before it is judged.
 * @param {ElementProps} props
 */
export const TypedInput = (props) => {
  const { block, element } = props;
  const { text, type } = useTyping(props);
  const field = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (element.focus_on_load === true) field.current?.focus();
  }, []);
  const shared = {
    ...ariaOf(props),
    id: props.fieldId,
    ref: field,
    'data-block': block.block_id,
    value: text,
    placeholder: wordsOf(element.placeholder),
    maxlength: typeof element.max_length === 'number' ? element.max_length : 3000,
    autocomplete: 'off',
    onInput: (/** @type {InputEvent} */ event) => type(/** @type {HTMLInputElement} */ (event.target).value),
  };
  if (element.multiline === true || element.type === 'rich_text_input') {
    return html`<textarea class="input" rows="4" ...${shared}></textarea>`;
  }
  return html`<input class="input" ...${KINDS[element.type] ?? { type: 'text' }} ...${shared} />`;
};

/** @type {Record<string, { type: string, width: string }>} */
const PICKED = { datepicker: { type: 'date', width: 'input-date' }, timepicker: { type: 'time', width: 'input-time' } };

/**
 * A date or a time, by the browser's own picker.
 * @param {ElementProps} props
 */
export const MomentInput = (props) => {
  const { block, element } = props;
  const stored = stringOf(useValue(props));
  const { values, choose } = useChosen(props, { stored: [stored], isMulti: false });
  const { type, width } = PICKED[element.type] ?? { type: 'date', width: '' };
  return html`<input class=${`input ${width}`} type=${type} id=${props.fieldId} ...${ariaOf(props)} data-block=${block.block_id} value=${values[0] ?? ''}
    title=${wordsOf(element.placeholder)} onChange=${(/** @type {Event} */ event) => choose([/** @type {HTMLInputElement} */ (event.target).value].filter(Boolean))} />`;
};

const PATTERNS = {
  email_text_input: {
    pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
    problem: 'Please enter an e-mail address, such as name@example.com.',
  },
  url_text_input: { pattern: /^https?:\/\/\S+$/, problem: 'Please enter a link that begins with https://.' },
  number_input: { pattern: /^-?\d+(\.\d+)?$/, problem: 'Please enter a number.' },
};

/**
 * What Slack's own client says at a field before it sends anything; null when there is nothing to say.
 * @param {Record<string, unknown>} element
 * @param {string} text
 * @returns {string | null}
 */
export const checkTyped = (element, text) => {
  if (text === '') return null;
  const rule = Object.entries(PATTERNS).find(([type]) => type === element.type)?.[1];
  if (rule !== undefined && !rule.pattern.test(text)) return rule.problem;
  if (element.type === 'number_input') return checkNumber(element, Number(text));
  const least = typeof element.min_length === 'number' ? element.min_length : 0;
  return text.length < least ? `Please enter at least ${least} characters.` : null;
};

/**
 * @param {Record<string, unknown>} element
 * @param {number} value
 */
const checkNumber = (element, value) => {
  if (element.is_decimal_allowed !== true && !Number.isInteger(value)) return 'Please enter a whole number.';
  if (value < Number(element.min_value ?? Number.NEGATIVE_INFINITY))
    return `Please enter ${element.min_value} or more.`;
  return value > Number(element.max_value ?? Number.POSITIVE_INFINITY)
    ? `Please enter ${element.max_value} or less.`
    : null;
};
