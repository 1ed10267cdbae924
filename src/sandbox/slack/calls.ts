import type { Feed } from './feed.ts';
import type { Fields } from './shapes.ts';

/** One request of the app to Slack: a Web API method, a `response_url`, a file. Never holds a token. */
export type Call = {
  seq: number;
  at: number;
  method: string;
  args: Fields;
  status: number;
  /** Slack's error code, `dropped` when the answer was withheld, null when all went well. */
  error: string | null;
  ms: number;
};

export type Calls = {
  add(call: Omit<Call, 'seq'>): void;
  all(): Call[];
  of(method: string): Call[];
  count(method: string): number;
  clear(): void;
};

const KEPT_CALLS = 2000;

export const createCalls = (feed: Feed): Calls => {
  let calls: Call[] = [];
  let seq = 0;
  const of = (method: string) => calls.filter((call) => call.method === method);
  return {
    add: (given) => {
      seq += 1;
      const call = { seq, ...given };
      calls.push(call);
      if (calls.length > 2 * KEPT_CALLS) calls = calls.slice(-KEPT_CALLS);
      feed.emit({ type: 'call', call });
    },
    all: () => [...calls],
    of,
    count: (method) => of(method).length,
    clear: () => {
      calls = [];
    },
  };
};
