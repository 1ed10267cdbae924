import type { OfferedPart, OrderOffer } from '../../domain/order-offer.ts';
import { ACTIONS, type OrderContext, orderContext, VIEWS } from '../ids.ts';
import { actions, button, context, type ModalView, modal, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { channelInput, type FormState, readChannel, readOption, readOptions, readText } from './form-inputs.ts';
import {
  accountInputs,
  alternativesInput,
  costBlocks,
  groupInput,
  MAX_ALTERNATIVES,
  ORDER_FIELDS,
  paperworkLine,
  referenceInput,
  seenPricesOf,
} from './order-fields.ts';
import { noticeBlocks, type OrderNotice } from './order-notice.ts';
import { placeText } from './words.ts';

/** A country whose orders need a group, and none that can be used: the form says why and what to do, and sends nothing. */
const blockedView = (offer: OrderOffer, blocked: OfferedPart[]): ModalView =>
  modal({
    title: 'A group is needed first',
    blocks: [
      ...costBlocks(offer.numbers).slice(0, 60),
      section(
        `*This order cannot be placed yet.* Telnyx takes orders for ${blocked.slice(0, 20).map(placeText).join(', ')} only with a requirement group in which every requirement has a value, and this account has none that can be used. Nothing was ordered.`,
      ),
      section(
        '*What to do:* create the group in the Telnyx portal, fill in every requirement, then order these numbers again. The group need not be approved first.',
      ),
      ...actions([
        button({ text: 'Open the Telnyx portal', actionId: ACTIONS.linkOpen, url: 'https://portal.telnyx.com' }),
      ]),
    ],
  });

const submitText = (offer: OrderOffer): string =>
  offer.gone.length > 0 && offer.numbers.length > 0 ? `Order the other ${offer.numbers.length}` : 'Place order';

export type OrderForm = {
  offer: OrderOffer;
  context: Pick<OrderContext, 'token'> & Partial<OrderContext>;
  /** Why the form is shown again; a gone number or a warning is never passed over. */
  notice?: OrderNotice;
  reference?: string;
};

/** The numbers and prices kept with the form are those that it shows. */
export const orderModal = ({ offer, context: given, notice, reference }: OrderForm): ModalView => {
  const notices = noticeBlocks({ offer, ...(notice === undefined ? {} : { notice }) });
  if (offer.numbers.length === 0 && offer.alternatives.length === 0) {
    return modal({ title: 'Nothing to order', blocks: [...notices, context('Search again: `/numbers search`.')] });
  }
  const blocked = offer.parts.filter((part) => part.groupRequired && groupInput(part).length === 0);
  if (blocked.length > 0) return blockedView(offer, blocked);
  const metadata = orderContext.encode({
    token: given.token,
    phoneNumbers: offer.numbers.map((each) => each.phoneNumber),
    seenPrices: seenPricesOf([...offer.numbers, ...offer.alternatives.slice(0, MAX_ALTERNATIVES)]),
    repeatConfirmed: given.repeatConfirmed === true || notice?.kind === 'repeat',
    channelId: given.channelId ?? null,
  });
  return modal({
    title: 'Order numbers',
    submit: submitText(offer),
    close: 'Cancel',
    callbackId: VIEWS.orderSubmit,
    metadata,
    blocks: [
      ...notices,
      ...(offer.numbers.length === 0 ? [] : costBlocks(offer.numbers)),
      ...alternativesInput(offer),
      ...packLines(offer.parts.map(paperworkLine)).map((text) => section(text)),
      referenceInput(given.token, reference ?? null),
      ...offer.parts.flatMap(groupInput).slice(0, 60),
      ...accountInputs(offer),
      channelInput({
        blockId: ORDER_FIELDS.channel,
        label: 'Channel for the order and its updates',
        hint: 'numberdesk must be in it.',
        channelId: given.channelId ?? null,
      }),
    ],
  });
};

export type OrderFormAnswers = {
  reference: string;
  /** By `<country>:<number type>`; null where the field was left empty. */
  groupByPart: Record<string, string | null>;
  connectionId: string | null;
  messagingProfileId: string | null;
  billingGroupId: string | null;
  channelId: string | null;
  /** Alternatives chosen in place of gone numbers: to be ordered with those of the context. */
  alternatives: string[];
};

export const readOrderForm = (state: FormState): OrderFormAnswers => {
  const groupIds = Object.keys(state.values).filter((each) => each.startsWith(`${ORDER_FIELDS.group}:`));
  return {
    reference: readText(state, ORDER_FIELDS.reference),
    groupByPart: Object.fromEntries(
      groupIds.map((each) => [each.slice(ORDER_FIELDS.group.length + 1), readOption(state, each)]),
    ),
    connectionId: readOption(state, ORDER_FIELDS.connection),
    messagingProfileId: readOption(state, ORDER_FIELDS.messagingProfile),
    billingGroupId: readOption(state, ORDER_FIELDS.billingGroup),
    channelId: readChannel(state, ORDER_FIELDS.channel),
    alternatives: readOptions(state, ORDER_FIELDS.alternatives),
  };
};
