import type { AxiosRequestConfig } from 'axios';
import type { IAxiosRetryConfig } from 'axios-retry';
import { isPassing, retryAfterSecondsOf } from './telnyx-error.ts';

/** The first call and two more: a person is waiting. */
const RETRIES = 2;
const FIRST_DELAY_MS = 250;

export type RetryOptions = {
  /** Waits of one call together; longer than this the person is told instead. */
  maxWaitMs: number;
  wait: (ms: number) => Promise<unknown>;
  /** A fresh deadline for the next try. */
  deadline: () => AbortSignal;
};

/** Counts the tries of one call; made anew for each. */
export type Tries = { count: number };

/** A write is sent once. Telnyx has no idempotency key, so a second try could order or pay twice. */
export const noRetries: IAxiosRetryConfig = { retries: 0 };

export const createReadRetries = (tries: Tries, { maxWaitMs, wait, deadline }: RetryOptions): IAxiosRetryConfig => {
  let waitedMs = 0;
  const delayMs = (error: unknown) => {
    const backoffMs = FIRST_DELAY_MS * 2 ** (tries.count - 1);
    return Math.max((retryAfterSecondsOf(error) ?? 0) * 1000, backoffMs);
  };
  return {
    retries: RETRIES,
    shouldResetTimeout: true,
    retryCondition: (error) => isPassing(error) && waitedMs + delayMs(error) <= maxWaitMs,
    // The wait is ours, in onRetry, so that tests need not sleep.
    retryDelay: () => 0,
    onRetry: async (...[, error, config]: [number, unknown, AxiosRequestConfig]) => {
      const ms = delayMs(error);
      waitedMs += ms;
      tries.count += 1;
      await wait(ms);
      config.signal = deadline();
    },
  };
};
