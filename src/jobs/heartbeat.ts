import type { Log } from '../log.ts';

/** Long enough for a far monitor; the next poll calls it again anyway. */
const TIMEOUT_MS = 5_000;

type Options = { url: string | null; log: Log; timeoutMs?: number };

/** The network's own word where there is one: a message may hold the URL, whose path is a secret. */
const wordOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (typeof cause?.code === 'string') return cause.code;
  return error instanceof Error ? error.name : 'unknown';
};

/**
 * Calls a monitor that raises the alarm when no call comes: a bot that died cannot say so. Never rejects and is not to be
 * waited for; a call that is still on its way stands for the next one too.
 */
export const createHeartbeat = ({ url, log, timeoutMs = TIMEOUT_MS }: Options): (() => Promise<void>) => {
  let onItsWay = false;
  const call = async (target: string): Promise<void> => {
    try {
      const answer = await fetch(target, { signal: AbortSignal.timeout(timeoutMs) });
      await answer.body?.cancel();
      if (!answer.ok) log.warn({ status: answer.status }, 'the monitor at HEARTBEAT_URL refused the heartbeat');
    } catch (error) {
      log.warn({ reason: wordOf(error) }, 'the monitor at HEARTBEAT_URL could not be reached');
    }
  };
  return async () => {
    if (url === null || onItsWay) return;
    onItsWay = true;
    await call(url);
    onItsWay = false;
  };
};
