import { type Order, soonestDeadline } from '../domain/order.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { FindOrders, FoundOrder, ShowRequirements } from './flows.ts';
import { createReadOrder, type ReadOrder, type ReadTelnyx } from './read-order.ts';

const FULL_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const deadlineOf = ({ order }: TrackedOrder): number => (order && soonestDeadline(order)) ?? Number.POSITIVE_INFINITY;

const bySoonestDeadline = (one: TrackedOrder, other: TrackedOrder): number => {
  const [first, second] = [deadlineOf(one), deadlineOf(other)];
  return first === second ? one.createdAt - other.createdAt : first - second;
};

const orNull = async <Value>(read: Promise<Value>): Promise<Value | null> => {
  try {
    return await read;
  } catch (error) {
    if (isAppError(error, 'not_found')) return null;
    throw error;
  }
};

type Options = { telnyx: ReadTelnyx; orders: TrackedOrders; showRequirements: ShowRequirements };
type Source = Options & { readOrder: ReadOrder };

/** The order behind a full id that nobody follows here: an order's, or a part's. */
const readElsewhere = async ({ telnyx, readOrder }: Source, id: string): Promise<Order | null> => {
  const asOrder = await orNull(readOrder.read(id));
  if (asOrder) return asOrder.order;
  const part = await orNull(telnyx.subOrders.get(id));
  const reading = part && (await orNull(readOrder.read(part.orderId)));
  return reading?.order ?? null;
};

const findElsewhere = async (source: Source, id: string): Promise<FoundOrder[]> => {
  const order = await readElsewhere(source, id);
  if (!order) return [];
  const followed = await source.orders.findByOrderId(order.id);
  return [followed ? { kind: 'followed', order: followed } : { kind: 'elsewhere', order }];
};

export const createFindOrders = (options: Options): FindOrders => {
  const { orders } = options;
  const source: Source = { ...options, readOrder: createReadOrder(options) };
  return {
    list: async ({ ownerId } = {}) => {
      const open = await orders.listOpen();
      return open
        .filter((order) => order.state !== 'refused' && (ownerId === undefined || order.ownerId === ownerId))
        .toSorted(bySoonestDeadline);
    },

    find: async (text) => {
      const wanted = text.trim();
      if (wanted === '') return [];
      const followed = await orders.search(parsePhoneNumber(wanted) ?? wanted);
      if (followed.length > 0) return followed.map((order) => ({ kind: 'followed', order }));
      return FULL_ID.test(wanted) ? findElsewhere(source, wanted) : [];
    },

    get: async (key) => {
      const order = await orders.get(key);
      if (!order) throw new AppError('not_found', `order ${key} is not followed`);
      return order;
    },

    findByThread: orders.findByThread,
  };
};
