import { findPart, type Part } from '../domain/order.ts';
import type { OrderChange } from '../domain/order-changes.ts';
import { owe, type TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { FollowOptions, FollowOrder } from './follow-order.ts';

export type ActedOn = { order: TrackedOrder; orderId: string; part: Part };

export type Acted<Result> = {
  result: Result;
  /** What the thread is told, in the name of the person who acted. None: nothing is owed. */
  changes?: OrderChange[];
  /** What the record keeps of it, saved in one with what is owed. */
  note?: (order: TrackedOrder) => TrackedOrder;
};

export type ActOnPart = <Result>(given: {
  orderKey: string;
  partId: string;
  /** Runs under the order's lock. What it throws reaches the caller, and nothing is owed. */
  act: (on: ActedOn) => Promise<Acted<Result>>;
}) => Promise<Result>;

type Options = FollowOptions & { follow: FollowOrder };

/** The order and its part, as last read. `AppError('not_found')` when they are not followed (any more). */
export const findActedOn = async (
  { orders }: Pick<FollowOptions, 'orders'>,
  { orderKey, partId }: { orderKey: string; partId: string },
): Promise<ActedOn> => {
  const order = await orders.get(orderKey);
  const part = order?.order ? findPart(order.order, partId) : null;
  if (!order?.orderId || !part) throw new AppError('not_found', `part ${partId} of order ${orderKey} is not followed`);
  return { order, orderId: order.orderId, part };
};

/**
 * Does something to a part at Telnyx for a person: acts, saves what that owes before anything else can fail, reads
 * what came of it into the same message, posts it. The lock keeps the poll from telling the act as news from outside.
 */
export const createActOnPart = ({ follow, orders, clock, log, newToken }: Options): ActOnPart => {
  const reread = async (key: string, joinUpdateId: string): Promise<void> => {
    try {
      await follow.checkOrder.checkLocked(key, { joinUpdateId });
    } catch (error) {
      if (!isAppError(error) || error.code === 'store_failed') throw error;
      log.warn({ key, code: error.code }, 'not read again after an act; the next tick does it');
    }
  };

  const save = async (key: string, { changes = [], note = (order) => order }: Acted<unknown>): Promise<void> => {
    const [now, id] = [clock.now(), newToken()];
    await orders.update(key, (order) => ({
      ...owe(note(order), { id, now, changes }),
      cardIsStale: true,
      lastChangedAt: now,
      nextCheckAt: now,
    }));
    if (changes.length > 0) await reread(key, id);
  };

  return async ({ orderKey, partId, act }) => {
    const acted = await orders.withLock(orderKey, async () => {
      const done = await act(await findActedOn({ orders }, { orderKey, partId }));
      if (done.changes || done.note) await save(orderKey, done);
      return done;
    });
    if (acted.changes || acted.note) await follow.deliverUpdates.deliver(orderKey);
    return acted.result;
  };
};
