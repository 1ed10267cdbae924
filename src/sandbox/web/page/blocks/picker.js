import { html, useCallback, useEffect, useRef, useState } from '/vendor/preact.js';
import { Icon } from './icons.js';
import { PickerList } from './picker-list.js';
import { Popover } from './popover.js';

/**
 * @typedef {{ value: string, text: string, note: string }} Choice
 * @typedef {{ label: string, choices: Choice[] }} ChoiceGroup
 * @typedef {{
 *   id: string,
 *   placeholder: string,
 *   aria: Record<string, string>,
 *   groups: ChoiceGroup[],
 *   chosen: Choice[],
 *   isMulti: boolean,
 *   isBusy: boolean,
 *   most: number,
 *   canClear: boolean,
 *   onChoose: (values: string[]) => void,
 *   onQuery?: (text: string) => void,
 *   status?: string,
 * }} PickerProps `onQuery`: the choices come from elsewhere for what is typed
 */

/** @param {{ choice: Choice, remove: () => void }} props */
const Chip = ({ choice, remove }) => html`
  <span class="picked">${choice.text}<button type="button" class="picked-remove" aria-label=${`Remove ${choice.text}`} onClick=${remove}><${Icon} name="close" /></button></span>`;

/** @param {PickerProps} props */
const shownWords = ({ chosen, isMulti, placeholder }) => (isMulti ? placeholder : (chosen[0]?.text ?? placeholder));

/**
 * The name of the button is the field's label and what stands in it.
 * @param {PickerProps} props
 */
const triggerAria = (props) => {
  const { 'aria-labelledby': labelledBy, 'aria-label': label, ...others } = props.aria;
  return labelledBy === undefined
    ? { ...others, 'aria-label': `${label ?? ''}: ${shownWords(props)}` }
    : { ...others, 'aria-labelledby': `${labelledBy} ${props.id}-value` };
};

/**
 * @param {PickerProps} props
 * @param {string} value
 */
const toggled = ({ chosen, isMulti, canClear, most }, value) => {
  const values = chosen.map((choice) => choice.value);
  if (!isMulti) return canClear && values[0] === value ? [] : [value];
  if (values.includes(value)) return values.filter((each) => each !== value);
  return values.length >= most ? values : [...values, value];
};

/**
 * A select menu with a search field; of one choice or of several.
 * @param {PickerProps} props
 */
export const Picker = (props) => {
  const { id, chosen, isMulti, isBusy, onChoose } = props;
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef(/** @type {HTMLElement | null} */ (null));
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (isOpen) props.onQuery?.('');
  }, [isOpen]);
  /** @param {string} value */
  const choose = (value) => {
    onChoose(toggled(props, value));
    if (isMulti) return;
    close();
    trigger.current?.focus();
  };
  /** @param {string} value */
  const remove = (value) => onChoose(chosen.filter((choice) => choice.value !== value).map((choice) => choice.value));
  /** @param {KeyboardEvent} event */
  const openByKey = (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(true);
  };
  return html`
    <div class=${isMulti ? 'picker picker-multi' : 'picker'}>
      ${isMulti && chosen.length > 0 && html`<span class="picked-list">${chosen.map((choice) => html`<${Chip} key=${choice.value} choice=${choice} remove=${() => remove(choice.value)} />`)}</span>`}
      <button type="button" id=${id} class="picker-trigger" ref=${trigger} ...${triggerAria(props)} aria-haspopup="listbox"
        aria-expanded=${isOpen ? 'true' : 'false'} aria-busy=${isBusy ? 'true' : undefined} onClick=${() => setOpen(!isOpen)} onKeyDown=${openByKey}>
        <span id=${`${id}-value`} class=${isMulti || chosen.length === 0 ? 'picker-empty' : ''}>${shownWords(props)}</span>
        <${Icon} name="down" />
      </button>
      ${isOpen && html`<${Popover} anchor=${trigger} class="popover-list" onClose=${close}><${PickerList} ...${props} onPick=${choose} /><//>`}
    </div>`;
};
