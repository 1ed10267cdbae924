import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createInventory } from './inventory.ts';
import { createState } from './state.ts';
import { settleParts, settleStored } from './state-machine.ts';

export type SimulationOptions = {
  clock: Clock;
  /** The newer parameters and fields: pages and numbers in the list of sub orders, a status for each requirement. */
  extras: boolean;
  /** Requirement groups as `{ data }` instead of bare, as some programs in the wild expect. */
  envelopedGroups: boolean;
};

/** UUID-shaped and the same in every run: the n-th thing of its kind. */
const createIds = () => {
  const counts = new Map<string, number>();
  const next = (kind: string): number => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    return n;
  };
  return {
    uuid: (kind: string): string => {
      const hex = createHash('sha1')
        .update(`${kind}:${next(kind)}`)
        .digest('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    /** Addresses have numeric ids. */
    numeric: (kind: string): string => String(2_815_000_000_000_000_000n + BigInt(next(kind))),
  };
};

/** Everything that stands behind the endpoints; nothing in it knows HTTP. */
export const createSimulation = (options: SimulationOptions) => ({
  ...options,
  state: createState(),
  inventory: createInventory(),
  ids: createIds(),
});

export type Simulation = ReturnType<typeof createSimulation>;

/** Whoever looks, at an endpoint or at the desk, first brings the world up to the clock. */
export const settle = ({ state, clock }: Simulation): number => {
  const now = clock.now();
  settleParts(state, now);
  settleStored(state, now);
  return now;
};
