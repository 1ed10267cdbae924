import type { Order, Part } from '../domain/order.ts';
import type { NumberStates, NumberValues } from '../domain/requirement-form.ts';
import type { NumberInOrder, NumberOrder, SubOrder, Telnyx } from '../telnyx/telnyx.ts';
import type { ShowRequirements } from './flows.ts';
import { inParallel } from './in-parallel.ts';
import { toNumberStates } from './part-requirements.ts';
import { numbersOfPart, readPart } from './read-part.ts';
import { readTypes, type TypesById } from './read-types.ts';

export type ReadTelnyx = Pick<Telnyx, 'orders' | 'subOrders' | 'orderNumbers' | 'comments' | 'requirements'>;

export type Reading = { order: Order; requirementTypes: TypesById };
export type PartReading = {
  part: Part;
  requirementTypes: TypesById;
  values: NumberValues;
  /** How each number stands. */
  states: NumberStates;
};

export type ReadOrder = {
  /** The whole order as it stands at Telnyx. `known` are requirement types that need not be asked again. */
  read(orderId: string, known?: TypesById): Promise<Reading>;
  /** One part of it, with the answers given before. `AppError('not_found')` when Telnyx has no such part. */
  readPart(part: { orderId: string; partId: string; known?: TypesById }): Promise<PartReading>;
};

const valuesOf = (numbers: readonly NumberInOrder[]): NumberValues =>
  new Map(
    numbers.map(({ id, requirements }) => [
      id,
      Object.fromEntries(
        requirements.flatMap(({ requirementId, value }) =>
          value === null || value === '' ? [] : [[requirementId, value]],
        ),
      ),
    ]),
  );

const readSubOrders = async (telnyx: ReadTelnyx, order: NumberOrder): Promise<SubOrder[]> => {
  const isNamed = order.subOrderIds.length > 0;
  const ids = isNamed ? order.subOrderIds : (await telnyx.subOrders.listByOrder(order.id)).map(({ id }) => id);
  return inParallel(ids, { limit: 4, work: (id) => telnyx.subOrders.get(id, { includeNumbers: true }) });
};

export type ReadOptions = { telnyx: ReadTelnyx; showRequirements: ShowRequirements };

/** Puts an order together out of Telnyx's objects: order, parts, the deadline of a number of each kind, comments. */
export const createReadOrder = ({ telnyx, showRequirements }: ReadOptions): ReadOrder => ({
  read: async (orderId, known = {}) => {
    const order = await telnyx.orders.get(orderId);
    const subOrders = await readSubOrders(telnyx, order);
    const work = (subOrder: SubOrder): Promise<Part> => readPart(telnyx, { order, subOrder });
    const parts = await inParallel(subOrders, { limit: 4, work });
    const { id, reference, status, createdAt } = order;
    return {
      order: { id, reference, status, createdAt, parts },
      requirementTypes: await readTypes({ telnyx, showRequirements }, { parts, known }),
    };
  },

  readPart: async ({ orderId, partId, known = {} }) => {
    const [order, subOrder] = await Promise.all([
      telnyx.orders.get(orderId),
      telnyx.subOrders.get(partId, { includeNumbers: true }),
    ]);
    const part = await readPart(telnyx, { order, subOrder });
    const numbers = numbersOfPart(order, subOrder);
    return {
      part,
      values: valuesOf(numbers),
      states: toNumberStates(numbers, subOrder.requirements),
      requirementTypes: await readTypes({ telnyx, showRequirements }, { parts: [part], known }),
    };
  },
});
