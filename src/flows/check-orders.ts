import { dueReminders } from '../domain/deadline.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { type ErrorCode, isAppError } from '../errors.ts';
import type { CheckOrder } from './check-order.ts';
import type { FollowOptions } from './follow-order.ts';
import { inParallel } from './in-parallel.ts';
import { remindFromSnapshot } from './remind.ts';
import type { Down } from './save-reading.ts';
import { spotChanges } from './spot-changes.ts';

/** Reading an order takes several calls; this many orders at once stay well inside what Telnyx answers a second. */
const AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** An order that cannot be read is tried again, but must not eat the budget of the others. */
const RETRY_AFTER_MS = 5 * MINUTE_MS;

/** Telnyx as a whole does not answer: asking for the next order would only wait as long again. */
export const SILENT: ReadonlySet<ErrorCode> = new Set(['telnyx_unreachable', 'telnyx_busy', 'telnyx_key_refused']);

export type CheckSource = FollowOptions & {
  checkOrder: CheckOrder;
  settle: (key: string) => Promise<void>;
  reminderHours: readonly number[];
  /** Orders that are read in one tick at most. */
  budget: number;
};

export type Round = {
  now: number;
  down: Down;
  checked: number;
  changed: number;
  failed: number;
  telnyxReachable: boolean;
  /** Keys of orders that were looked at. */
  touched: string[];
};

export const startRound = (now: number, down: Down): Round => ({
  now,
  down,
  checked: 0,
  changed: 0,
  failed: 0,
  telnyxReachable: true,
  touched: [],
});

const remind = async (source: CheckSource, { round, order }: { round: Round; order: TrackedOrder }): Promise<void> => {
  const { now, down } = round;
  const { orders, newToken, reminderHours } = source;
  const given = { key: order.key, now, down, updateId: newToken(), reminderHours };
  const reminded = await remindFromSnapshot(orders, given);
  if (reminded && reminded.owed.length > order.owed.length) round.changed += 1;
};

const look = async (source: CheckSource, { round, order }: { round: Round; order: TrackedOrder }): Promise<void> => {
  if (order.state !== 'placed') {
    await source.settle(order.key);
  } else {
    const read = await source.checkOrder.check(order.key, { down: round.down });
    if (read && read.owed.length > order.owed.length) round.changed += 1;
  }
  round.checked += 1;
};

/** "Not found" says nothing about the order for sure, so nothing is said of it: whoever runs the app reads the log. */
const noteFailure = async (
  source: CheckSource,
  { round, order, error }: { round: Round; order: TrackedOrder; error: unknown },
): Promise<void> => {
  const { key, orderId } = order;
  round.failed += 1;
  if (isAppError(error)) source.log.warn({ key, orderId, code: error.code, reason: error.message }, 'order not read');
  else source.log.error({ key, orderId, err: error }, 'order not read');
  if (isAppError(error) && SILENT.has(error.code)) round.telnyxReachable = false;
  else await source.orders.update(key, (saved) => ({ ...saved, nextCheckAt: round.now + RETRY_AFTER_MS }));
  if (!isAppError(error, 'not_found')) await remind(source, { round, order });
};

const checkOne = async (source: CheckSource, { round, order }: { round: Round; order: TrackedOrder }) => {
  round.touched.push(order.key);
  try {
    if (round.telnyxReachable) await look(source, { round, order });
    else await remind(source, { round, order });
  } catch (error) {
    await noteFailure(source, { round, order, error });
  }
};

/** A store that fails takes this order with it, not the others. */
const checkSafely = async (source: CheckSource, given: { round: Round; order: TrackedOrder }): Promise<void> => {
  try {
    await checkOne(source, given);
  } catch (error) {
    source.log.error({ key: given.order.key, err: error }, 'order not checked');
  }
};

/** Without the list every order is still read in its turn. */
const spotOrNone = async ({ telnyx, log }: CheckSource, open: readonly TrackedOrder[]): Promise<Set<string>> => {
  try {
    return await spotChanges(telnyx, open);
  } catch (error) {
    if (!isAppError(error)) throw error;
    log.warn({ code: error.code, reason: error.message }, 'the list of pending parts could not be read');
    return new Set();
  }
};

/**
 * The urgent ones first, but while others wait no more than half of the budget: an order that looks changed and cannot
 * be read stays urgent at every tick.
 */
const withinBudget = (
  budget: number,
  { urgent, waiting }: { urgent: readonly TrackedOrder[]; waiting: readonly TrackedOrder[] },
): TrackedOrder[] => {
  const share = Math.max(budget - waiting.length, Math.ceil(budget / 2));
  return [...urgent.slice(0, share), ...waiting].slice(0, budget);
};

/** Reads what is due: what changed or has to be reminded of first, then what waited longest, within the budget. */
export const checkOrders = async (
  source: CheckSource,
  { round, open }: { round: Round; open: readonly TrackedOrder[] },
): Promise<void> => {
  const { now } = round;
  const spotted = await spotOrNone(source, open);
  const isUrgent = (order: TrackedOrder): boolean =>
    spotted.has(order.key) || dueReminders({ order, now, hours: source.reminderHours }).changes.length > 0;
  const finished = await source.orders.listFinishedDue(now);
  const urgent = new Set(open.filter(isUrgent));
  const waiting = [...open, ...finished]
    .filter((order) => order.nextCheckAt <= now && order.state !== 'refused' && !urgent.has(order))
    .toSorted((one, other) => one.nextCheckAt - other.nextCheckAt);
  const due = withinBudget(source.budget, { urgent: [...urgent], waiting });
  await inParallel(due, { limit: AT_ONCE, work: (order) => checkSafely(source, { round, order }) });
};
