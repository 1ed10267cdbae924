/** One question and its answer, for contract checks and recordings. `status` 0: no answer was given. */
export type Exchange = {
  method: string;
  /** Below `/v2`, with ids. */
  path: string;
  /** As sent, by full parameter name. */
  query: Record<string, string[]>;
  /** Undefined when there was none, or it was multipart. */
  requestBody: unknown;
  status: number;
  /** Parsed JSON; undefined for bytes and HTML. */
  responseBody: unknown;
};

export type LoggedCall = { at: number; method: string; path: string; status: number; ms: number };

const KEPT = 5000;

/** The last calls, oldest first: bounded, because a sandbox runs for days. */
export const createCallLog = () => {
  const calls: LoggedCall[] = [];
  const listeners = new Set<(call: LoggedCall) => void>();
  return {
    calls,
    add: (call: LoggedCall): void => {
      calls.push(call);
      if (calls.length > KEPT) calls.splice(0, calls.length - KEPT);
      for (const listener of listeners) listener(call);
    },
    /** @returns stops listening */
    onAdd: (listener: (call: LoggedCall) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export type CallLog = ReturnType<typeof createCallLog>;

export const toQueryRecord = (search: URLSearchParams): Record<string, string[]> => {
  const query: Record<string, string[]> = {};
  for (const [name, value] of search) query[name] = [...(query[name] ?? []), value];
  return query;
};
