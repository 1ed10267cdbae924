import type { Order } from '../domain/order.ts';
import type { ListedPart, NumberOrder, SubOrder } from '../telnyx/telnyx.ts';
import { inParallel } from './in-parallel.ts';
import type { Reading, ReadOptions } from './read-order.ts';
import { namesAllNumbers, readPart } from './read-part.ts';
import { readTypes, type TypesById } from './read-types.ts';

/** Parts of one order, as the list of pending ones just showed them, and the order as it was read before. */
export type Listed = { before: Order; parts: readonly ListedPart[]; known: TypesById };

/** Reads these parts and leaves the others as they are: at most three calls for each where its numbers stand alike. */
export type ReadListed = (listed: Listed) => Promise<Reading>;

/** The order as far as it is known without asking: enough for parts that name all their numbers themselves. */
const asKnown = ({ id, reference, status, createdAt, parts }: Order): NumberOrder => ({
  id,
  reference,
  status,
  createdAt,
  subOrderIds: parts.map((part) => part.id),
  phoneNumbers: [],
  phoneNumbersCount: 0,
});

export const createReadListed = ({ telnyx, showRequirements }: ReadOptions): ReadListed => {
  // Where Telnyx names a part's numbers only in the part itself, the list is no substitute for it. Where it names them
  // nowhere, it is.
  let namesNumbers = true;

  const toSubOrder = async (listed: ListedPart): Promise<SubOrder> => {
    const shown = listed.read();
    if (shown.phoneNumbers !== null || !namesNumbers) return shown;
    const subOrder = await telnyx.subOrders.get(listed.id, { includeNumbers: true });
    namesNumbers = subOrder.phoneNumbers !== null;
    return subOrder;
  };

  return async ({ before, parts: listed, known }) => {
    const subOrders = await inParallel(listed, { limit: 4, work: toSubOrder });
    const order = subOrders.every(namesAllNumbers) ? asKnown(before) : await telnyx.orders.get(before.id);
    const work = (subOrder: SubOrder) => readPart(telnyx, { order, subOrder });
    const parts = await inParallel(subOrders, { limit: 4, work });
    const { id, reference, status, createdAt } = order;
    return {
      order: { id, reference, status, createdAt, parts },
      requirementTypes: await readTypes({ telnyx, showRequirements }, { parts, known }),
    };
  };
};
