import type { Part } from '../domain/order.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { SubOrder, Telnyx } from '../telnyx/telnyx.ts';
import { toRequirementStates } from './part-requirements.ts';

const toFingerprint = (states: Part['requirements']): string =>
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
  return toFingerprint(states) !== toFingerprint(part.requirements);
};

type Followed = { key: string; part: Part };

const pendingParts = (open: readonly TrackedOrder[]): Map<string, Followed> =>
  new Map(
    open.flatMap(({ key, order }) =>
      (order?.parts ?? [])
        .filter(({ status }) => status === 'pending')
        .map((part) => [part.id, { key, part }] as const),
    ),
  );

/**
 * Keys of the followed orders that look different in Telnyx's list of pending parts: some calls for all of them. What
 * is spotted is read in full before anything is said; a part missing from a whole list has left `pending`, no more.
 */
export const spotChanges = async (
  telnyx: Pick<Telnyx, 'subOrders'>,
  open: readonly TrackedOrder[],
): Promise<Set<string>> => {
  const unseen = pendingParts(open);
  if (unseen.size === 0) return new Set();
  const keyByOrder = new Map(open.map(({ key, orderId }) => [orderId, key]));
  /** Null for a part of nobody's here, and for one that stands as it was last read. */
  const spot = (subOrder: SubOrder): string | null => {
    const followed = unseen.get(subOrder.id);
    unseen.delete(subOrder.id);
    // A part of a followed order that was not known to be pending: it came, or came back.
    if (!followed) return keyByOrder.get(subOrder.orderId) ?? null;
    return looksChanged(followed.part, subOrder) ? followed.key : null;
  };
  const spotted: (string | null)[] = [];
  for await (const { subOrders, complete } of telnyx.subOrders.listPending()) {
    spotted.push(...subOrders.map(spot));
    if (complete) spotted.push(...[...unseen.values()].map(({ key }) => key));
  }
  return new Set(spotted.filter((key) => key !== null));
};
