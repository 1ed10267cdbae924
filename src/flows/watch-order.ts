import { REMINDER_HOURS } from '../domain/deadline.ts';
import { isOrderOpen, isPartOpen, type Order } from '../domain/order.ts';
import { tokenOf } from '../domain/reference.ts';
import { newWatchedOrder, owe, type TrackedOrder } from '../domain/tracked-order.ts';
import type { FindOrders, WatchOrder } from './flows.ts';
import { createFollowOrder, type FollowOptions, type FollowOrder } from './follow-order.ts';
import { saveReading } from './save-reading.ts';

type Options = FollowOptions & { findOrders: Pick<FindOrders, 'find'> };
type Watching = Options & { follow: FollowOrder };

/** The same for each who asks: two people who type it at once follow it once. A key and an id fit into an option's value. */
const keyOf = (orderId: string): string => `w${orderId.replaceAll('-', '').slice(0, 11).toLowerCase()}`;

/** An order that was placed here and that Telnyx showed before it answered: it is followed already, as what it is. */
const findPlacedHere = async ({ orders }: Watching, { reference }: Order): Promise<TrackedOrder | null> => {
  const token = reference === null ? null : tokenOf(reference);
  const known = token === null ? null : await orders.get(token);
  return known === null || known.state === 'refused' ? null : known;
};

/** How the parts stood that had ended before anybody here looked: what became of them is no news. */
const endedBefore = (order: Order): Order | null => {
  const parts = order.parts.filter((part) => !isPartOpen(part));
  return parts.length === 0 ? null : { ...order, parts };
};

type Asked = { orderId: string; channelId: string; personId: string };

/** Read and saved in one, with all that its thread is owed: whatever fails before leaves nothing behind. */
const begin = async (watching: Watching, { orderId, channelId, personId }: Asked): Promise<TrackedOrder> => {
  const { orders, follow, clock, newToken, reminderHours = REMINDER_HOURS } = watching;
  const reading = await follow.readOrder.read(orderId);
  const [now, updateId] = [clock.now(), newToken()];
  const unread = newWatchedOrder({ key: keyOf(orderId), order: reading.order, channelId, ownerId: personId, now });
  const begun = owe(
    { ...unread, order: endedBefore(reading.order) },
    { id: updateId, now, changes: [{ kind: 'watched', personId }] },
  );
  const record = saveReading(begun, { reading, now, updateId: newToken(), joinUpdateId: updateId, reminderHours });
  await orders.create(record);
  await follow.deliverUpdates.deliver(record.key);
  return (await orders.get(record.key)) ?? record;
};

/** Follows an order that was made elsewhere: from now on it has a card and a thread, and the poll reads it. */
export const createWatchOrder = (options: Options): WatchOrder => {
  const watching: Watching = { ...options, follow: createFollowOrder(options) };
  return async ({ text, channelId, personId }) => {
    const [found, ...others] = await options.findOrders.find(text);
    if (found === undefined || others.length > 0) return { kind: 'unknown' };
    if (found.kind === 'followed') return { kind: 'already', order: found.order };
    const known = await findPlacedHere(watching, found.order);
    if (known !== null) return { kind: 'already', order: known };
    if (!isOrderOpen(found.order)) return { kind: 'over', order: found.order };
    return { kind: 'watched', order: await begin(watching, { orderId: found.order.id, channelId, personId }) };
  };
};
