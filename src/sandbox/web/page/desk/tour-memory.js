/** @import { PageState } from '../../protocol.ts' */

/**
 * What the browser remembers of the tour. Orders are known by their references, whose tokens are new in every sandbox,
 * while ids begin again with each. `since` and `ignored` say what belongs to an earlier tour, `rejected` which order was
 * declined once.
 * @typedef {{ isDismissed: boolean, since: number, ignored: string[], rejected: string }} Memory
 */

const KEY = 'numberdesk-tour';

/** @type {Memory} */
const FRESH = { isDismissed: false, since: 0, ignored: [], rejected: '' };

/** @param {unknown} value @returns {value is Partial<Memory>} */
const isPartial = (value) => typeof value === 'object' && value !== null;

/** @param {PageState} state @returns {Memory} */
export const readMemory = (state) => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (!isPartial(kept)) return FRESH;
    const memory = { ...FRESH, ...kept };
    const isOfThisRun = memory.since <= state.clock.now && Array.isArray(memory.ignored);
    return isOfThisRun ? memory : { ...FRESH, isDismissed: memory.isDismissed === true };
  } catch {
    return FRESH;
  }
};

/** Without storage the tour is only forgotten. @param {Memory} memory */
export const writeMemory = (memory) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // A private window may refuse.
  }
};

/** From the first step on, whatever was done before. @param {PageState} state @returns {Memory} */
export const beginAgain = (state) => ({
  ...FRESH,
  since: state.clock.now,
  ignored: state.desk.flatMap(({ reference }) => reference ?? []),
});
