import { html, useEffect, useLayoutEffect, useRef, useState } from '/vendor/preact.js';
import { Icon } from './icons.js';

/** @import { Choice, ChoiceGroup, PickerProps } from './picker.js' */

/**
 * Every word that was typed occurs.
 * @param {Choice} choice
 * @param {string} query
 */
const fits = (choice, query) => {
  const words = `${choice.text} ${choice.note}`.toLowerCase();
  const close = words.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word) || (/\d{3}/.test(word) && close.includes(word.replaceAll(/\D/g, ''))));
};

/**
 * @param {ChoiceGroup[]} groups
 * @param {string} query
 */
const filtered = (groups, query) =>
  groups
    .map((group) => ({ ...group, choices: group.choices.filter((choice) => fits(choice, query)) }))
    .filter((group) => group.choices.length > 0);

/** @param {{ id: string, choice: Choice, isActive: boolean, isChosen: boolean, pick: () => void }} props */
const Row = ({ id, choice, isActive, isChosen, pick }) => html`
  <div id=${id} role="option" aria-selected=${isChosen ? 'true' : 'false'} class=${isActive ? 'option option-active' : 'option'} onClick=${pick}>
    <span class="option-words">${choice.text}${choice.note && html`<span class="option-note">${choice.note}</span>`}</span>
    ${isChosen && html`<${Icon} name="check" />`}
  </div>`;

/** @param {{ total: number, active: number, key: string }} move */
const nextActive = ({ total, active, key }) => {
  if (total === 0) return null;
  const next = { ArrowDown: active + 1, ArrowUp: active - 1 + total, Home: 0, End: total - 1 }[key];
  return next === undefined ? null : next % total;
};

/**
 * What can be chosen, below a field that narrows it down.
 * @param {PickerProps & { onPick: (value: string) => void }} props
 */
export const PickerList = ({ id, groups, chosen, onPick, onQuery, status = '', isMulti, aria }) => {
  const [query, setQuery] = useState('');
  const shown = onQuery === undefined ? filtered(groups, query) : groups;
  const flat = shown.flatMap((group) => group.choices);
  const first = flat.findIndex((choice) => choice.value === chosen[0]?.value);
  const [active, setActive] = useState(Math.max(0, first));
  const search = useRef(/** @type {HTMLInputElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  // Before anything is drawn: the next key may come at once.
  useLayoutEffect(() => search.current?.focus({ preventScroll: true }), []);
  useEffect(() => list.current?.querySelector('.option-active')?.scrollIntoView({ block: 'nearest' }), [active, query]);
  /** @param {string} text */
  const type = (text) => {
    setQuery(text);
    setActive(0);
    onQuery?.(text);
  };
  /** @param {KeyboardEvent} event */
  const steer = (event) => {
    const next = nextActive({ total: flat.length, active, key: event.key });
    const current = flat[active];
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && current !== undefined) onPick(current.value);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
  };
  /** @param {Choice} choice */
  const row = (
    choice,
  ) => html`<${Row} key=${choice.value} id=${`${id}-${flat.indexOf(choice)}`} choice=${choice} isActive=${flat[active] === choice}
    isChosen=${chosen.some((each) => each.value === choice.value)} pick=${() => onPick(choice.value)} />`;
  const name = aria['aria-label'] ?? 'Choices';
  return html`
    <input type="text" class="input option-search" ref=${search} role="combobox" aria-label="Search the choices" aria-expanded="true" aria-autocomplete="list"
      aria-controls=${`${id}-list`} aria-activedescendant=${flat.length > 0 ? `${id}-${active}` : undefined} autocomplete="off" placeholder="Search"
      value=${query} onInput=${(/** @type {InputEvent} */ event) => type(/** @type {HTMLInputElement} */ (event.target).value)} onKeyDown=${steer} />
    <div class="options" ref=${list} id=${`${id}-list`} role="listbox" aria-label=${name} aria-multiselectable=${isMulti ? 'true' : undefined} tabindex="-1">
      ${shown.map((group) =>
        group.label === ''
          ? group.choices.map(row)
          : html`<div role="group" key=${group.label} aria-label=${group.label}><div class="option-group" aria-hidden="true">${group.label}</div>${group.choices.map(row)}</div>`,
      )}
    </div>
    ${flat.length === 0 && html`<p class="option-none" role="status">${status || 'Nothing fits.'}</p>`}`;
};
