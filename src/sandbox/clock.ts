export type Clock = { now(): number };

type StepListener = (now: number) => void | Promise<void>;

/** Large spans are crossed in steps, so that whoever listens (the poll) sees the deadlines in between. */
export const STEP_MS = 60 * 60 * 1000;

/**
 * A clock that stands still until it is told to move. With a speed it also runs by itself: 1 is real time, 60 a minute a second.
 * @param startAt epoch milliseconds
 * @param realNow what "by itself" is measured with; a test passes its own
 */
export const createManualClock = (
  startAt: number,
  { speed: initialSpeed = 0, realNow = Date.now }: { speed?: number; realNow?: () => number } = {},
) => {
  const listeners = new Set<StepListener>();
  let baseAt = startAt;
  let baseRealAt = realNow();
  let speed = initialSpeed;

  const now = (): number => Math.floor(baseAt + (realNow() - baseRealAt) * speed);
  const jumpTo = (at: number): void => {
    baseAt = at;
    baseRealAt = realNow();
  };
  const tellListeners = async (): Promise<void> => {
    for (const listener of listeners) await listener(now());
  };
  const set = async (at: number): Promise<void> => {
    while (now() < at) {
      jumpTo(Math.min(at, now() + STEP_MS));
      if (listeners.size > 0) await tellListeners();
    }
  };

  return {
    now,
    /** Moves forward to `at`, a step at a time; listeners are awaited after each. A moment in the past changes nothing. */
    set,
    advance: (ms: number): Promise<void> => set(now() + ms),
    /** How fast the clock runs by itself; 0 stops it. */
    setSpeed: (next: number): void => {
      jumpTo(now());
      speed = next;
    },
    speed: (): number => speed,
    /** @returns stops listening */
    onStep: (listener: StepListener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export type ManualClock = ReturnType<typeof createManualClock>;
