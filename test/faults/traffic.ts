/** Counts what is under way, and says when nothing is. */
export const createTraffic = () => {
  let open = 0;
  let waiting: (() => void)[] = [];
  return {
    begin: (): void => {
      open += 1;
    },
    end: (): void => {
      open -= 1;
      if (open > 0) return;
      const ended = waiting;
      waiting = [];
      for (const resolve of ended) resolve();
    },
    isIdle: (): boolean => open === 0,
    idle: (): Promise<void> =>
      new Promise((resolve) => {
        if (open === 0) resolve();
        else waiting.push(resolve);
      }),
  };
};

export type Traffic = ReturnType<typeof createTraffic>;
