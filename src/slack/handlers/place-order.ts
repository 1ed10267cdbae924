import type { OrderOffer, PlaceOutcome, PlaceRequest } from '../../domain/order-offer.ts';
import { typedReference } from '../../domain/reference.ts';
import { tokenForRepeat } from '../../flows/place-request.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { orderRef } from '../ids.ts';
import { type OrderContext, orderContext } from '../ids-of-orders.ts';
import type { Surface } from '../surface.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { ORDER_FIELDS } from '../views/order-fields.ts';
import { orderModal, readOrderForm } from '../views/order-modal.ts';
import type { OrderNotice } from '../views/order-notice.ts';
import { placedModal } from '../views/placed-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { clickedValue } from './clicked-value.ts';

type OpenOptions = { surface: Surface; phoneNumbers: string[] };

/** Direct messages are not for a team to follow, and the form does not offer them. */
const threadsIn = (channelId: string | null): string | null => (channelId?.startsWith('D') ? null : channelId);

/** Opens the order form at once, then fills it: Telnyx sells only what was searched just now. */
export const openOrderForm = async (deps: HandlerDeps, { surface, phoneNumbers }: OpenOptions): Promise<void> => {
  await surface.openModal(loadingModal('Order numbers'));
  const offer = await deps.flows.placeOrder.offer(phoneNumbers);
  const channelId = threadsIn(surface.channelId) ?? deps.defaultChannel;
  await surface.showModal(orderModal({ offer, context: { token: deps.newToken(), channelId } }));
};

type Submitted = { context: OrderContext; form: ReturnType<typeof readOrderForm>; personId: string; channelId: string };

const toRequest = ({ context, form, personId, channelId }: Submitted): PlaceRequest => ({
  token: context.token,
  reference: form.reference,
  phoneNumbers: [...context.phoneNumbers, ...form.alternatives],
  groupByPart: form.groupByPart,
  connectionId: form.connectionId,
  messagingProfileId: form.messagingProfileId,
  billingGroupId: form.billingGroupId,
  channelId,
  personId,
  seenPrices: context.seenPrices,
  repeatConfirmed: context.repeatConfirmed,
});

type AskAgain = Extract<PlaceOutcome, { kind: 'gone' | 'price-rose' | 'repeat' | 'group-missing' }>;

const asksAgain = (outcome: PlaceOutcome): outcome is AskAgain =>
  outcome.kind === 'gone' ||
  outcome.kind === 'price-rose' ||
  outcome.kind === 'repeat' ||
  outcome.kind === 'group-missing';

const offerOf = async (
  deps: HandlerDeps,
  { outcome, request }: { outcome: AskAgain; request: PlaceRequest },
): Promise<OrderOffer> => ('offer' in outcome ? outcome.offer : deps.flows.placeOrder.offer(request.phoneNumbers));

type Asked = { outcome: AskAgain; request: PlaceRequest; context: OrderContext };

/** Nothing was ordered and a person must decide: the form comes back with the reason on top. */
const askAgain = async (deps: HandlerDeps, { outcome, request, context }: Asked) => {
  const offer = await offerOf(deps, { outcome, request });
  const notice: OrderNotice = outcome;
  return orderModal({
    offer,
    notice,
    reference: request.reference,
    // Under its own token still: nothing was ordered under that, and a second form must not become a second order.
    context: { ...context, channelId: request.channelId },
  });
};

export const orderSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const context = orderContext.decode(view.private_metadata);
    const form = readOrderForm(view.state as Parameters<typeof readOrderForm>[0]);
    const channelId = form.channelId ?? context.channelId;
    if (channelId === null)
      return ack({
        response_action: 'errors',
        errors: { [ORDER_FIELDS.channel]: 'Choose the channel in which the order will be followed.' },
      });
    await ack({ response_action: 'update', view: savingForm(view, 'Placing the order') });
    await deps.channels.checkCanPost(channelId);
    const request = toRequest({ context, form, personId: body.user.id, channelId });
    const outcome = await deps.flows.placeOrder.place(request);
    // The form comes back with what stood in the way: it may be submitted again as it is.
    if (outcome.kind === 'refused') throw outcome.error;
    await surface.showModal(
      asksAgain(outcome) ? await askAgain(deps, { outcome, request, context }) : placedModal(outcome),
    );
  };

export const orderPlaceAgain =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey } = orderRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('Place again'));
    const outcome = await deps.flows.placeOrder.placeAgain({ key: orderKey, personId: surface.userId });
    if (asksAgain(outcome)) {
      const order = await deps.flows.findOrders.get(orderKey);
      const phoneNumbers = order.intent.numbers.map((each) => each.phoneNumber);
      const offer = 'offer' in outcome ? outcome.offer : await deps.flows.placeOrder.offer(phoneNumbers);
      await surface.showModal(
        orderModal({
          offer,
          notice: outcome,
          reference: typedReference(order.intent.reference),
          context: { token: tokenForRepeat(orderKey), channelId: order.channelId },
        }),
      );
      return;
    }
    if (outcome.kind === 'refused') throw outcome.error;
    await surface.showModal(placedModal(outcome));
  };

export const linkOpen = (): ActionHandler => async () => {
  // A button with a URL opens it in the browser; Slack still tells us and wants the ack that it has had.
};

/** Pressing *Saving …* again changes nothing: the form stays as it is until the work is done. */
export const formSaving =
  (): ViewHandler =>
  async ({ view, ack }) => {
    await ack({ response_action: 'update', view: savingForm(view) });
  };
