/** @import { PageState } from '../../protocol.ts' */

/**
 * What the browser remembers of the tour. `since`, `ignored` and `seq` say what belonged to an earlier one: `seq` was the
 * server's count when it began again, so that a restarted sandbox, which counts from the start, is told apart.
 * @typedef {{ isDismissed: boolean, since: number, ignored: string[], rejected: string, seq: number }} Memory
 */

const KEY = 'numberdesk-tour';

/** @type {Memory} */
const FRESH = { isDismissed: false, since: 0, ignored: [], rejected: '', seq: 0 };

/** @param {unknown} value @returns {value is Partial<Memory>} */
const isPartial = (value) => typeof value === 'object' && value !== null;

/** @param {PageState} state @returns {Memory} */
export const readMemory = (state) => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (!isPartial(kept)) return FRESH;
    const memory = { ...FRESH, ...kept };
    const isOfThisRun = memory.seq <= state.seq && memory.since <= state.clock.now;
    return isOfThisRun && Array.isArray(memory.ignored)
      ? memory
      : { ...FRESH, isDismissed: memory.isDismissed === true };
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
  ignored: state.desk.map(({ partId }) => partId),
  seq: state.seq,
});
