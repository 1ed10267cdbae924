import type { Simulation } from './simulation.ts';

/** What can go wrong between the app and Telnyx. */
export type FaultKind =
  | { kind: 'rate-limited'; resetSeconds?: number }
  | { kind: 'server-error'; status?: 500 | 502 | 503 }
  | { kind: 'slow'; ms: number }
  /** The work is done, the answer never arrives: the connection breaks, or hangs until the client gives up. */
  | { kind: 'no-answer-after-commit'; how?: 'broken' | 'hanging' }
  /** The connection breaks before anything was done. */
  | { kind: 'dropped' }
  /** A proxy's page, with status 200. */
  | { kind: 'html' }
  | { kind: 'key-refused' }
  /** The key is a stranger's: their account answers, which has an order of its own and none of ours. */
  | { kind: 'other-account' }
  /** Somebody else buys the first number of the order just before it arrives: 85001. */
  | { kind: 'number-sold' }
  /** A definite no, for what no rule of the sandbox refuses: an address that Telnyx does not find. */
  | { kind: 'refused'; status?: 404 | 422; code: string; title: string; detail: string };

/** @property times how many calls it hits; without it, until it is switched off
 *  @property path a prefix below `/v2`, `/number_orders` */
export type Fault = FaultKind & { method?: string; path?: string; times?: number };

const hits = (fault: Fault, { method, path }: { method: string; path: string }): boolean =>
  (fault.method === undefined || fault.method === method) &&
  (fault.path === undefined || path === fault.path || path.startsWith(`${fault.path}/`));

export const createFaults = ({ state }: Simulation) => {
  const active: { fault: Fault; left: number }[] = [];
  const drop = (entry: { fault: Fault; left: number }): void => {
    const position = active.indexOf(entry);
    if (position >= 0) active.splice(position, 1);
  };
  return {
    /** @returns switches it off again */
    on: (fault: Fault): (() => void) => {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      active.push(entry);
      return () => drop(entry);
    },
    clear: (): void => {
      active.length = 0;
      state.fundsMissing = false;
      state.priceFactor = 1;
    },
    list: (): Fault[] => active.map(({ fault }) => fault),
    /** Somebody else buys this number: searches no longer show it, an order with it is refused with 85001. */
    numberGone: (phoneNumber: string): void => void state.taken.add(phoneNumber),
    /** Orders are refused with 20100. */
    insufficientFunds: (on: boolean): void => {
      state.fundsMissing = on;
    },
    /** Searches show every price times this from now on. */
    pricesRise: (factor: number): void => {
      state.priceFactor = factor;
    },
    /** The first fault that hits this call, counted as used; for the server. */
    take: (method: string, path: string): Fault | null => {
      const entry = active.find(({ fault }) => hits(fault, { method, path }));
      if (entry === undefined) return null;
      entry.left -= 1;
      if (entry.left <= 0) drop(entry);
      return entry.fault;
    },
  };
};

export type Faults = ReturnType<typeof createFaults>;
