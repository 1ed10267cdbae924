const LIMIT = 100_000;
const WINDOW_MS = 60_000;

/** Headers only: the sandbox lets everybody through, and 429 is a fault to switch on. Real time, as at Telnyx. */
export const createRateLimitHeaders = (realNow: () => number = Date.now) => {
  let windowEndsAt = 0;
  let used = 0;
  return (): Record<string, string> => {
    if (realNow() >= windowEndsAt) {
      windowEndsAt = realNow() + WINDOW_MS;
      used = 0;
    }
    used += 1;
    return {
      'x-ratelimit-limit': String(LIMIT),
      'x-ratelimit-remaining': String(Math.max(0, LIMIT - used)),
      'x-ratelimit-reset': String(Math.ceil((windowEndsAt - realNow()) / 1000)),
    };
  };
};
