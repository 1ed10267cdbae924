import { sumMoney } from '../../domain/money.ts';
import type { OfferedPart, OrderOffer } from '../../domain/order-offer.ts';
import { type AvailableNumber, formatPhoneNumber } from '../../domain/phone-number.ts';
import { createReference } from '../../domain/reference.ts';
import type { RequirementGroup } from '../../domain/requirement-group.ts';
import { groupStatusWords } from '../../domain/requirement-group.ts';
import { ACTIONS, type OrderContext, orderContext, VIEWS } from '../ids.ts';
import { actions, button, context, escapeText, type KnownBlock, LIMITS, type ModalView, modal, option, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import {
  channelInput,
  type FormState,
  multiSelectInput,
  namedOptions,
  readChannel,
  readOption,
  readOptions,
  readText,
  selectInput,
  textInput,
} from './form-inputs.ts';
import { noticeBlocks, type OrderNotice } from './order-notice.ts';
import { costText, counted, moneyText, placeText } from './words.ts';

/** Block ids of the order form; a part's group is `group:<country>:<number type>`. */
export const ORDER_FIELDS = {
  reference: 'order:reference',
  group: 'group',
  alternatives: 'order:alternatives',
  connection: 'order:connection',
  messagingProfile: 'order:messaging-profile',
  billingGroup: 'order:billing-group',
  channel: 'order:channel',
} as const;

const partKey = (part: { country: string; numberType: string }): string => `${part.country}:${part.numberType}`;

const amountOf = (number: AvailableNumber) => ({
  upfront: number.upfront?.amount ?? null,
  monthly: number.monthly?.amount ?? null,
});

/** What the person sees: kept with the form, so that a rise asks again. */
export const seenPricesOf = (numbers: AvailableNumber[]): OrderContext['seenPrices'] =>
  Object.fromEntries(numbers.map((each) => [each.phoneNumber, amountOf(each)]));

const numberLine = (number: AvailableNumber): string => {
  const place = number.place === null ? '' : ` · ${escapeText(number.place.slice(0, 60))}`;
  return `${escapeText(formatPhoneNumber(number.phoneNumber))}${place} · upfront ${moneyText(number.upfront)}, monthly ${moneyText(number.monthly)}`;
};

const costBlocks = (numbers: AvailableNumber[]): KnownBlock[] => [
  ...packLines([`*${counted(numbers.length, 'number')}*`, ...numbers.map(numberLine)]).map((text) => section(text)),
  section(
    `*Total: ${costText({ upfront: sumMoney(numbers.map((each) => each.upfront)), monthly: sumMoney(numbers.map((each) => each.monthly)) })}.*\nUpfront is charged now, monthly from activation. Orders are final: Telnyx does not refund.`,
  ),
];

const paperworkLine = (part: OfferedPart): string => {
  const count = part.paperwork.requirements.length;
  const what = count === 0 ? 'no paperwork, active within minutes' : `${counted(count, 'requirement')} to answer before activation`;
  return `*${placeText(part)}* (${counted(part.phoneNumbers.length, 'number')}): ${what}`;
};

const groupOption = (group: RequirementGroup) =>
  option(group.reference ?? `Group ${group.id.slice(0, 8)}`, group.id, groupStatusWords(group.status));

const groupHint = (part: OfferedPart, shown: number): string => {
  const left = part.groups.length - shown;
  const why = part.groupRequired
    ? 'Telnyx takes orders for this country only with a group in which every requirement has a value. Its approval is not needed.'
    : 'Answers kept at Telnyx for use again. Without one, you answer in a form after ordering.';
  return left > 0 ? `${why} The first ${shown} are listed, and ${left} more are in the Telnyx portal.` : why;
};

/** Never preselected: whose identity stands behind a number is for a person to say. */
const groupInput = (part: OfferedPart): KnownBlock[] => {
  const options = part.groups.filter((each) => each.id.length <= LIMITS.optionText).slice(0, LIMITS.options).map(groupOption);
  if (options.length === 0) return [];
  return [
    selectInput({
      blockId: `${ORDER_FIELDS.group}:${partKey(part)}`,
      label: `Requirement group for ${placeText(part)}`,
      hint: groupHint(part, options.length),
      optional: !part.groupRequired,
      options,
    }),
  ];
};

const accountInput = (field: { blockId: string; label: string; named: { id: string; name: string }[] }): KnownBlock[] => {
  const options = namedOptions(field.named);
  const left = field.named.length - options.length;
  if (options.length === 0) return [];
  const hint = left > 0 ? `The first ${options.length} are listed, and ${left} more are at Telnyx.` : null;
  return [selectInput({ ...field, options, hint, optional: true, placeholder: 'None' })];
};

const accountInputs = (offer: OrderOffer): KnownBlock[] => [
  ...accountInput({ blockId: ORDER_FIELDS.connection, label: 'Connection', named: offer.connections }),
  ...accountInput({ blockId: ORDER_FIELDS.messagingProfile, label: 'Messaging profile', named: offer.messagingProfiles }),
  ...accountInput({ blockId: ORDER_FIELDS.billingGroup, label: 'Billing group', named: offer.billingGroups }),
];

const alternativesInput = (offer: OrderOffer): KnownBlock[] => {
  const options = offer.alternatives
    .slice(0, 20)
    .map((each) => option(formatPhoneNumber(each.phoneNumber), each.phoneNumber, `${each.place ?? each.country}, monthly ${moneyText(each.monthly)}, upfront ${moneyText(each.upfront)}`));
  if (options.length === 0) return [];
  return [
    multiSelectInput({
      blockId: ORDER_FIELDS.alternatives,
      label: 'Take any of these instead?',
      hint: 'The nearest others. Their prices are added to the total above.',
      optional: true,
      options,
    }),
  ];
};

const referenceInput = (token: string, reference: string | null): KnownBlock => {
  const words = reference?.trim() || 'your words';
  const suffix = createReference({ text: 'x', token }).length - 1;
  return textInput({
    blockId: ORDER_FIELDS.reference,
    label: 'Reference',
    hint: `For your books and ours. Telnyx will show it as “${createReference({ text: words, token })}”.`,
    optional: true,
    initial: reference,
    placeholder: 'Acme, Berlin office',
    maxLength: 250 - suffix,
  });
};

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
  offer.gone.length > 0 ? `Order the other ${offer.numbers.length}` : 'Place order';

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
    seenPrices: seenPricesOf([...offer.numbers, ...offer.alternatives.slice(0, 20)]),
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
      ...costBlocks(offer.numbers),
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
