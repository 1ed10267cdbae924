import { LINK_EVERY_MS } from './deadline.ts';
import { isPartOpen, type Part } from './order.ts';
import type { TrackedOrder } from './tracked-order.ts';

const HOUR_MS = 3_600_000;

const instantsOf = (part: Part, { order, hours }: { order: TrackedOrder; hours: readonly number[] }): number[] => {
  const { deadlineAt } = part;
  const askedFor = order.reminders[part.id]?.askedFor;
  const links = Object.values(order.links[part.id] ?? {});
  return [
    ...(deadlineAt === null ? [] : [...hours, 0].map((rung) => deadlineAt - rung * HOUR_MS)),
    ...(askedFor ? [askedFor.at] : []),
    ...links.map(({ madeAt, remindedAt }) => (remindedAt ?? madeAt) + LINK_EVERY_MS),
  ];
};

/**
 * The first instant after `now` at which a reminder may become due while the order stays as it is; infinity when none
 * can. Until then nobody has to work out whether one is.
 */
export const nextReminderAt = ({
  order,
  now,
  hours,
}: {
  order: TrackedOrder;
  now: number;
  hours: readonly number[];
}): number => {
  const instants = (order.order?.parts ?? []).filter(isPartOpen).flatMap((part) => instantsOf(part, { order, hours }));
  return Math.min(Number.POSITIVE_INFINITY, ...instants.filter((at) => at > now));
};
