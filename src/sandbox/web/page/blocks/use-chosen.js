import { useEffect, useRef, useState } from '/vendor/preact.js';
import { useWorkspace } from '../workspace/context.js';
import { useElement } from './element-value.js';

/** @import { ElementProps } from './element-value.js' */

/**
 * What is chosen in an element, by values. A choice shows at once and holds until the server's word about it is here, so
 * that nothing springs back in between and the next choice builds on it.
 * @param {ElementProps} props
 * @param {{ stored: string[], isMulti: boolean }} given `stored`: what the server has
 */
export const useChosen = (props, { stored, isMulti }) => {
  const { state } = useWorkspace();
  const { isBusy, draftKey, choose } = useElement(props);
  const [wanted, setWanted] = useState(/** @type {string[] | null} */ (null));
  const underWay = useRef(0);
  useEffect(() => {
    if (underWay.current === 0) setWanted(null);
  }, [state.seq]);
  /** @param {string[]} values */
  const want = async (values) => {
    underWay.current += 1;
    setWanted(values);
    const isDone = await choose(isMulti ? values : (values[0] ?? null));
    underWay.current -= 1;
    if (!isDone) setWanted(null);
  };
  return { isBusy, draftKey, values: wanted ?? stored, choose: (/** @type {string[]} */ values) => void want(values) };
};
