/** Writes that are asked for at once, and wait for the disk together. */
export type CommitQueue = {
  /**
   * Runs `work` in the order asked, in a transaction that others share; resolves when it is on the disk. `work` must not
   * wait. One that throws takes nothing of itself and nobody else with it.
   */
  write<Result>(work: () => Result): Promise<Result>;
  /** Writes all that was asked for, at once. */
  flush(): void;
};

/** What a queue needs of its database. */
type Transactions = {
  run(sql: string): void;
  /** SQLite itself rolls back after some failures, a full disk among them. */
  isInOne(): boolean;
};

type Asked = { work: () => unknown; resolve: (result: unknown) => void; reject: (error: unknown) => void };

/** Whoever waited for one of them goes on in the same turn: about a millisecond's work each. */
const WRITES_A_TURN = 10;

export const createCommitQueue = ({ run, isInOne }: Transactions): CommitQueue => {
  const asked: Asked[] = [];

  /** Answers how to tell who asked, once what he asked for is on the disk. */
  const runOne = ({ work, resolve, reject }: Asked): (() => void) => {
    run('SAVEPOINT one');
    try {
      const result = work();
      run('RELEASE one');
      return () => resolve(result);
    } catch (error) {
      if (!isInOne()) throw error;
      run('ROLLBACK TO one');
      run('RELEASE one');
      return () => reject(error);
    }
  };
  const commit = (batch: readonly Asked[]): (() => void)[] => {
    try {
      run('BEGIN IMMEDIATE');
      const tellings = batch.map(runOne);
      run('COMMIT');
      return tellings;
    } catch (error) {
      if (isInOne()) run('ROLLBACK');
      return batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
  };
  const commitSome = (): void => {
    for (const tell of commit(asked.splice(0, WRITES_A_TURN))) tell();
  };
  const takeTurn = (): void => {
    if (asked.length === 0) return;
    commitSome();
    if (asked.length > 0) setImmediate(takeTurn);
  };

  return {
    write: <Result>(work: () => Result) =>
      new Promise<Result>((resolve, reject) => {
        if (asked.length === 0) setImmediate(takeTurn);
        asked.push({ work, resolve: resolve as Asked['resolve'], reject });
      }),
    flush: () => {
      while (asked.length > 0) commitSome();
    },
  };
};
