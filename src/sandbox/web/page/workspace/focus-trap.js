import { useEffect, useRef } from '/vendor/preact.js';

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
  useEffect(() => {
    before.current = document.activeElement;
    const target = first === '' ? null : box.current?.querySelector(first);
    /** @type {HTMLElement | null} */ (target ?? box.current)?.focus({ preventScroll: true });
    return () => {
      const back = /** @type {HTMLElement | null} */ (before.current);
      // After the box is gone; what opened it may have been drawn anew meanwhile.
      queueMicrotask(() => {
        if (back?.isConnected) back.focus({ preventScroll: true });
      });
    };
  }, []);
};
