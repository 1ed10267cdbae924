import { REMINDER_HOURS } from '../domain/deadline.ts';
import { groupsOfIntent } from '../domain/group-parts.ts';
import { findPart, isPartOpen, type Order } from '../domain/order.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { ListedPart } from '../telnyx/telnyx.ts';
import { noteUse } from './note-use.ts';
import type { ReadListed } from './read-listed.ts';
import type { ReadOrder } from './read-order.ts';
import { type Down, saveReading } from './save-reading.ts';

/** What the list of pending parts showed of an order at that instant. */
export type ListedOrder = { at: number; parts: readonly ListedPart[] };

type Given = {
  down?: Down;
  listed?: ListedOrder | null;
  /** Called when pending parts of it are no longer among those that Telnyx names. */
  onPartsLost?: () => void;
};

export type CheckOrder = {
  /** Reads a placed order at Telnyx and saves the snapshot with what it owes, under the order's lock. */
  check(key: string, given?: Given): Promise<TrackedOrder | null>;
  /** The same for a caller that holds the lock. */
  checkLocked(key: string, given?: Given & { joinUpdateId?: string | null }): Promise<TrackedOrder | null>;
};

type Options = {
  readOrder: ReadOrder;
  readListed: ReadListed;
  orders: TrackedOrders;
  groups: TrackedGroups;
  clock: { now(): number };
  newToken: () => string;
  reminderHours?: readonly number[];
};

const DAY_MS = 86_400_000;

/** A part that is over may still be deleted: with an order that is open otherwise, it is read once a day. */
const hasEndedPartDue = (order: Order, { lastCheckedAt, at }: { lastCheckedAt: number; at: number }): boolean =>
  Math.floor(lastCheckedAt / DAY_MS) !== Math.floor(at / DAY_MS) && order.parts.some((part) => !isPartOpen(part));

/**
 * Whether the list may stand for the parts themselves: it was asked for after the last reading and after all that was
 * sent from here, or it would tell the way back as news.
 */
const maySpare = ({ order, lastCheckedAt, answeredAt }: TrackedOrder, { at, parts }: ListedOrder): boolean =>
  order !== null &&
  parts.length > 0 &&
  parts.every(({ id }) => findPart(order, id) !== null) &&
  // One that the list leaves out would else be taken for read.
  order.parts.every((part) => !isPartOpen(part) || parts.some(({ id }) => id === part.id)) &&
  at > Math.max(lastCheckedAt ?? at, ...Object.values(answeredAt)) &&
  !hasEndedPartDue(order, { lastCheckedAt: lastCheckedAt ?? at, at });

const lacksPending = (order: Order, before: Order | null): boolean =>
  before?.parts.some(({ id, status }) => status === 'pending' && findPart(order, id) === null) === true;

export const createCheckOrder = ({
  readOrder,
  readListed,
  orders,
  groups,
  clock,
  newToken,
  reminderHours = REMINDER_HOURS,
}: Options): CheckOrder => {
  const checkLocked: CheckOrder['checkLocked'] = async (key, given = {}) => {
    const known = await orders.get(key);
    if (known?.state !== 'placed' || known.orderId === null) return known;
    const { listed = null, onPartsLost, ...saving } = given;
    const { order: before, requirementTypes } = known;
    const spares = listed !== null && before !== null && maySpare(known, listed);
    const reading = spares
      ? await readListed({ before, parts: listed.parts, known: requirementTypes })
      : await readOrder.read(known.orderId, requirementTypes);
    if (!spares && lacksPending(reading.order, before)) onPartsLost?.();
    const [now, updateId] = [clock.now(), newToken()];
    const used = groupsOfIntent(known, reading.order);
    // Before the order itself: a crash in between does it again.
    for (const [partId, groupId] of Object.entries(used))
      await noteUse(groups, { groupId, use: { orderKey: key, partId, reference: known.intent.reference, at: now } });
    return orders.update(key, (order) =>
      saveReading(
        { ...order, groups: { ...used, ...order.groups } },
        { ...saving, reading, now, updateId, reminderHours },
      ),
    );
  };

  // A reading that was begun earlier must not be saved after a later one: it would tell the way back as news.
  const check: CheckOrder['check'] = (key, given) => orders.withLock(key, () => checkLocked(key, given));

  return { check, checkLocked };
};
