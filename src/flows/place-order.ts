import type { OrderOffer, PlaceOutcome, PlaceRequest } from '../domain/order-offer.ts';
import { newTrackedOrder, type TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { findObstacle } from './before-placing.ts';
import type { DeliverUpdates } from './deliver-updates.ts';
import type { PlaceOrder } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createOfferOrder, type OfferTelnyx } from './offer-order.ts';
import { repeatedKey, toIntent, toRepeatedRequest } from './place-request.ts';
import { toReason } from './refusal-words.ts';
import { phoneNumbersOf, type SentOrder, sendOrder } from './send-order.ts';
import { createSettleOrder, type SettleOrder } from './settle-order.ts';

const HOUR_MS = 3_600_000;
const NOT_REACHED = 'Telnyx could not be reached, so nothing was ordered.';

type Options = FollowOptions & { telnyx: OfferTelnyx & Pick<Telnyx, 'orders'> };

/** What placing works with. */
type Desk = Options & {
  deliverUpdates: DeliverUpdates;
  settleOrder: SettleOrder;
  offerOrder: (phoneNumbers: readonly string[]) => Promise<OrderOffer>;
  /** Keys of which this process waits for Telnyx's answer. */
  beingPlaced: Set<string>;
};

const getOrder = async ({ orders }: Desk, key: string): Promise<TrackedOrder> => {
  const order = await orders.get(key);
  if (!order) throw new AppError('not_found', `order ${key} is not followed`);
  return order;
};

/**
 * Telnyx said no, at once, and nobody saw a card: the same form may be submitted again. An order that was ever
 * unclear is not like that, even when it turned out as not placed: its late arrival would make two.
 */
const mayBeTriedAgain = ({ state, cardTs, moved, lastCheckedAt }: TrackedOrder): boolean =>
  state === 'refused' && cardTs === null && moved === null && lastCheckedAt === null;

/** Saves the intent before Telnyx hears of it. False: another submit of the same form was first. */
const claim = async ({ orders }: Desk, order: TrackedOrder): Promise<boolean> => {
  if (await orders.create(order)) return true;
  let isClaimed = false;
  await orders.update(order.key, (current) => {
    isClaimed = mayBeTriedAgain(current);
    return isClaimed ? order : null;
  });
  return isClaimed;
};

/** Which of them are gone, where Telnyx's refusal is about that and a search agrees. */
const offerWithoutGone = async (desk: Desk, given: { error: AppError; order: TrackedOrder }) => {
  if (given.error.code !== 'numbers_gone') return null;
  try {
    const offer = await desk.offerOrder(phoneNumbersOf(given.order.intent));
    return offer.gone.length > 0 ? offer : null;
  } catch (failure) {
    if (!isAppError(failure)) throw failure;
    return null;
  }
};

const concludeRefused = async (desk: Desk, { key, error }: { key: string; error: AppError }): Promise<PlaceOutcome> => {
  const reason = error.code === 'telnyx_unreachable' ? NOT_REACHED : toReason(error);
  await desk.orders.update(key, (order) => ({ ...order, state: 'refused', refusal: reason }));
  const order = await getOrder(desk, key);
  const offer = await offerWithoutGone(desk, { error, order });
  return offer ? { kind: 'gone', offer } : { kind: 'refused', order, reason, error };
};

const conclude = async (desk: Desk, { key, sent }: { key: string; sent: SentOrder }): Promise<PlaceOutcome> => {
  if (sent.kind === 'refused') return concludeRefused(desk, { key, error: sent.error });
  if (sent.kind === 'created') {
    await desk.settleOrder.recordPlaced(key, sent.orderId);
    return { kind: 'placed', order: await getOrder(desk, key) };
  }
  await desk.orders.update(key, (order) => (order.state === 'placing' ? { ...order, state: 'unclear' } : null));
  await desk.deliverUpdates.deliver(key);
  return { kind: 'unclear', order: await getOrder(desk, key) };
};

const placeOnce = async (desk: Desk, order: TrackedOrder): Promise<PlaceOutcome> => {
  if (!(await claim(desk, order))) return { kind: 'already', order: await getOrder(desk, order.key) };
  desk.beingPlaced.add(order.key);
  try {
    return await conclude(desk, { key: order.key, sent: await sendOrder(desk, order) });
  } finally {
    desk.beingPlaced.delete(order.key);
  }
};

/** Finished ones too: an order without paperwork is over within seconds. */
const recentOrders = async ({ orders, clock }: Desk): Promise<TrackedOrder[]> => {
  const [open, finished] = await Promise.all([orders.listOpen(), orders.listFinishedSince(clock.now() - HOUR_MS)]);
  return [...open, ...finished];
};

/** Before an order is placed again, whenever that is asked for: the first one, should Telnyx have it by now. */
const findRepeated = async ({ orders, settleOrder }: Desk, token: string): Promise<TrackedOrder | null> => {
  const key = repeatedKey(token);
  const order = key === null ? null : await orders.get(key);
  if (order === null || order.state === 'placed') return order;
  const orderId = await settleOrder.findPlaced(order);
  if (orderId === null) return null;
  await settleOrder.recordPlaced(order.key, orderId);
  return orders.get(order.key);
};

const place = async (desk: Desk, request: PlaceRequest): Promise<PlaceOutcome> => {
  const { token: key, channelId, personId, repeatConfirmed } = request;
  const known = await desk.orders.get(key);
  if (known && !mayBeTriedAgain(known)) return { kind: 'already', order: known };
  const repeated = await findRepeated(desk, key);
  if (repeated) return { kind: 'already', order: repeated };
  const offer = await desk.offerOrder(request.phoneNumbers);
  const recent = repeatConfirmed ? [] : await recentOrders(desk);
  const now = desk.clock.now();
  const obstacle = findObstacle({ request, offer, recent, now });
  if (obstacle) return obstacle;
  return placeOnce(desk, newTrackedOrder({ key, intent: toIntent(request, offer), channelId, personId, now }));
};

const placeAgain = async (desk: Desk, { key, personId }: { key: string; personId: string }): Promise<PlaceOutcome> => {
  const { settleOrder } = desk;
  await settleOrder.settle(key);
  const order = await getOrder(desk, key);
  if (order.state === 'placed') return { kind: 'already', order };
  if (order.state !== 'refused') return { kind: 'unclear', order };
  return place(desk, toRepeatedRequest(order, personId));
};

/** Offers, places and settles orders. Whatever happens, a token is ordered at most once. */
export const createPlaceOrder = (options: Options): PlaceOrder => {
  const { checkOrder, deliverUpdates } = createFollowOrder(options);
  const beingPlaced = new Set<string>();
  const isBeingPlaced = (key: string): boolean => beingPlaced.has(key);
  const settleOrder = createSettleOrder({ ...options, checkOrder, deliverUpdates, isBeingPlaced });
  const offerOrder = createOfferOrder(options);
  const desk: Desk = { ...options, deliverUpdates, settleOrder, offerOrder, beingPlaced };
  return {
    offer: offerOrder,
    place: (request) => place(desk, request),
    settle: settleOrder.settle,
    placeAgain: (request) => placeAgain(desk, request),
  };
};
