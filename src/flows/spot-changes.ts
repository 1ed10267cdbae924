import type { Part } from '../domain/order.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { isAppError } from '../errors.ts';
import type { ListedPart, SubOrder, Telnyx } from '../telnyx/telnyx.ts';
import { toRequirementStates } from './part-requirements.ts';
import { createTurns } from './turns.ts';

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

export type Followed = { key: string; part: Part };
export type Look = { parts: ListedPart[]; isChanged: boolean };

export type Spotted = {
  /** When the list was asked for. */
  at: number;
  /** By order, what the list shows of its parts: of orders that were asked for, or look changed. */
  looks: Map<string, Look>;
  /** Followed as pending, and missing from a list that was read to its end. They have left `pending`, no more. */
  gone: Followed[];
  /** How many parts are followed as pending. */
  pendingCount: number;
  /** How many of those the list shows. */
  metCount: number;
  /** Whose the listed parts are, as far as Telnyx says. */
  accountIds: Set<string>;
};

type Index = { pending: Map<string, Followed>; keyByOrder: Map<string, string> };

const indexOf = async (open: readonly TrackedOrder[]): Promise<Index> => {
  const turn = createTurns();
  const index: Index = { pending: new Map(), keyByOrder: new Map() };
  for (const { key, orderId, order } of open) {
    await turn();
    if (orderId !== null) index.keyByOrder.set(orderId, key);
    for (const part of order?.parts ?? []) if (part.status === 'pending') index.pending.set(part.id, { key, part });
  }
  return index;
};

/** By part, what the list showed of it when it was found to be as it is known. */
type Fingerprints = Map<string, string>;

const isAsKnown = (fingerprints: Fingerprints, { part, listed }: { part: Part; listed: ListedPart }): boolean => {
  const fingerprint = listed.fingerprint();
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
  look.parts.push(listed);
  look.isChanged ||= isChanged;
  looks.set(key, look);
};

type Given = { open: readonly TrackedOrder[]; wanted: ReadonlySet<string>; now: number };
type Sweep = { spotted: Spotted; index: Index; wanted: ReadonlySet<string>; fingerprints: Fingerprints };

const spot = (listed: ListedPart, { spotted, index, wanted, fingerprints }: Sweep): void => {
  if (listed.accountId !== null) spotted.accountIds.add(listed.accountId);
  const followed = index.pending.get(listed.id);
  // A part of a followed order that was not known to be pending: it came, or came back.
  const key = followed?.key ?? index.keyByOrder.get(listed.orderId);
  if (key === undefined) return;
  if (followed) spotted.metCount += 1;
  const isChanged = !followed || !isAsKnown(fingerprints, { part: followed.part, listed });
  if (isChanged || wanted.has(key)) addLook(spotted.looks, { key, listed, isChanged });
};

/** Looks at each part of the list once, one page in memory at a time. */
const sweepList = async (telnyx: Pick<Telnyx, 'subOrders'>, sweep: Sweep): Promise<void> => {
  const { spotted, index } = sweep;
  const unseen = new Set(index.pending.keys());
  const turn = createTurns();
  for await (const { parts, complete } of telnyx.subOrders.listPending()) {
    for (const listed of parts) {
      await turn();
      unseen.delete(listed.id);
      spot(listed, sweep);
    }
    if (complete) spotted.gone = [...unseen].flatMap((id) => index.pending.get(id) ?? []);
  }
};

/**
 * Compares the followed parts with Telnyx's list of what is pending: some calls for all of them, and little work for
 * those that are as they were. What is spotted is read in full before anything is said.
 * @param wanted orders that are to be read anyway: what the list shows of them spares calls
 */
export const createSpotChanges = (telnyx: Pick<Telnyx, 'subOrders'>) => {
  const fingerprints: Fingerprints = new Map();
  return async ({ open, wanted, now }: Given): Promise<Spotted> => {
    const index = await indexOf(open);
    const { pending } = index;
    const empty = { looks: new Map(), gone: [], metCount: 0, accountIds: new Set<string>() };
    const spotted: Spotted = { ...empty, at: now, pendingCount: pending.size };
    if (pending.size > 0) await sweepList(telnyx, { spotted, index, wanted, fingerprints });
    for (const id of fingerprints.keys()) if (!pending.has(id)) fingerprints.delete(id);
    return spotted;
  };
};
export type SpotChanges = ReturnType<typeof createSpotChanges>;
