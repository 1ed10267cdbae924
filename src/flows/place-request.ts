import type { OrderOffer, PlaceRequest } from '../domain/order-offer.ts';
import { createReference } from '../domain/reference.ts';
import type { OrderIntent, TrackedOrder } from '../domain/tracked-order.ts';
import { groupKey } from './before-placing.ts';

export const toIntent = (request: PlaceRequest, offer: OrderOffer): OrderIntent => ({
  reference: createReference({ text: request.reference, token: request.token }),
  numbers: offer.numbers.map(({ phoneNumber, country, numberType, upfront, monthly }) => ({
    phoneNumber,
    country,
    numberType,
    requirementGroupId: request.groupByPart[groupKey({ country, numberType })] ?? null,
    upfront,
    monthly,
  })),
  connectionId: request.connectionId,
  messagingProfileId: request.messagingProfileId,
  billingGroupId: request.billingGroupId,
});

/** The token for placing an order again: the same for each click on *Place again*, and in each form that a click opens. */
export const tokenForRepeat = (key: string): string => `${key}r`;

/** The key of the order that a form with this token would place again, should there be such an order. */
export const repeatedKey = (token: string): string | null => (token.endsWith('r') ? token.slice(0, -1) : null);

/** The form again as it was submitted for this order, under a token that follows from the first. */
export const toRepeatedRequest = ({ key, intent, channelId }: TrackedOrder, personId: string): PlaceRequest => ({
  token: tokenForRepeat(key),
  reference: intent.reference,
  phoneNumbers: intent.numbers.map(({ phoneNumber }) => phoneNumber),
  groupByPart: Object.fromEntries(intent.numbers.map((number) => [groupKey(number), number.requirementGroupId])),
  connectionId: intent.connectionId,
  messagingProfileId: intent.messagingProfileId,
  billingGroupId: intent.billingGroupId,
  channelId,
  personId,
  seenPrices: Object.fromEntries(
    intent.numbers.map(({ phoneNumber, upfront, monthly }) => [
      phoneNumber,
      { upfront: upfront?.amount ?? null, monthly: monthly?.amount ?? null },
    ]),
  ),
  repeatConfirmed: true,
});
