import { toMoneyText } from '../domain/money.ts';
import type { OfferedPart, OrderOffer, PlaceOutcome, PlaceRequest } from '../domain/order-offer.ts';
import type { AvailableNumber, Money } from '../domain/phone-number.ts';
import { createReference } from '../domain/reference.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';

const HOUR_MS = 3_600_000;

export const groupKey = ({ country, numberType }: { country: string; numberType: string }): string =>
  `${country}:${numberType}`;

/** Amounts are short decimals: as numbers they compare exactly enough for "more than before". */
const rise = (seen: string | null, now: Money | null): { from: string; to: string } | null => {
  if (seen === null || now === null || !(Number(now.amount) > Number(seen))) return null;
  return { from: toMoneyText({ amount: seen, currency: now.currency }), to: toMoneyText(now) };
};

const priceRises = (
  numbers: readonly AvailableNumber[],
  seenPrices: PlaceRequest['seenPrices'],
): { phoneNumber: string; from: string; to: string }[] =>
  numbers.flatMap(({ phoneNumber, upfront, monthly }) => {
    const seen = seenPrices[phoneNumber];
    if (!seen) return [];
    const rises = [rise(seen.upfront, upfront), rise(seen.monthly, monthly)].filter((found) => found !== null);
    return rises.map((found) => ({ phoneNumber, ...found }));
  });

/** Parts without the group that they must have, or with one that does not fit or cannot be used any more. */
const partsWithoutGroup = (parts: readonly OfferedPart[], groupByPart: PlaceRequest['groupByPart']): OfferedPart[] =>
  parts.filter((part) => {
    const groupId = groupByPart[groupKey(part)] ?? null;
    return groupId === null ? part.groupRequired : !part.groups.some(({ id }) => id === groupId);
  });

/** Both references without their tokens: what the person typed, as the order would carry it. */
const sameReference = (order: TrackedOrder, typed: string): boolean =>
  createReference({ text: typed, token: order.key }) === order.intent.reference &&
  createReference({ text: '', token: order.key }) !== order.intent.reference;

/** An order of the last hour under the same reference that shares a country with this one. */
const earlierLikeIt = (
  recent: readonly TrackedOrder[],
  { request, offer, now }: { request: PlaceRequest; offer: OrderOffer; now: number },
): TrackedOrder | null => {
  const countries = new Set(offer.parts.map(({ country }) => country));
  const isLikeIt = (order: TrackedOrder): boolean =>
    order.state !== 'refused' &&
    order.key !== request.token &&
    now - order.createdAt < HOUR_MS &&
    sameReference(order, request.reference) &&
    order.intent.numbers.some(({ country }) => countries.has(country));
  return recent.find(isLikeIt) ?? null;
};

/**
 * What keeps an order from being sent to Telnyx as it was submitted; null when nothing does. Nothing is stored for
 * these: the person answers and submits the same form again.
 */
export const findObstacle = (given: {
  request: PlaceRequest;
  offer: OrderOffer;
  recent: readonly TrackedOrder[];
  now: number;
}): PlaceOutcome | null => {
  const { request, offer } = given;
  if (offer.gone.length > 0) return { kind: 'gone', offer };
  const rises = priceRises(offer.numbers, request.seenPrices);
  if (rises.length > 0) return { kind: 'price-rose', offer, rises };
  const parts = partsWithoutGroup(offer.parts, request.groupByPart);
  if (parts.length > 0) return { kind: 'group-missing', parts };
  const earlier = request.repeatConfirmed ? null : earlierLikeIt(given.recent, given);
  return earlier ? { kind: 'repeat', earlier } : null;
};
