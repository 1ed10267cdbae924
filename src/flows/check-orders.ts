import type { TrackedOrder } from '../domain/tracked-order.ts';
import { type AppError, isAppError } from '../errors.ts';
import { createTurns } from '../turns.ts';
import type { CheckOrder, ListedOrder } from './check-order.ts';
import type { FollowOptions } from './follow-order.ts';
import { inParallel } from './in-parallel.ts';
import { remindFromSnapshot } from './remind.ts';
import type { ReminderWatch } from './reminder-watch.ts';
import type { Down } from './save-reading.ts';
import type { SpotChanges, Spotted } from './spot-changes.ts';
import { type Hearing, hearSilence, isSilence, retryAfterMs } from './telnyx-silence.ts';
import type { WatchAccount } from './watch-account.ts';

/** Reading an order takes several calls; this many orders at once stay well inside what Telnyx answers a second. */
const AT_ONCE = 4;

/** Until when an order that could not be read is left alone, and how often in a row it could not. */
export type Pause = { until: number; failures: number };

export type CheckSource = FollowOptions & {
  checkOrder: CheckOrder;
  settle: (key: string) => Promise<void>;
  spotChanges: SpotChanges;
  reminders: ReminderWatch;
  watchAccount: Pick<WatchAccount, 'isElsewhere' | 'answeredAt'>;
  reminderHours: readonly number[];
  /** Orders that nobody has looked at since the app did not run: what is found in them is late because of that. */
  late: Map<string, NonNullable<Down>>;
  /** By order that Telnyx did not find, or gave no answer for: the list may show it as changed all the time. */
  pauses: Map<string, Pause>;
  /** Orders that are read in one tick at most. */
  budget: number;
};

export type Round = Hearing & {
  now: number;
  down: Down;
  checked: number;
  changed: number;
  failed: number;
  /** What the list of pending parts showed; null when it could not be read, or nothing is pending. */
  spotted: Spotted | null;
  isListFailed: boolean;
  /** Of orders that were late, and are no more: when the app did not run. */
  caughtUp: Map<string, NonNullable<Down>>;
  /** Keys of orders that were read, and of those that Telnyx did not find, or not with all their parts. */
  read: Set<string>;
  lost: Set<string>;
  /** The last failure that was Telnyx's own. */
  failure: AppError | null;
};

export const startRound = (now: number, down: Down): Round => ({
  now,
  down,
  checked: 0,
  changed: 0,
  failed: 0,
  telnyxReachable: true,
  silentInARow: 0,
  spotted: null,
  isListFailed: false,
  caughtUp: new Map(),
  read: new Set(),
  lost: new Set(),
  failure: null,
});

type Item = { round: Round; order: TrackedOrder };

const catchUp = ({ late }: CheckSource, { round, order: { key } }: Item): void => {
  const down = late.get(key);
  if (down === undefined) return;
  late.delete(key);
  round.caughtUp.set(key, down);
};

const remind = async (source: CheckSource, item: Item): Promise<void> => {
  const { round, order } = item;
  const { now } = round;
  const { orders, newToken, reminderHours, reminders, late } = source;
  if (!reminders.isDue(order, now)) return;
  const down = late.get(order.key) ?? null;
  const answeredAt = round.telnyxReachable ? null : source.watchAccount.answeredAt();
  const given = { key: order.key, now, down, updateId: newToken(), reminderHours, answeredAt };
  const reminded = await remindFromSnapshot(orders, given);
  if (reminded && reminded.owed.length > order.owed.length) round.changed += 1;
  catchUp(source, item);
};

/** What the list showed of it, where that is enough: of an order with a part that left the list all is read. */
const listedOf = ({ spotted }: Round, key: string): ListedOrder | null => {
  const look = spotted?.looks.get(key);
  if (!spotted || !look || spotted.gone.some((gone) => gone.key === key)) return null;
  return { at: spotted.at, parts: look.parts };
};

const look = async (source: CheckSource, item: Item): Promise<void> => {
  const { round, order } = item;
  if (order.state !== 'placed') {
    await source.settle(order.key);
  } else {
    const { key } = order;
    const onPartsLost = (): void => void round.lost.add(key);
    const given = { down: source.late.get(key) ?? null, listed: listedOf(round, key), onPartsLost };
    const read = await source.checkOrder.check(key, given);
    if (read && read.owed.length > order.owed.length) round.changed += 1;
    if (!round.lost.has(key)) round.read.add(key);
    source.pauses.delete(key);
    catchUp(source, item);
  }
  round.silentInARow = 0;
  round.checked += 1;
};

/** Whoever read it meanwhile, or has it read again, has given it another time. */
const isPaused = ({ pauses }: CheckSource, { order, now }: { order: TrackedOrder; now: number }): boolean => {
  const until = pauses.get(order.key)?.until;
  return until !== undefined && until > now && until === order.nextCheckAt;
};

const pause = async ({ orders, pauses }: CheckSource, { round, order, error }: Item & { error: unknown }) => {
  const { key } = order;
  const isLost = isAppError(error, 'not_found');
  // What is not found may be there again at once, with the right key: those who were alarmed are to hear it soon.
  const failures = isLost ? 1 : (pauses.get(key)?.failures ?? 0) + 1;
  const until = round.now + retryAfterMs(failures);
  await orders.update(key, (saved) => ({ ...saved, nextCheckAt: until }));
  if (isLost || isSilence(error)) pauses.set(key, { until, failures });
};

/**
 * Neither "not found" nor no answer says anything about the order for sure, so nothing is said of it: whoever runs the app
 * is told. A reminder that is due does not wait.
 */
const noteFailure = async (source: CheckSource, item: Item & { error: unknown }): Promise<void> => {
  const { round, order, error } = item;
  const { key, orderId } = order;
  round.failed += 1;
  if (isAppError(error)) source.log.warn({ key, orderId, code: error.code, reason: error.message }, 'order not read');
  else source.log.error({ key, orderId, err: error }, 'order not read');
  if (isAppError(error) && error.details.telnyx) round.failure = error;
  if (isAppError(error, 'not_found')) round.lost.add(key);
  hearSilence(round, { error, isAlone: round.isListFailed });
  // While Telnyx answers nothing, no order is to blame: all are tried again at the next poll.
  if (round.telnyxReachable) await pause(source, item);
  await remind(source, item);
};

const checkOne = async (source: CheckSource, { round, order }: Item): Promise<void> => {
  try {
    if (round.telnyxReachable && !isPaused(source, { order, now: round.now })) await look(source, { round, order });
    else await remind(source, { round, order });
  } catch (error) {
    await noteFailure(source, { round, order, error });
  }
};

/** A store that fails takes this order with it, not the others. */
const checkSafely = async (source: CheckSource, item: Item): Promise<void> => {
  try {
    await checkOne(source, item);
  } catch (error) {
    source.log.error({ key: item.order.key, err: error }, 'order not checked');
  }
};

type Spotting = { round: Round; open: readonly TrackedOrder[]; wanted: ReadonlySet<string> };

/** Without the list every order is still read in its turn. */
const spotOrNone = async (
  { spotChanges, log }: CheckSource,
  { round, open, wanted }: Spotting,
): Promise<Spotted | null> => {
  try {
    return await spotChanges({ open, wanted, now: round.now });
  } catch (error) {
    if (!isAppError(error)) throw error;
    round.isListFailed = true;
    round.failure = error;
    round.failed += 1;
    log.warn({ code: error.code, reason: error.message }, 'the list of pending parts could not be read');
    return null;
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

/** Those that are due by their own schedule, longest first. */
const findWaiting = async ({ orders }: CheckSource, { open, now }: { open: readonly TrackedOrder[]; now: number }) =>
  [...open, ...(await orders.listFinishedDue(now))]
    .filter((order) => order.nextCheckAt <= now && order.state !== 'refused')
    .toSorted((one, other) => one.nextCheckAt - other.nextCheckAt);

/** Those that the list shows changed, and those that a reminder is due for. */
const findUrgent = async (source: CheckSource, { round, open }: { round: Round; open: readonly TrackedOrder[] }) => {
  const turn = createTurns();
  const gone = new Set(round.spotted?.gone.map(({ key }) => key));
  const urgent: TrackedOrder[] = [];
  for (const order of open) {
    await turn();
    const isSpotted = gone.has(order.key) || round.spotted?.looks.get(order.key)?.isChanged === true;
    const isToRead = isSpotted && !isPaused(source, { order, now: round.now });
    if (isToRead || source.reminders.isDue(order, round.now)) urgent.push(order);
  }
  return urgent;
};

/** Reads what is due: what changed or has to be reminded of first, then what waited longest, within the budget. */
export const checkOrders = async (source: CheckSource, round: Round): Promise<void> => {
  const { now } = round;
  const { budget, orders } = source;
  const open = await orders.viewOpen();
  const due = await findWaiting(source, { open, now });
  const wanted = new Set(due.slice(0, budget).map(({ key }) => key));
  round.spotted = await spotOrNone(source, { round, open, wanted });
  // A stranger's account knows nothing of our orders: asking for them one by one would only say so again.
  if (round.spotted && source.watchAccount.isElsewhere(round.spotted)) round.telnyxReachable = false;
  const urgent = await findUrgent(source, { round, open });
  const isUrgent = new Set(urgent);
  const waiting = due.filter((order) => !isUrgent.has(order));
  // More than one poll may take: those that are left for the next one are as late.
  if (round.down) for (const { key } of [...urgent, ...waiting]) source.late.set(key, round.down);
  const chosen = withinBudget(budget, { urgent, waiting });
  await inParallel(chosen, { limit: AT_ONCE, work: (order) => checkSafely(source, { round, order }) });
};
