import type { Feed } from './feed.ts';

export type WaitOptions = {
  /** Real milliseconds; 5000 unless said. */
  timeoutMs?: number;
  /** What one waits for, for the message when it does not come. */
  what?: string;
};

const DEFAULT_TIMEOUT_MS = 5000;
const GLANCE_MS = 20;

/** `null`, `undefined`, `false` and an empty list mean "not yet". */
type Ready<Value> = Exclude<Value, null | undefined | false>;

const isReady = <Value>(value: Value): value is Ready<Value> & Value =>
  value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

/**
 * Looks after each event in the workspace until `look` finds something, and now and then between events: what the app
 * holds itself changes without one.
 * Rejects after the timeout with what is on everybody's screen.
 */
export const waitFor = <Value>(
  look: () => Value,
  options: WaitOptions & { feed: Feed; screen: () => string },
): Promise<Ready<Value>> =>
  new Promise((resolve, reject) => {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, what = String(look), feed, screen } = options;
    const finish = (end: () => void) => {
      clearTimeout(timer);
      clearInterval(glances);
      unsubscribe();
      end();
    };
    const attempt = () => {
      try {
        const value = look();
        if (isReady(value)) finish(() => resolve(value));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => {
      const message = `waited ${timeoutMs} ms in vain for ${what}\nOn screen:\n${screen()}`;
      finish(() => reject(new Error(message)));
    }, timeoutMs);
    const glances = setInterval(attempt, GLANCE_MS);
    const unsubscribe = feed.subscribe(attempt);
    attempt();
  });
