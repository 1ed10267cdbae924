/** Time that leaps from one thing that is waited for to the next, once nothing else is left to do. */
export const createVirtualTime = () => {
  const waiting: { at: number; resolve: () => void }[] = [];
  let now = 0;
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ at: now + milliseconds, resolve });
    });
  /** Runs `work` to its end. @returns how long it took in this time */
  const run = async (work: Promise<unknown>): Promise<number> => {
    const state = { isDone: false };
    const done = work.finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      await new Promise(setImmediate);
      waiting.sort((one, other) => one.at - other.at);
      const next = waiting.shift();
      if (next === undefined) continue;
      now = next.at;
      next.resolve();
    }
    await done;
    return now;
  };
  return { now: () => now, wait, run };
};
