import { useEffect, useRef, useState } from '/vendor/preact.js';

/** @import { PageState } from '../../protocol.ts' */

const SECOND_MS = 1000;
/** A fast clock is drawn more often, so that it is seen to run. */
const FAST_MS = 200;

/**
 * The simulated time between two states: what the server said last, carried on at the clock's speed.
 * @param {PageState['clock']} clock
 */
export const useNow = (clock) => {
  const base = useRef({ clock, at: performance.now() });
  const [, draw] = useState(0);
  if (base.current.clock !== clock) base.current = { clock, at: performance.now() };
  useEffect(() => {
    if (clock.speed === 0) return undefined;
    const timer = setInterval(() => draw((count) => count + 1), clock.speed > 1 ? FAST_MS : SECOND_MS);
    return () => clearInterval(timer);
  }, [clock.speed]);
  return Math.floor(clock.now + (performance.now() - base.current.at) * clock.speed);
};
