import { REMINDER_HOURS } from '../domain/deadline.ts';
import { DRAFT_KEPT_MS } from '../domain/form-draft.ts';
import { joinOwed, type TrackedOrder } from '../domain/tracked-order.ts';
import type { FormDrafts } from '../store/form-drafts.ts';
import { type CheckSource, checkOrders, type Round, startRound } from './check-orders.ts';
import type { Groups, PlaceOrder, TickReport, TrackOrders } from './flows.ts';
import { createFollowOrder, type FollowOptions, type FollowOrder } from './follow-order.ts';
import { createReminderWatch } from './reminder-watch.ts';
import type { Down } from './save-reading.ts';
import { createSpotChanges } from './spot-changes.ts';
import { createWatchAccount, type WatchAccount, type WatchOptions } from './watch-account.ts';

/** A poll comes every minute: a gap this long means that the app did not run. */
const DOWN_AFTER_MS = 15 * 60_000;
/** About 1,500 calls to Telnyx, inside a minute at four orders at once. */
const ORDERS_A_TICK = 300;

type Options = FollowOptions & {
  placeOrder: Pick<PlaceOrder, 'settle'>;
  /** The kept requirement groups, looked at once the orders are told. */
  checkGroups: Groups['check'];
  /** Half-filled forms, given up when nobody came back to them. */
  drafts: Pick<FormDrafts, 'removeOlder'>;
  accountWatch: WatchOptions['accountWatch'];
  adminAlerts: WatchOptions['adminAlerts'];
  /** When the last tick was, across restarts. */
  heartbeat: { read(): Promise<number | null>; write(at: number): Promise<void> };
  ordersPerTick?: number;
};
type Tracking = Options & { follow: FollowOrder; source: CheckSource; watchAccount: WatchAccount };

const isOwedSomething = ({ owed, cardIsStale, cardTs, state }: TrackedOrder): boolean =>
  owed.length > 0 || (cardTs === null ? state === 'placed' || state === 'unclear' : cardIsStale);

const findDown = async ({ heartbeat }: Tracking, now: number): Promise<Down> => {
  const last = await heartbeat.read();
  return last !== null && now - last > DOWN_AFTER_MS ? { from: last, to: now } : null;
};

/** After time without the app each thread gets one message at most. */
const joinAll = async ({ orders }: Tracking, { keys, round }: { keys: readonly string[]; round: Round }) => {
  for (const key of new Set(keys)) {
    const down = round.down ?? round.caughtUp.get(key);
    if (down) await orders.update(key, (order) => (order.owed.length === 0 ? null : joinOwed(order, down)));
  }
};

/** What the admins are told must not keep back what the threads are. */
const concludeSafely = async ({ watchAccount, log }: Tracking, round: Round): Promise<void> => {
  try {
    await watchAccount.conclude(round);
  } catch (error) {
    log.error({ err: error }, 'the watch over the account failed');
  }
};

const runTick = async (tracking: Tracking, down: Down): Promise<TickReport> => {
  const { clock, orders, heartbeat, follow, source, drafts } = tracking;
  const round: Round = startRound(clock.now(), down);
  await tracking.watchAccount.load(await heartbeat.read());
  await checkOrders(source, round);
  await heartbeat.write(clock.now());
  await concludeSafely(tracking, round);
  const owing = (await orders.viewOpen()).filter(isOwedSomething).map(({ key }) => key);
  await joinAll(tracking, { keys: owing, round });
  const posted = await follow.deliverUpdates.deliverAll(owing);
  const { now: at, checked, changed, failed, telnyxReachable } = round;
  const postedOfGroups = await tracking.checkGroups({ telnyxReachable });
  await drafts.removeOlder(clock.now() - DRAFT_KEPT_MS);
  return { at, checked, changed, posted: posted + postedOfGroups, failed, telnyxReachable };
};

const refresh = async ({ orders, follow, placeOrder }: Tracking, key: string): Promise<TrackedOrder | null> => {
  const order = await orders.get(key);
  if (!order) return null;
  if (order.state === 'placed') await follow.checkOrder.check(key);
  else await placeOrder.settle(key);
  await follow.deliverUpdates.deliver(key);
  return orders.get(key);
};

/** The poll: everything that is told without anybody asking starts here. */
export const createTrackOrders = (options: Options): TrackOrders => {
  const { reminderHours = REMINDER_HOURS, ordersPerTick: budget = ORDERS_A_TICK, placeOrder } = options;
  const follow = createFollowOrder(options);
  const { checkOrder } = follow;
  const watchAccount = createWatchAccount(options);
  const source: CheckSource = {
    ...options,
    watchAccount,
    checkOrder,
    settle: placeOrder.settle,
    spotChanges: createSpotChanges(options.telnyx),
    reminders: createReminderWatch(reminderHours),
    reminderHours,
    late: new Map(),
    pauses: new Map(),
    budget,
  };
  const tracking: Tracking = { ...options, follow, source, watchAccount };
  let last: TickReport | null = null;
  let running: Promise<TickReport> | null = null;
  let wasDown = true;

  const tick = async (): Promise<TickReport> => {
    try {
      // While ticks go well, a gap is a clock that was set forward, not time without the app.
      const down = wasDown ? await findDown(tracking, options.clock.now()) : null;
      wasDown = true;
      last = await runTick(tracking, down);
      wasDown = false;
      return last;
    } finally {
      running = null;
    }
  };

  return {
    tick: () => {
      // A tick that is asked for while one runs is that one.
      running ??= tick();
      return running;
    },
    refresh: (key) => refresh(tracking, key),
    lastTick: () => last,
  };
};
