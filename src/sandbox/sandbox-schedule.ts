import type { Schedule } from '../jobs/poll-schedule.ts';
import type { ManualClock } from './clock.ts';

/** Polls at a fixed pace of real time, and after each step of the sandbox's clock; never two at once. */
export const createSandboxSchedule = (
  clock: ManualClock,
  pollEveryMs: number | null,
): Schedule & { tick(): Promise<void> } => {
  let running: Promise<unknown> = Promise.resolve();
  let poll: () => Promise<unknown> = async () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => undefined;
  const tick = async (): Promise<void> => {
    running = running.then(
      () => poll(),
      () => poll(),
    );
    await running;
  };
  return {
    tick,
    start(work) {
      poll = work;
      unsubscribe = clock.onStep(tick);
      if (pollEveryMs !== null) timer = setInterval(() => void tick().catch(() => undefined), pollEveryMs);
    },
    async stop() {
      clearInterval(timer);
      unsubscribe();
      await running.catch(() => undefined);
    },
  };
};
