import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createInventory } from './inventory.ts';
import { createState, type State } from './state.ts';
import { settleParts, settleStored } from './state-machine.ts';

export type SimulationOptions = {
  clock: Clock;
  /** The newer parameters and fields: pages and numbers in the list of sub orders, a status for each requirement. */
  extras: boolean;
  /** Requirement groups as `{ data }` instead of bare, as some programs in the wild expect. */
  envelopedGroups: boolean;
  /** Whose everything is, as `user_id` says it. */
  accountId?: string;
  /** What an earlier simulation held when it was kept. */
  kept?: KeptTelnyx | undefined;
};

/** Everything that a simulation holds, as it is: to be serialised at once, since its parts refer to each other. */
export type KeptTelnyx = { state: State; idCounts: Map<string, number> };

/** Account that the sandbox's key belongs to. */
const OWN_ACCOUNT_ID = '7b3f6b5e-6f0a-4c63-9d0e-2f4b8a1c5d70';

/** UUID-shaped and the same in every run: the n-th thing of its kind, of one account. */
const createIds = (counts: Map<string, number>, accountId: string) => {
  const owner = accountId === OWN_ACCOUNT_ID ? '' : `${accountId}:`;
  const next = (kind: string): number => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    return n;
  };
  return {
    counts,
    uuid: (kind: string): string => {
      const hex = createHash('sha1')
        .update(`${owner}${kind}:${next(kind)}`)
        .digest('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    /** Addresses have numeric ids. */
    numeric: (kind: string): string => String(2_815_000_000_000_000_000n + BigInt(next(kind))),
  };
};

/** Everything that stands behind the endpoints; nothing in it knows HTTP. */
export const createSimulation = ({ kept, accountId = OWN_ACCOUNT_ID, ...options }: SimulationOptions) => ({
  ...options,
  accountId,
  state: { ...createState(), ...kept?.state },
  inventory: createInventory(),
  ids: createIds(kept?.idCounts ?? new Map<string, number>(), accountId),
});

export type Simulation = ReturnType<typeof createSimulation>;

/** Whoever looks, at an endpoint or at the desk, first brings the world up to the clock. */
export const settle = ({ state, clock }: Simulation): number => {
  const now = clock.now();
  settleParts(state, now);
  settleStored(state, now);
  return now;
};
