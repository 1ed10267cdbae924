import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';

export type DeliverInTurn = {
  /** Posts what one thread owes, now. Never rejects because of Slack: what is not posted stays owed. */
  one(id: string): Promise<number>;
  /** The same for many, one after the other, until so many messages were posted or Slack takes none. */
  all(ids: readonly string[], most?: number): Promise<number>;
};

type Options = {
  /** Posts what the thread owes, under its lock. */
  deliver: (id: string) => Promise<number>;
  /** What the id is called in the log. */
  name: 'key' | 'groupId';
  clock: { now(): number };
  log: Log;
};

const MINUTE_MS = 60_000;
/** Most troubles of Slack are over by then. */
const RETRY_AFTER_MS = MINUTE_MS;
const LONGEST_RETRY_MS = 15 * MINUTE_MS;
/** No longer one message that is to blame. */
const MOST_FAILED_IN_A_ROW = 3;

/** Slack takes nothing at all: trying the other threads now is of no use. */
export const isSlackAway = (error: unknown): boolean =>
  isAppError(error, 'not_allowed') || (isAppError(error, 'slack_unreachable') && error.details.thisCallOnly !== true);

/** Slack answers, and failed at this message; it may fail at the next one too. */
const isSlackFailing = (error: unknown): boolean => isAppError(error, 'slack_unreachable') && !isSlackAway(error);

export const noteUnposted = (log: Log, { error, ...what }: { error: unknown; [name: string]: unknown }): void => {
  const said = 'not posted, kept for the next tick';
  if (isAppError(error)) log.warn({ ...what, code: error.code, reason: error.message }, said);
  else log.error({ ...what, err: error }, said);
};

/**
 * Threads whose messages Slack fails at, though it takes others, are tried again later and later; meanwhile the others
 * go on. In memory only: a new process tries them at once.
 */
const createRetries = (clock: Options['clock']) => {
  const failed = new Map<string, { times: number; dueAt: number }>();
  return {
    isDue: (id: string): boolean => (failed.get(id)?.dueAt ?? 0) <= clock.now(),
    putOff: (id: string): void => {
      const times = (failed.get(id)?.times ?? 0) + 1;
      const after = Math.min(RETRY_AFTER_MS * 2 ** (times - 1), LONGEST_RETRY_MS);
      failed.set(id, { times, dueAt: clock.now() + after });
    },
    forget: (id: string): void => void failed.delete(id),
  };
};

export const createDeliverInTurn = ({ deliver, name, clock, log }: Options): DeliverInTurn => {
  const retries = createRetries(clock);

  const deliverOne = async (id: string): Promise<{ posted: number; error: unknown }> => {
    try {
      const posted = await deliver(id);
      retries.forget(id);
      return { posted, error: null };
    } catch (error) {
      if (isAppError(error, 'store_failed')) throw error;
      noteUnposted(log, { error, [name]: id });
      // A closed channel may open any time: it is tried at every poll.
      if (!isSlackAway(error) && !isAppError(error, 'channel_unavailable')) retries.putOff(id);
      return { posted: 0, error };
    }
  };

  return {
    one: async (id) => (await deliverOne(id)).posted,
    all: async (ids, most = Number.POSITIVE_INFINITY) => {
      let posted = 0;
      let failedInARow = 0;
      for (const id of ids.filter(retries.isDue)) {
        if (posted >= most || failedInARow >= MOST_FAILED_IN_A_ROW) break;
        const delivered = await deliverOne(id);
        posted += delivered.posted;
        if (isSlackAway(delivered.error)) break;
        failedInARow = isSlackFailing(delivered.error) ? failedInARow + 1 : 0;
      }
      return posted;
    },
  };
};
