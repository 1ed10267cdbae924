import { useEffect, useLayoutEffect, useRef } from '/vendor/preact.js';

/** @import { Ref } from '/vendor/preact.js' */

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';

/** @param {HTMLElement} box */
const focusableIn = (box) =>
  /** @type {HTMLElement[]} */ ([...box.querySelectorAll(FOCUSABLE)]).filter(
    (node) => node.tabIndex >= 0 && node.getClientRects().length > 0,
  );

/**
 * Keeps Tab within the box.
 * @param {KeyboardEvent} event
 * @param {HTMLElement | null} box
 */
export const trapTab = (event, box) => {
  if (event.key !== 'Tab' || box === null) return;
  const nodes = focusableIn(box);
  const [first, last] = [nodes[0], nodes.at(-1)];
  const current = document.activeElement;
  if (event.shiftKey && (current === first || current === box)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && current === last) {
    event.preventDefault();
    first?.focus();
  }
};

/**
 * Takes the focus in when the box appears and gives it back to where it was when it goes.
 * @param {Ref<HTMLElement | null>} box
 * @param {string} first what to focus; without it the box itself
 */
export const useFocusWithin = (box, first = '') => {
  const before = useRef(/** @type {Element | null} */ (null));
  // Before the browser takes the focus away from what has just become inert.
  useLayoutEffect(() => {
    before.current = document.activeElement;
  }, []);
  useEffect(() => {
    const target = first === '' ? null : box.current?.querySelector(first);
    /** @type {HTMLElement | null} */ (target ?? box.current)?.focus({ preventScroll: true });
    return () => queueMicrotask(() => giveBack(before.current));
  }, []);
};

/**
 * To where the focus was; where that was drawn anew or is gone, to what is on top now.
 * @param {Element | null} before
 */
const giveBack = (before) => {
  const dialogs = document.querySelectorAll('.dialog');
  const top = dialogs.item(dialogs.length - 1) ?? document.getElementById('room');
  const isUsable = before?.isConnected && before !== document.body && (dialogs.length === 0 || top?.contains(before));
  /** @type {HTMLElement | null} */ (isUsable ? before : top)?.focus({ preventScroll: true });
};
