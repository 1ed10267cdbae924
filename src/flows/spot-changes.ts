import type { Part } from '../domain/order.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { isAppError } from '../errors.ts';
import type { ListedPart, SubOrder, Telnyx } from '../telnyx/telnyx.ts';
import { createTurns } from '../turns.ts';
import { toRequirementStates } from './part-requirements.ts';

const textOf = (states: Part['requirements']): string =>
  states
    .map(({ requirementId, answered, status }) => `${requirementId} ${answered} ${status}`)
    .toSorted()
    .join('\n');

const looksChanged = (part: Part, subOrder: SubOrder): boolean => {
  if (subOrder.status !== part.status) return true;
  // Without numbers in the list nothing more can be told from it: the part is read when its turn comes.
  if (subOrder.phoneNumbers === null) return false;
  const known = new Map(part.numbers.map((number) => [number.id, `${number.status} ${number.requirementsStatus}`]));
  const isOther = subOrder.phoneNumbers.some(
    ({ id, status, requirementsStatus }) => known.get(id) !== `${status} ${requirementsStatus}`,
  );
  if (isOther) return true;
  // Of a part with more numbers than the list sends, the worst states among all cannot be compared.
  if (subOrder.phoneNumbers.length !== part.numbers.length) return false;
  const states = toRequirementStates(subOrder.phoneNumbers, subOrder.requirements);
  return textOf(states) !== textOf(part.requirements);
};

export type Followed = { key: string; part: Part; createdAt: number; lastCheckedAt: number | null };
export type Look = { parts: ListedPart[]; isChanged: boolean };

export type Spotted = {
  /** When the list was asked for. */
  at: number;
  /** By order, what the list shows of its parts: of orders that were asked for, or look changed. */
  looks: Map<string, Look>;
  /** The list was read to its end. */
  isWhole: boolean;
  /** Followed as pending, and missing from a whole list. They have left `pending`, no more. */
  gone: Followed[];
  /** The same, but read by themselves lately, and pending: the list is wrong about them. */
  unlisted: Followed[];
  /** How many parts are followed as pending. */
  pendingCount: number;
  /** How many of those the list shows. */
  metCount: number;
  /** Whose the listed parts are, as far as Telnyx says. */
  accountIds: Set<string>;
  /** The same of the followed ones only. */
  ownAccountIds: Set<string>;
};

type Index = { pending: Map<string, Followed>; keyByOrder: Map<string, string> };

const indexOf = async (open: readonly TrackedOrder[]): Promise<Index> => {
  const turn = createTurns();
  const index: Index = { pending: new Map(), keyByOrder: new Map() };
  for (const { key, orderId, order, createdAt, lastCheckedAt } of open) {
    await turn();
    if (orderId !== null) index.keyByOrder.set(orderId, key);
    for (const part of order?.parts ?? [])
      if (part.status === 'pending') index.pending.set(part.id, { key, part, createdAt, lastCheckedAt });
  }
  return index;
};

/** By part, what the list showed of it when it was found to be as it is known. */
type Fingerprints = Map<string, string>;

const isAsKnown = (fingerprints: Fingerprints, { part, listed }: { part: Part; listed: ListedPart }): boolean => {
  const { fingerprint } = listed;
  if (fingerprints.get(listed.id) === fingerprint) return true;
  fingerprints.delete(listed.id);
  try {
    if (looksChanged(part, listed.read())) return false;
  } catch (error) {
    // What cannot be read in the list may be readable by itself.
    if (isAppError(error)) return false;
    throw error;
  }
  fingerprints.set(listed.id, fingerprint);
  return true;
};

const addLook = (
  looks: Spotted['looks'],
  { key, listed, isChanged }: Omit<Look, 'parts'> & { key: string; listed: ListedPart },
) => {
  const look = looks.get(key) ?? { parts: [], isChanged: false };
  look.parts.push(listed.keep());
  look.isChanged ||= isChanged;
  looks.set(key, look);
};

const nothingYet = (given: Pick<Spotted, 'at' | 'pendingCount'>): Spotted => ({
  ...given,
  looks: new Map(),
  isWhole: false,
  gone: [],
  unlisted: [],
  metCount: 0,
  accountIds: new Set(),
  ownAccountIds: new Set(),
});

type Given = { open: readonly TrackedOrder[]; wanted: ReadonlySet<string>; now: number };
/** What the list leaves out is read by itself this often, until the list shows it again. */
const TRUSTED_MS = 5 * 60_000;

type Memory = {
  fingerprints: Fingerprints;
  /** By part, since when a whole list lacks it. */
  missingSince: Map<string, number>;
};
type Sweep = Memory & { spotted: Spotted; index: Index; wanted: ReadonlySet<string> };

const spot = (listed: ListedPart, { spotted, index, wanted, fingerprints }: Sweep): void => {
  if (listed.accountId !== null) spotted.accountIds.add(listed.accountId);
  const followed = index.pending.get(listed.id);
  // A part of a followed order that was not known to be pending: it came, or came back.
  const key = followed?.key ?? index.keyByOrder.get(listed.orderId);
  if (key === undefined) return;
  if (followed) {
    spotted.metCount += 1;
    if (listed.accountId !== null) spotted.ownAccountIds.add(listed.accountId);
  }
  const isChanged = !followed || !isAsKnown(fingerprints, { part: followed.part, listed });
  if (isChanged || wanted.has(key)) addLook(spotted.looks, { key, listed, isChanged });
};

const noteMissing = ({ spotted, index, missingSince }: Sweep, unseen: ReadonlySet<string>): void => {
  spotted.isWhole = true;
  for (const id of missingSince.keys()) if (!unseen.has(id)) missingSince.delete(id);
  for (const id of unseen) {
    const followed = index.pending.get(id);
    if (!followed) continue;
    const since = missingSince.get(id);
    const wasRead = since !== undefined && (followed.lastCheckedAt ?? 0) >= Math.max(since, spotted.at - TRUSTED_MS);
    (wasRead ? spotted.unlisted : spotted.gone).push(followed);
    if (since === undefined) missingSince.set(id, spotted.at);
  }
};

/** Looks at each part of the list once, one page in memory at a time. */
const sweepList = async (telnyx: Pick<Telnyx, 'subOrders'>, sweep: Sweep): Promise<void> => {
  const { index } = sweep;
  const unseen = new Set(index.pending.keys());
  const turn = createTurns();
  for await (const { parts, complete } of telnyx.subOrders.listPending()) {
    for (const listed of parts) {
      await turn();
      unseen.delete(listed.id);
      spot(listed, sweep);
    }
    if (complete) noteMissing(sweep, unseen);
  }
};

/**
 * Compares the followed parts with Telnyx's list of what is pending: some calls for all of them, and little work for
 * those that are as they were. What is spotted is read in full before anything is said.
 * @param wanted orders that are to be read anyway: what the list shows of them spares calls
 */
export const createSpotChanges = (telnyx: Pick<Telnyx, 'subOrders'>) => {
  const memory: Memory = { fingerprints: new Map(), missingSince: new Map() };
  /** Null: nothing is pending here, so Telnyx was not asked. */
  return async ({ open, wanted, now }: Given): Promise<Spotted | null> => {
    const index = await indexOf(open);
    const { fingerprints } = memory;
    for (const id of fingerprints.keys()) if (!index.pending.has(id)) fingerprints.delete(id);
    if (index.pending.size === 0) return null;
    const spotted = nothingYet({ at: now, pendingCount: index.pending.size });
    await sweepList(telnyx, { ...memory, spotted, index, wanted });
    return spotted;
  };
};
export type SpotChanges = ReturnType<typeof createSpotChanges>;
