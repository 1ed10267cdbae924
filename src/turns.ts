/** An ack must not wait for a poll: work in long loops gives way after this. */
const TURN_MS = 10;

/** To be awaited in long loops: lets everybody else run once this loop has held the event loop for its turn. */
export const createTurns = (turnMs = TURN_MS): (() => Promise<void> | undefined) => {
  let since = performance.now();
  const giveWay = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
  return () => (performance.now() - since < turnMs ? undefined : giveWay());
};
