import { AppError, isAppError } from '../errors.ts';

/** Keeps posts of one channel apart, whoever posts; one for the whole app. */
export type ChannelPace = {
  /** Runs `post` when the channel's turn comes, and again after the pause that Slack asks for, where that is short. */
  run<Result>(channelId: string, post: () => Promise<Result>): Promise<Result>;
  /** Edits have a limit of their own, over all channels: at once, or put off while Slack asks to wait. */
  edit(call: () => Promise<void>): Promise<'edited' | 'put off'>;
};

export type PaceOptions = {
  /** Between the beginnings of two posts in one channel: Slack takes about one a second. 0: no pause. */
  postIntervalMs?: number;
  wait?: (milliseconds: number) => Promise<void>;
  /** A clock that only ever goes forward, in milliseconds. */
  elapsed?: () => number;
};

const POST_INTERVAL_MS = 1000;
/** A poll waits for its posts: what Slack puts off for longer stays owed, and is not tried before. */
const LONGEST_PAUSE_MS = 30_000;
const MOST_TRIES = 5;
/** Channels that were quiet for their interval are forgotten once there are this many. */
const MANY_CHANNELS = 500;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How long Slack asks to wait; null for any other failure. A post that is put off so was not posted. */
const pauseOf = (error: unknown): number | null => {
  const seconds = isAppError(error, 'slack_unreachable') ? error.details.retryAfterSeconds : undefined;
  return seconds === undefined ? null : seconds * 1000;
};

const putOff = (pauseMs: number): AppError =>
  new AppError('slack_unreachable', 'Slack asked to wait before the next post', {
    details: { retryAfterSeconds: Math.ceil(pauseMs / 1000), nothingDone: true },
  });

export const createChannelPace = (options: PaceOptions = {}): ChannelPace => {
  const { postIntervalMs = POST_INTERVAL_MS, wait = sleep, elapsed = () => performance.now() } = options;
  const freeAt = new Map<string, number>();
  let editsFreeAt = Number.NEGATIVE_INFINITY;

  const forgetQuiet = (now: number): void => {
    if (freeAt.size < MANY_CHANNELS) return;
    for (const [channelId, at] of freeAt) if (at <= now) freeAt.delete(channelId);
  };
  /** Takes the next turn at once, so that two who wait cannot take the same one. */
  const takeTurn = async (channelId: string): Promise<void> => {
    const now = elapsed();
    const turnAt = Math.max(now, freeAt.get(channelId) ?? now);
    if (turnAt - now > LONGEST_PAUSE_MS) throw putOff(turnAt - now);
    forgetQuiet(now);
    freeAt.set(channelId, turnAt + postIntervalMs);
    if (turnAt > now) await wait(turnAt - now);
  };
  /** Keeps the pause that Slack asked for; any other failure is thrown. */
  const holdFor = (channelId: string, error: unknown): void => {
    const pauseMs = pauseOf(error);
    if (pauseMs === null) throw error;
    freeAt.set(channelId, Math.max(freeAt.get(channelId) ?? 0, elapsed() + pauseMs));
  };

  const run = async <Result>(channelId: string, post: () => Promise<Result>): Promise<Result> => {
    let putOffBy: unknown;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await takeTurn(channelId);
      try {
        return await post();
      } catch (error) {
        holdFor(channelId, error);
        putOffBy = error;
      }
    }
    throw putOffBy;
  };
  const edit = async (call: () => Promise<void>): Promise<'edited' | 'put off'> => {
    if (elapsed() < editsFreeAt) return 'put off';
    try {
      await call();
      return 'edited';
    } catch (error) {
      const pauseMs = pauseOf(error);
      if (pauseMs === null) throw error;
      editsFreeAt = elapsed() + pauseMs;
      return 'put off';
    }
  };
  return { run, edit };
};
