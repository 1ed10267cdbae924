import { isPartOpen, type Order, type Part, partName, partState } from './order.ts';
import { type GroupReading, isGroupFor } from './requirement-group.ts';
import type { TrackedGroup } from './tracked-group.ts';
import type { TrackedOrder } from './tracked-order.ts';

/** An open part of a followed order, as a person chooses among several. */
export type PartChoice = {
  orderKey: string;
  partId: string;
  /** The order's. */
  reference: string;
  /** "CH local part" */
  name: string;
  numberCount: number;
  /** Its state in words. */
  words: string;
  /** The group that it got from here; null when none is known. */
  groupId: string | null;
};

/** A group with what is known of it here. */
export type ListedGroup = {
  group: GroupReading;
  /** Null: nobody keeps it, and it was not used from here. */
  record: TrackedGroup | null;
  /** Open parts that have its values. */
  openParts: PartChoice[];
};

const toChoice = (order: TrackedOrder, part: Part): PartChoice => ({
  orderKey: order.key,
  partId: part.id,
  reference: order.intent.reference,
  name: partName(part),
  numberCount: part.numbers.length,
  words: partState(part).words,
  groupId: order.groups[part.id] ?? null,
});

const openParts = (orders: readonly TrackedOrder[], is: (part: Part, order: TrackedOrder) => boolean): PartChoice[] =>
  orders.flatMap((order) =>
    (order.order?.parts ?? [])
      .filter((part) => isPartOpen(part) && is(part, order))
      .map((part) => toChoice(order, part)),
  );

export const openPartsUsing = (orders: readonly TrackedOrder[], groupId: string): PartChoice[] =>
  openParts(orders, (part, order) => order.groups[part.id] === groupId);

/** Parts of the same country and type that a group's values may go into: what is approved needs none any more. */
export const openPartsFor = (
  orders: readonly TrackedOrder[],
  place: { country: string; numberType: string },
): PartChoice[] => openParts(orders, (part) => isGroupFor(part, place) && partState(part).kind !== 'activating');

/** Parts that got a group with the order itself and of which that is not remembered yet: part id to group id. */
export const groupsOfIntent = ({ intent, groups }: TrackedOrder, order: Order): Record<string, string> => {
  const groupOf = new Map(
    intent.numbers.map(({ phoneNumber, requirementGroupId }) => [phoneNumber, requirementGroupId]),
  );
  const pairs = order.parts
    .filter(({ id }) => groups[id] === undefined)
    .flatMap(({ id, numbers }) => {
      const groupId = numbers.map(({ phoneNumber }) => groupOf.get(phoneNumber)).find((each) => each);
      return groupId ? [[id, groupId] as const] : [];
    });
  return Object.fromEntries(pairs);
};
