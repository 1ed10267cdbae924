import { html, useEffect, useLayoutEffect, useRef } from '/vendor/preact.js';

/** @import { Child, Ref } from '/vendor/preact.js' */

const GAP = 4;
const EDGE = 8;

/**
 * Below its anchor, above it where there is more room, and never beyond the window.
 * @param {{ node: HTMLElement, anchor: HTMLElement, side: 'start' | 'end' }} placing
 */
const place = ({ node, anchor, side }) => {
  const from = anchor.getBoundingClientRect();
  const { width, height } = node.getBoundingClientRect();
  const below = window.innerHeight - from.bottom - GAP - EDGE;
  const isAbove = height > below && from.top > below;
  const wanted = side === 'start' ? from.left : from.right - width;
  const left = Math.max(EDGE, Math.min(wanted, window.innerWidth - width - EDGE));
  const top = isAbove ? Math.max(EDGE, from.top - GAP - height) : from.bottom + GAP;
  node.style.setProperty('--left', `${Math.round(left)}px`);
  node.style.setProperty('--top', `${Math.round(top)}px`);
  node.style.setProperty('--least-width', `${Math.round(from.width)}px`);
  node.style.setProperty('--room', `${Math.round((isAbove ? from.top : below) - EDGE)}px`);
};

/**
 * A box at its anchor, over everything; a click elsewhere or Escape closes it.
 * @param {{ anchor: Ref<HTMLElement | null>, side?: 'start' | 'end', class?: string, onClose: () => void, children?: Child }} props
 */
export const Popover = ({ anchor, side = 'start', class: name = '', onClose, children }) => {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (box.current && anchor.current) place({ node: box.current, anchor: anchor.current, side });
  });
  useEffect(() => {
    /** @param {Event} event */
    const leave = (event) => {
      const target = /** @type {Node} */ (event.target);
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    /** @param {Event} event */
    const scroll = (event) => {
      if (!box.current?.contains(/** @type {Node} */ (event.target)) && box.current && anchor.current) {
        place({ node: box.current, anchor: anchor.current, side });
      }
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('scroll', scroll, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('scroll', scroll, true);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);
  /** @param {KeyboardEvent} event */
  const closeByKey = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    onClose();
    anchor.current?.focus();
  };
  return html`<div class=${`popover ${name}`} ref=${box} onKeyDown=${closeByKey}>${children}</div>`;
};
