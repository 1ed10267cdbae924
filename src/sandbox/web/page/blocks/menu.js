import { html, useCallback, useEffect, useRef, useState } from '/vendor/preact.js';
import { Icon } from './icons.js';
import { Popover } from './popover.js';

/** @import { IconName } from './icons.js' */

/** @typedef {{ key: string, text: string, description?: string, url?: string, run: () => void }} MenuItem */

/** @param {HTMLElement | null} list */
const itemsIn = (list) => /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll('[role="menuitem"]') ?? [])]);

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement | null} list
 */
const moveFocus = (event, list) => {
  const items = itemsIn(list);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
};

/** @param {{ item: MenuItem, close: () => void }} props */
const Item = ({ item, close }) => {
  const press = () => {
    close();
    item.run();
  };
  const words = html`${item.text}${item.description ? html`<span class="option-note">${item.description}</span>` : null}`;
  return item.url
    ? html`<a role="menuitem" tabindex="-1" class="menu-item" href=${item.url} target="_blank" rel="noreferrer noopener" onClick=${press}>${words}</a>`
    : html`<button type="button" role="menuitem" tabindex="-1" class="menu-item" onClick=${press}>${words}</button>`;
};

/**
 * A button that opens a menu of acts.
 * @param {{ label: string, icon: IconName, items: MenuItem[], class?: string, isBusy?: boolean, onOpenChange?: (isOpen: boolean) => void }} props
 */
export const Menu = ({ label, icon, items, class: name = 'button button-icon', isBusy = false, onOpenChange }) => {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    onOpenChange?.(isOpen);
    if (isOpen) itemsIn(list.current)[0]?.focus();
  }, [isOpen]);
  const closeBack = () => {
    close();
    trigger.current?.focus();
  };
  return html`
    <span class="menu">
      <button type="button" class=${name} ref=${trigger} aria-label=${label} title=${label} aria-haspopup="menu"
        aria-expanded=${isOpen ? 'true' : 'false'} aria-busy=${isBusy ? 'true' : undefined} onClick=${() => setOpen(!isOpen)}>
        <${Icon} name=${icon} />
      </button>
      ${
        isOpen &&
        html`<${Popover} anchor=${trigger} side="end" onClose=${close}>
        <div role="menu" aria-label=${label} class="menu-list" ref=${list}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => moveFocus(event, list.current)}>
          ${items.map((item) => html`<${Item} key=${item.key} item=${item} close=${closeBack} />`)}
        </div>
      <//>`
      }
    </span>`;
};
