import type { FormTarget } from '../domain/requirement-form.ts';
import type { Filling, TrackedOrder } from '../domain/tracked-order.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { FollowOrder } from './follow-order.ts';

type Options = { orders: TrackedOrders; follow: FollowOrder };

/** A colleague's name gives way only to somebody who opens the form, not to one who closes it. */
const change = (order: TrackedOrder, { partId, filling, personId }: Change): TrackedOrder | null => {
  const { [partId]: known, ...others } = order.filling;
  const isOthers = known !== undefined && known.personId !== personId;
  if (filling?.open !== true && (known === undefined || isOthers)) return null;
  return { ...order, filling: filling === null ? others : { ...others, [partId]: filling }, cardIsStale: true };
};

type Change = { partId: string; filling: Filling | null; personId: string };

/** The card says who is at a part's form, or left it half filled. Groups have no such line. */
export const showFilling = async (
  { orders, follow }: Options,
  { target, ...given }: { target: FormTarget; filling: Filling | null; personId: string },
): Promise<void> => {
  if (target.kind !== 'part') return;
  await orders.update(target.orderKey, (order) => change(order, { ...given, partId: target.partId }));
  await follow.deliverUpdates.deliver(target.orderKey);
};
