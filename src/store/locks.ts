export type Locks = {
  /** Runs `work` after all that was asked for the same key before. A failure of one does not stop the next. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
};

/** One at a time for each key, in the order asked. Within this process only: one process owns a SQLite file. */
export const createLocks = (): Locks => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = turn
        .catch(() => undefined)
        .then(() => {
          // The last one leaves no trace: the map holds what is running, not every key ever locked.
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return turn;
    },
  };
};
