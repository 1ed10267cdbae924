import { isOrderOpen, soonestDeadline } from './order.ts';
import type { TrackedOrder } from './tracked-order.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const isDeadlineNear = (deadlineAt: number | null, now: number): boolean =>
  // A day after a missed deadline Telnyx has cancelled or will not: no need to look every minute any more.
  deadlineAt !== null && deadlineAt - now <= 4 * HOUR_MS && now - deadlineAt <= DAY_MS;

/**
 * When an order is to be read again. Comments and deadlines carry no mark of change at Telnyx, so open parts are read
 * in turn: at every tick (`now`) while something is going on, less often the quieter it gets, daily once it is over.
 */
export const nextCheckAt = ({ order, now }: { order: TrackedOrder; now: number }): number => {
  if (order.state === 'placing' || order.state === 'unclear') return now;
  if (order.state === 'refused') return now + DAY_MS;
  if (!order.order) return now;
  if (!isOrderOpen(order.order)) return now + DAY_MS;
  const changedAt = Math.max(order.lastChangedAt, ...Object.values(order.answeredAt));
  if (now - changedAt <= HOUR_MS || isDeadlineNear(soonestDeadline(order.order), now)) return now;
  return now + (now - changedAt < DAY_MS ? 5 : 15) * MINUTE_MS;
};
