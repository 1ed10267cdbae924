import { html, useEffect, useRef } from '/vendor/preact.js';

const LOOK_MS = 200;
const GAP_PX = 4;

/** In the window, and under nothing: a narrow one shows the desk over the channel. @param {Element} element */
const isVisible = (element) => {
  const { width, height, top, left } = element.getBoundingClientRect();
  const isInside = top >= 0 && left >= 0 && top < window.innerHeight && left < window.innerWidth;
  if (width === 0 || height === 0 || !isInside) return false;
  const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
  return onTop === null || element.contains(onTop) || onTop.contains(element);
};

/** Of several alike in messages the last, which is the newest; on the desk the first, as one reads it. @param {string[]} targets @returns {Element | null} */
const findTarget = (targets) => {
  for (const target of targets) {
    const found = [...document.querySelectorAll(target)].filter(isVisible).at(target.startsWith('[data-tour') ? 0 : -1);
    if (found !== undefined) return found;
  }
  return null;
};

/** @param {HTMLElement} ring @param {string[]} targets */
const place = (ring, targets) => {
  const target = findTarget(targets);
  ring.hidden = target === null;
  if (target === null) return;
  const { top, left, width, height } = target.getBoundingClientRect();
  Object.assign(ring.style, {
    top: `${top - GAP_PX}px`,
    left: `${left - GAP_PX}px`,
    width: `${width + 2 * GAP_PX}px`,
    height: `${height + 2 * GAP_PX}px`,
  });
};

/** A ring around the place to click. It only looks: nothing of the page is changed or covered. @param {{ targets: string[] }} props */
export const Spot = ({ targets }) => {
  const ring = useRef(/** @type {HTMLElement | null} */ (null));
  const key = targets.join(',');
  useEffect(() => {
    const look = () => {
      if (ring.current !== null) place(ring.current, targets);
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, [key]);
  return html`<div class="tour-spot" ref=${ring} hidden aria-hidden="true"></div>`;
};
