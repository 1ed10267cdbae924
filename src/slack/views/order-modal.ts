import type { OrderOffer } from '../../domain/order-offer.ts';
import { VIEWS } from '../ids.ts';
import { type OrderContext, orderContext } from '../ids-of-orders.ts';
import { context, type KnownBlock, type ModalView, modal, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { channelInput, type FormState, readChannel, readOption, readOptions, readText } from './form-inputs.ts';
import {
  accountInputs,
  alternativesInput,
  costBlocks,
  MAX_ALTERNATIVES,
  ORDER_FIELDS,
  referenceInput,
  seenPricesOf,
} from './order-fields.ts';
import { noticeBlocks, type OrderNotice } from './order-notice.ts';
import { blockedText, createGroupButtons, groupInput, isBlocked, paperworkLine, partKeyOf } from './order-paperwork.ts';
import { dateText } from './words.ts';

/** Blocked, it orders nothing: submitting looks again whether there is a group by now. */
const submitText = (offer: OrderOffer): string => {
  if (offer.parts.some(isBlocked)) return 'Check again';
  return othersText(offer);
};

const othersText = (offer: OrderOffer): string =>
  offer.gone.length > 0 && offer.numbers.length > 0 ? `Order the other ${offer.numbers.length}` : 'Place order';

export type OrderForm = {
  offer: OrderOffer;
  context: Pick<OrderContext, 'token'> & Partial<OrderContext>;
  /** Why the form is shown again; a gone number or a warning is never passed over. */
  notice?: OrderNotice;
  reference?: string;
};

/** The numbers and prices kept with the form are those that it shows. */
const metadataOf = ({ offer, context: given, notice }: OrderForm): string =>
  orderContext.encode({
    token: given.token,
    phoneNumbers: offer.numbers.map((each) => each.phoneNumber),
    seenPrices: seenPricesOf([...offer.numbers, ...offer.alternatives.slice(0, MAX_ALTERNATIVES)]),
    repeatConfirmed: given.repeatConfirmed === true || notice?.kind === 'repeat',
    channelId: given.channelId ?? null,
    made: given.made ?? {},
    heldUntil: given.heldUntil ?? null,
  });

/** What stands above the prices: why the form is back, what a country needs first, what is held meanwhile. */
const topBlocks = ({ offer, context: given, notice }: OrderForm): KnownBlock[] => {
  const blocked = offer.parts.filter(isBlocked);
  // That a group is missing is said at length where none can be chosen.
  const told = notice?.kind === 'group-missing' && blocked.length > 0 ? undefined : notice;
  const held = given.heldUntil
    ? [context(`Held for you until ${dateText(given.heldUntil)}, as far as the numbers can be held.`)]
    : [];
  return [
    ...noticeBlocks({ offer, ...(told === undefined ? {} : { notice: told }) }),
    ...(blocked.length > 0 ? [blockedText(blocked, given.made ?? {})] : []),
    ...createGroupButtons(offer, given.made ?? {}),
    ...held,
  ];
};

const inputBlocks = ({ offer, context: given, reference }: OrderForm): KnownBlock[] => [
  referenceInput(given.token, reference ?? null),
  ...offer.parts.flatMap((part) => groupInput(part, given.made)).slice(0, 60),
  ...accountInputs(offer),
  channelInput({
    blockId: ORDER_FIELDS.channel,
    label: 'Channel for the order and its updates',
    hint: 'numberdesk must be in it.',
    channelId: given.channelId ?? null,
  }),
];

export const orderModal = (form: OrderForm): ModalView => {
  const { offer } = form;
  if (offer.numbers.length === 0 && offer.alternatives.length === 0) {
    return modal({
      title: 'Nothing to order',
      blocks: [...topBlocks(form), context('Search again: `/numbers search`.')],
    });
  }
  return modal({
    title: offer.parts.some(isBlocked) ? 'A group is needed first' : 'Order numbers',
    submit: submitText(offer),
    close: 'Cancel',
    callbackId: VIEWS.orderSubmit,
    metadata: metadataOf(form),
    blocks: [
      ...topBlocks(form),
      ...(offer.numbers.length === 0 ? [] : costBlocks(offer.numbers)),
      ...alternativesInput(offer),
      ...packLines(offer.parts.map(paperworkLine)).map((text) => section(text)),
      ...inputBlocks(form),
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
    groupByPart: Object.fromEntries(groupIds.map((each) => [partKeyOf(each), readOption(state, each)])),
    connectionId: readOption(state, ORDER_FIELDS.connection),
    messagingProfileId: readOption(state, ORDER_FIELDS.messagingProfile),
    billingGroupId: readOption(state, ORDER_FIELDS.billingGroup),
    channelId: readChannel(state, ORDER_FIELDS.channel),
    alternatives: readOptions(state, ORDER_FIELDS.alternatives),
  };
};
