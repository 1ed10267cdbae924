import type { Clock } from './stamps.ts';

/** What goes wrong with the next calls of a Web API method (`*`: of any). */
export type Fault = {
  method: string;
  times: number;
  /** Slack's error code, in a 200. */
  error?: string;
  /** An HTTP status such as 503, with a body that is not JSON. */
  status?: number;
  /** The connection ends without an answer: `before` the method ran, or `after` it took effect. */
  drop?: 'before' | 'after';
  /** Sends 429 with this `Retry-After`. */
  retryAfterSeconds?: number;
  /** Real milliseconds until the answer leaves. */
  delayMs?: number;
};

export type Faults = {
  /** @returns switches it off again */
  fail(fault: Omit<Fault, 'times'> & { times?: number }): () => void;
  rateLimit(limit: { method: string; times?: number; retryAfterSeconds?: number }): void;
  /** Slack's own limit of one post a second in each channel; off unless switched on. */
  limitPosts(isOn: boolean): void;
  clear(): void;
  list(): Fault[];
  /** Called by the server for each request: the fault to act out, used up by one. */
  take(method: string): Fault | null;
  /** Called by the server for each post: seconds to wait, or null. */
  takePost(channel: string): number | null;
};

const POST_GAP_MS = 1000;

export const createFaults = (clock: Clock): Faults => {
  let faults: Fault[] = [];
  let isLimited = false;
  const lastPostAt = new Map<string, number>();
  const fail: Faults['fail'] = (given) => {
    const fault = { times: 1, ...given };
    faults.push(fault);
    return () => {
      faults = faults.filter((one) => one !== fault);
    };
  };
  return {
    fail,
    rateLimit: ({ method, times, retryAfterSeconds }) => {
      fail({ method, times: times ?? 1, retryAfterSeconds: retryAfterSeconds ?? 1 });
    },
    limitPosts: (isOn) => {
      isLimited = isOn;
    },
    clear: () => {
      faults = [];
      isLimited = false;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take: (method) => {
      const fault = faults.find((one) => one.method === method || one.method === '*');
      if (fault === undefined) return null;
      fault.times -= 1;
      faults = faults.filter((one) => one.times > 0);
      return fault;
    },
    takePost: (channel) => {
      const sinceMs = clock.now() - (lastPostAt.get(channel) ?? Number.NEGATIVE_INFINITY);
      if (isLimited && sinceMs < POST_GAP_MS) return 1;
      lastPostAt.set(channel, clock.now());
      return null;
    },
  };
};
