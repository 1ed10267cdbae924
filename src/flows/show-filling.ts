import type { FormTarget } from '../domain/requirement-form.ts';
import type { Filling, TrackedOrder } from '../domain/tracked-order.ts';
import type { Log } from '../log.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { FollowOrder } from './follow-order.ts';

type Options = { follow: FollowOrder; log: Log };

/** A colleague's name gives way only to somebody who opens the form, not to one who closes it. */
const change = (order: TrackedOrder, { partId, filling, personId }: Change): TrackedOrder | null => {
  const { [partId]: known, ...others } = order.filling;
  const isOthers = known !== undefined && known.personId !== personId;
  if (filling?.open !== true && (known === undefined || isOthers)) return null;
  return { ...order, filling: filling === null ? others : { ...others, [partId]: filling }, cardIsStale: true };
};

type Change = { partId: string; filling: Filling | null; personId: string };

/** Remembers who is at a part's form, or left it half filled. Groups have no such line. */
export const noteFilling = async (
  orders: TrackedOrders,
  { target, ...given }: { target: FormTarget; filling: Filling | null; personId: string },
): Promise<void> => {
  if (target.kind === 'part')
    await orders.update(target.orderKey, (order) => change(order, { ...given, partId: target.partId }));
};

/** Shows it on the card. The form does not depend on it: what fails here is for the log, and the next poll does it. */
export const showFilling = async ({ follow, log }: Options, target: FormTarget): Promise<void> => {
  if (target.kind !== 'part') return;
  try {
    await follow.deliverUpdates.deliver(target.orderKey);
  } catch (error) {
    log.warn({ err: error, key: target.orderKey }, 'the card does not show yet who is at the form');
  }
};
