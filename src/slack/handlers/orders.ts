import type { TrackedOrder } from '../../domain/tracked-order.ts';
import type { ActionHandler, HandlerDeps } from '../handler.ts';
import { moreRef, orderRef, partRef } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { usageMessage } from '../views/help-message.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { numbersModal } from '../views/numbers-modal.ts';
import { orderCard, partMessage } from '../views/order-card.ts';
import { orderElsewhereMessage } from '../views/order-elsewhere-message.ts';
import { foundOrdersMessage, ordersMessage } from '../views/orders-message.ts';
import { openCancelForm } from './cancel-part.ts';
import { clickedValue } from './clicked-value.ts';

/** `/numbers show`: one order's card, or the few that the words fit. */
export const showFound = async (
  deps: HandlerDeps,
  { surface, text }: { surface: Surface; text: string },
): Promise<void> => {
  if (text === '')
    return surface.reply(
      usageMessage({
        message: 'Which order? Its id, the beginning of it, or one of its numbers.',
        example: '/numbers show +493012345678',
      }),
    );
  const now = deps.clock.now();
  const found = await deps.flows.findOrders.find(text);
  const [first] = found;
  if (first && found.length === 1) {
    return surface.reply(
      first.kind === 'followed'
        ? orderCard({ order: first.order, now })
        : orderElsewhereMessage({ order: first.order, now }),
    );
  }
  const followed = found.flatMap((each) => (each.kind === 'followed' ? [each.order] : []));
  return surface.reply(foundOrdersMessage({ orders: followed, text, now }));
};

export const orderShow =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const order = await deps.flows.findOrders.get(orderRef.decode(clickedValue(action)).orderKey);
    await surface.reply(orderCard({ order, now: deps.clock.now() }));
  };

export const ordersList =
  (deps: HandlerDeps): ActionHandler =>
  async ({ surface }) => {
    const orders = await deps.flows.findOrders.list();
    await surface.reply(ordersMessage({ orders, mine: false, now: deps.clock.now() }));
  };

const refresh = async (
  deps: HandlerDeps,
  { surface, orderKey }: { surface: Surface; orderKey: string },
): Promise<void> => {
  await deps.flows.trackOrders.refresh(orderKey);
  await surface.inform({ title: 'Up to date', text: 'The card shows what Telnyx says now.' });
};

const take = async (
  deps: HandlerDeps,
  { surface, orderKey }: { surface: Surface; orderKey: string },
): Promise<void> => {
  await deps.flows.converse.take({ orderKey, personId: surface.userId });
  await surface.inform({
    title: 'Yours',
    text: 'This order is yours now: you will be mentioned when someone must act.',
  });
};

export const orderRefresh =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) =>
    refresh(deps, { surface, ...orderRef.decode(clickedValue(action)) });

const STILL_CHECKED = { title: 'Still being checked', text: 'The card will say what became of this order.' };
const AFTER_LAST_LOOK: Record<TrackedOrder['state'], { title: string; text: string }> = {
  placing: STILL_CHECKED,
  unclear: STILL_CHECKED,
  placed: { title: 'It was placed', text: 'Telnyx has it after all: the card shows where it stands.' },
  refused: { title: 'Ended', text: 'Telnyx shows no such order. *Place again* on the card orders the numbers anew.' },
};

export const orderNotPlaced =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey } = orderRef.decode(clickedValue(action));
    await deps.flows.placeOrder.settle(orderKey, surface.userId);
    const { state } = await deps.flows.findOrders.get(orderKey);
    await surface.inform(AFTER_LAST_LOOK[state]);
  };

export const orderTake =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) =>
    take(deps, { surface, ...orderRef.decode(clickedValue(action)) });

/** The card's overflow menu. */
export const orderMore =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { act, orderKey, partId } = moreRef.decode(clickedValue(action));
    if (act === 'refresh') return refresh(deps, { surface, orderKey });
    if (act === 'take') return take(deps, { surface, orderKey });
    if (act === 'cancel' && partId !== null) return openCancelForm(deps, { surface, orderKey, partId });
    await surface.openModal(loadingModal('Numbers of this order'));
    return surface.showModal(numbersModal({ order: await deps.flows.findOrders.get(orderKey) }));
  };

export const partPick =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId } = partRef.decode(clickedValue(action));
    const order = await deps.flows.findOrders.get(orderKey);
    await surface.reply(partMessage({ order, partId, now: deps.clock.now() }));
  };
