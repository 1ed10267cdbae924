import { useEffect, useState } from '/vendor/preact.js';

/**
 * What a switch shows: what was just chosen, until the server says what came of it.
 * @template Value
 * @param {Value} actual
 */
export const useWanted = (actual) => {
  const [wanted, setWanted] = useState(/** @type {Value | null} */ (null));
  useEffect(() => setWanted(null), [actual]);
  return { shown: wanted ?? actual, want: setWanted };
};
