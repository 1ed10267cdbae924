import { isLeftToPerson, owe, type TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { CheckOrder } from './check-order.ts';
import type { DeliverUpdates } from './deliver-updates.ts';
import { lookUpNumbers } from './look-up-numbers.ts';

/** Telnyx lists an order within seconds; ten minutes without it, and it is not coming. */
const GIVEN_UP_AFTER_MS = 600_000;
const SLOW_CHECK_MS = 900_000;

const NOT_PLACED = 'Telnyx has no such order and offers the numbers again.';
const NOT_FOUND = 'Neither numberdesk nor a person in the portal found such an order at Telnyx.';

export type SettleOrder = {
  /**
   * Finds out what became of an order that was sent, or may have been, without an answer. `personId`: who did not find it in
   * the portal either; where all this time did not settle it, and a last look does not, that does.
   */
  settle(key: string, personId?: string): Promise<void>;
  /** The order's id at Telnyx by its reference; null when Telnyx shows none. */
  findPlaced(order: TrackedOrder): Promise<string | null>;
  /** Notes that Telnyx has it, reads it for the first time and says what it needs. */
  recordPlaced(key: string, orderId: string): Promise<void>;
};

type Options = {
  telnyx: Pick<Telnyx, 'orders' | 'numbers'>;
  orders: TrackedOrders;
  checkOrder: CheckOrder;
  deliverUpdates: DeliverUpdates;
  clock: { now(): number };
  log: Log;
  newToken: () => string;
  /** True while this process waits for Telnyx's answer: there is nothing to look up yet. */
  isBeingPlaced: (key: string) => boolean;
};

type Saying = { id: string; now: number };

/** Whoever was told to wait is told when it is their turn, and how it went: a card that changes tells nobody. */
const keepLooking = (order: TrackedOrder, { id, now }: Saying): TrackedOrder => {
  const looked: TrackedOrder = { ...order, state: 'unclear', lastCheckedAt: now, nextCheckAt: now };
  if (!isLeftToPerson(looked)) return { ...looked, cardIsStale: order.cardIsStale || order.state !== 'unclear' };
  const later = { ...looked, nextCheckAt: now + SLOW_CHECK_MS };
  return isLeftToPerson(order) ? later : owe(later, { id, now, changes: [{ kind: 'not-found' }] });
};

const giveUp = (order: TrackedOrder, { id, now, personId }: Saying & { personId: string | undefined }): TrackedOrder =>
  owe(
    {
      ...order,
      state: 'refused',
      refusal: personId === undefined ? NOT_PLACED : NOT_FOUND,
      lastCheckedAt: now,
      lastChangedAt: now,
    },
    { id, now, changes: [{ kind: 'not-placed', ...(personId === undefined ? {} : { personId }) }] },
  );

const isOfferedAgain = async (telnyx: Pick<Telnyx, 'numbers'>, { intent }: TrackedOrder): Promise<boolean> => {
  const phoneNumbers = intent.numbers.map(({ phoneNumber }) => phoneNumber);
  return (await lookUpNumbers(telnyx, phoneNumbers)).gone.length === 0;
};

const toPlaced = (order: TrackedOrder, { orderId, now }: { orderId: string; now: number }): TrackedOrder => ({
  ...order,
  state: 'placed',
  orderId,
  refusal: null,
  cardIsStale: true,
  lastChangedAt: now,
  nextCheckAt: now,
});

export const createSettleOrder = (options: Options): SettleOrder => {
  const { telnyx, orders, checkOrder, deliverUpdates, clock, log, newToken, isBeingPlaced } = options;

  const findPlaced = async ({ key, intent }: TrackedOrder): Promise<string | null> => {
    const found = await telnyx.orders.findByReference(intent.reference);
    // A search at Telnyx may match loosely: another order must never be taken for this one.
    const exact = found.filter(({ reference }) => reference === intent.reference);
    if (exact.length > 1) log.error({ key, orderIds: exact.map(({ id }) => id) }, 'one reference, several orders');
    return exact[0]?.id ?? null;
  };

  const recordPlaced: SettleOrder['recordPlaced'] = async (key, orderId) => {
    const now = clock.now();
    await orders.update(key, (order) => (order.state === 'placed' ? null : toPlaced(order, { orderId, now })));
    try {
      await checkOrder.check(key);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'store_failed') throw error;
      // It is placed, and saved so: the next tick reads it and says what it needs.
      log.warn({ key, code: error.code }, 'placed, but not yet read');
    }
    await deliverUpdates.deliver(key);
  };

  const isOpenQuestion = ({ key, state }: TrackedOrder): boolean =>
    (state === 'placing' || state === 'unclear') && !isBeingPlaced(key);

  const settle: SettleOrder['settle'] = async (key, personId) => {
    const order = await orders.get(key);
    if (!order || !isOpenQuestion(order)) return;
    const orderId = await findPlaced(order);
    if (orderId !== null) return recordPlaced(key, orderId);
    const now = clock.now();
    const isToldSo = personId !== undefined && isLeftToPerson(order);
    const isNotPlaced =
      isToldSo || (now - order.createdAt >= GIVEN_UP_AFTER_MS && (await isOfferedAgain(telnyx, order)));
    await orders.update(key, (current) => {
      if (!isOpenQuestion(current)) return null;
      const saying = { id: newToken(), now };
      if (!isNotPlaced) return keepLooking(current, saying);
      return giveUp(current, { ...saying, personId: isToldSo ? personId : undefined });
    });
    await deliverUpdates.deliver(key);
  };

  return { settle, findPlaced, recordPlaced };
};
