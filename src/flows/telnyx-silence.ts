import { type AppError, type ErrorCode, isAppError } from '../errors.ts';

/** Telnyx gave no answer that says anything of what was asked for. */
const SILENT: ReadonlySet<ErrorCode> = new Set(['telnyx_unreachable', 'telnyx_busy', 'telnyx_key_refused']);
export const isSilence = (error: unknown): error is AppError => isAppError(error) && SILENT.has(error.code);

/** Never about one order or group only: the key and the rate limit are the account's. */
const OF_ALL: ReadonlySet<ErrorCode> = new Set(['telnyx_busy', 'telnyx_key_refused']);
/** More than are read at once: those under way when Telnyx goes away fail together. */
const MOST_IN_A_ROW = 5;

const MINUTE_MS = 60_000;
const RETRY_AFTER_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_MS = 30 * MINUTE_MS;

/** What the reads of one poll showed: whether Telnyx as a whole answers, or one thing only cannot be read. */
export type Hearing = { telnyxReachable: boolean; silentInARow: number };

/** Notes a failed read. `isAlone`: nothing else was answered so far, so nothing speaks for Telnyx. */
export const hearSilence = (hearing: Hearing, { error, isAlone }: { error: unknown; isAlone: boolean }): void => {
  if (!isSilence(error)) return;
  hearing.silentInARow += 1;
  // Asking for the next one would only wait as long again.
  if (isAlone || OF_ALL.has(error.code) || hearing.silentInARow >= MOST_IN_A_ROW) hearing.telnyxReachable = false;
};

/** How long something that cannot be read waits for the next try, so that it does not eat the budget of the others. */
export const retryAfterMs = (failures: number): number =>
  Math.min(RETRY_AFTER_MS * 2 ** Math.max(0, failures - 1), LONGEST_RETRY_MS);
