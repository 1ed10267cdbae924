import { createTask, type Logger as TaskLogger, validateDetailed } from 'node-cron';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';

/** What runs the tick: node-cron in production, the sandbox's own clock there. */
export type Schedule = {
  start(tick: () => Promise<unknown>): void;
  /** No further tick begins; resolves when the running one has ended. */
  stop(): Promise<void>;
};

/** A tick that hangs would stop its schedule for good (node-cron waits for it), so it is given up after this. */
const TICK_TIMEOUT_MS = 10 * 60_000;
/** A busy event loop may be late for its second; such a tick is still run. */
const LATE_BY_MS = 30_000;

/** node-cron would write to the console, failures with all their fields; those are logged below, by their message. */
const toCronLog = (log: Log): TaskLogger => ({
  info: (message) => log.debug(message),
  warn: (message) => log.debug(message),
  error: () => undefined,
  debug: () => undefined,
});

type Options = { expression: string; timezone: string; log: Log };

export const createCronSchedule = ({ expression, timezone, log }: Options): Schedule => {
  const check = validateDetailed(expression);
  if (!check.valid) {
    const reason = check.errors.map(({ message }) => message).join('; ');
    throw new AppError(
      'invalid_input',
      `POLL_SCHEDULE "${expression}" is not a cron expression: ${reason}. Example: POLL_SCHEDULE="* * * * *"`,
    );
  }
  let running: Promise<unknown> = Promise.resolve();
  let stopTask = async (): Promise<void> => undefined;
  return {
    start(tick) {
      const task = createTask(
        expression,
        () => {
          running = tick();
          return running;
        },
        {
          name: 'poll',
          timezone,
          noOverlap: true,
          executeTimeout: TICK_TIMEOUT_MS,
          missedExecutionTolerance: LATE_BY_MS,
          suppressMissedWarning: true,
          logger: toCronLog(log),
        },
      );
      task.on('execution:failed', ({ execution }) => log.error({ reason: execution?.error?.message }, 'a poll failed'));
      void task.start();
      stopTask = async () => void (await task.destroy());
    },
    async stop() {
      await stopTask();
      await running.catch(() => undefined);
    },
  };
};
