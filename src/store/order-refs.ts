import type { TrackedOrder } from '../domain/tracked-order.ts';

/** Names under which an order is looked up. They stand in the store: a change of their form needs a migration. */
export const orderRef = (orderId: string): string => `order:${orderId}`;
export const partRef = (partId: string): string => `part:${partId}`;
export const threadRef = (channelId: string, cardTs: string): string => `thread:${channelId}:${cardTs}`;
export const numberRef = (phoneNumber: string): string => `number:${phoneNumber}`;

/** Characters of an id that a search among finished orders needs at least. */
export const PREFIX_LENGTH = 4;
/** Gathers the ids that begin alike: the store cannot look for the beginning of a key. */
export const prefixRef = (id: string): string => `prefix:${id.slice(0, PREFIX_LENGTH).toLowerCase()}`;

/** Every id that a person may begin to type: of the order, its parts, and the token in its reference. */
export const idsOf = (order: TrackedOrder): string[] => [
  ...(order.orderId === null ? [] : [order.orderId]),
  ...(order.order?.parts ?? []).map(({ id }) => id),
  order.key,
];

export const phoneNumbersOf = (order: TrackedOrder): string[] => [
  ...order.intent.numbers.map(({ phoneNumber }) => phoneNumber),
  ...(order.order?.parts ?? []).flatMap(({ numbers }) => numbers.map(({ phoneNumber }) => phoneNumber)),
];

/** Each once. */
export const refsOf = (order: TrackedOrder): string[] => {
  const refs = [
    ...(order.orderId === null ? [] : [orderRef(order.orderId)]),
    ...(order.order?.parts ?? []).map(({ id }) => partRef(id)),
    ...(order.cardTs === null ? [] : [threadRef(order.channelId, order.cardTs)]),
    ...phoneNumbersOf(order).map(numberRef),
    ...idsOf(order).map(prefixRef),
  ];
  return [...new Set(refs)];
};
