import { isGroupFor } from '../../domain/requirement-group.ts';
import type { HandlerDeps } from '../handler.ts';
import type { OrderContext } from '../ids-of-orders.ts';
import type { Surface } from '../surface.ts';
import { orderModal } from '../views/order-modal.ts';
import { partKey } from '../views/order-paperwork.ts';
import { afterWrite } from './after-write.ts';

type Below = {
  surface: Surface;
  /** The order form at the bottom of the stack (`root_view_id`). */
  viewId: string;
  groupId: string;
  /** What stands in that form; by default what was remembered when a group was begun from it. */
  context?: OrderContext | null;
};

/** A group made from inside the form is noted there, so that it alone may stand chosen. */
export const rememberMade = (
  deps: HandlerDeps,
  given: { viewId: string; groupId: string; place: { country: string; numberType: string } },
): void => {
  const known = deps.openOrderForms.find(given.viewId);
  if (known === null) return;
  const made = { ...known.made, [partKey(given.place)]: { groupId: given.groupId, revision: 0 } };
  deps.openOrderForms.remember(given.viewId, { ...known, made });
};

/** A new revision makes Slack show the new choice. A group that was not made from here is never chosen. */
const withNewRevision = ({ made }: OrderContext, groupId: string): OrderContext['made'] =>
  Object.fromEntries(
    Object.entries(made).map(([key, each]) => [
      key,
      each.groupId === groupId ? { groupId, revision: each.revision + 1 } : each,
    ]),
  );

const refresh = async (deps: HandlerDeps, { surface, viewId, groupId, context }: Below): Promise<void> => {
  const known = context ?? deps.openOrderForms.find(viewId);
  if (known === null) return;
  const offer = await deps.flows.placeOrder.offer(known.phoneNumbers);
  const isUsable = offer.parts.some((part) =>
    part.groups.some((group) => group.id === groupId && isGroupFor(group, part)),
  );
  const made = isUsable ? withNewRevision(known, groupId) : known.made;
  const heldUntil = known.heldUntil !== null && known.heldUntil > deps.clock.now() ? known.heldUntil : null;
  const next = { ...known, made, heldUntil };
  deps.openOrderForms.remember(viewId, next);
  await surface.showModalById(viewId, orderModal({ offer, context: next }));
};

/**
 * After a group was made or filled in over an order form: that form shows the group, chosen if it was made from there
 * and can be used. What was typed stays, since Slack keeps it. Does nothing when no order form stands below; where it
 * cannot be drawn anew, *Check again* in it does the same.
 */
export const refreshOrderForm = (deps: HandlerDeps, below: Below): Promise<void> =>
  afterWrite(deps, { what: 'refresh the order form', work: () => refresh(deps, below), otherwise: undefined });
