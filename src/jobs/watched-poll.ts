import type { TickReport } from '../flows/flows.ts';
import type { Log } from '../log.ts';

/**
 * How a poll went. `good`: all of it succeeded · `partial`: some orders could not be read · `unreachable`: Telnyx did not
 * answer · `failed`: it broke off.
 */
export type PollOutcome = 'good' | 'partial' | 'unreachable' | 'failed';
export type WatchedPoll = { outcome: PollOutcome; ms: number };

type Options = {
  tick: () => Promise<TickReport>;
  log: Log;
  onPoll: (poll: WatchedPoll) => void;
};

const outcomeOf = ({ telnyxReachable, failed }: TickReport): PollOutcome => {
  if (!telnyxReachable) return 'unreachable';
  return failed > 0 ? 'partial' : 'good';
};

/** The poll, which tells how it went. Rejects as it does. */
export const createWatchedPoll =
  ({ tick, log, onPoll }: Options) =>
  async (): Promise<TickReport> => {
    const startedAt = performance.now();
    const elapsed = (): number => Math.round(performance.now() - startedAt);
    try {
      const report = await tick();
      const poll = { outcome: outcomeOf(report), ms: elapsed() };
      log.debug({ ...report, ...poll }, 'poll');
      onPoll(poll);
      return report;
    } catch (error) {
      onPoll({ outcome: 'failed', ms: elapsed() });
      throw error;
    }
  };
