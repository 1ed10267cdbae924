import { sumMoney } from '../../domain/money.ts';
import type { OrderOffer } from '../../domain/order-offer.ts';
import { type AvailableNumber, formatPhoneNumber } from '../../domain/phone-number.ts';
import { createReference } from '../../domain/reference.ts';
import type { OrderContext } from '../ids-of-orders.ts';
import { describedOption, escapeLine, escapeText, type KnownBlock, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { multiSelectInput, namedOptions, selectInput, textInput } from './form-inputs.ts';
import { costText, counted, moneyText } from './words.ts';

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

const amountOf = (number: AvailableNumber) => ({
  upfront: number.upfront?.amount ?? null,
  monthly: number.monthly?.amount ?? null,
});

const FINAL = 'Upfront is charged now, monthly from activation. Orders are final: Telnyx does not refund.';

/** What the person sees: kept with the form, so that a rise asks again. */
export const seenPricesOf = (numbers: AvailableNumber[]): OrderContext['seenPrices'] =>
  Object.fromEntries(numbers.map((each) => [each.phoneNumber, amountOf(each)]));

const numberLine = (number: AvailableNumber): string => {
  const place = number.place === null ? '' : ` · ${escapeLine(number.place, 60)}`;
  return `${escapeText(formatPhoneNumber(number.phoneNumber))}${place} · upfront ${moneyText(number.upfront)}, monthly ${moneyText(number.monthly)}`;
};

export const costBlocks = (numbers: AvailableNumber[]): KnownBlock[] => [
  ...packLines([`*${counted(numbers.length, 'number')}*`, ...numbers.map(numberLine)]).map((text) => section(text)),
  section(
    `*Total: ${costText({ upfront: sumMoney(numbers.map((each) => each.upfront)), monthly: sumMoney(numbers.map((each) => each.monthly)) })}.*\n${FINAL}`,
  ),
];

const accountInput = (field: {
  blockId: string;
  label: string;
  named: { id: string; name: string }[];
}): KnownBlock[] => {
  const options = namedOptions(field.named);
  const left = field.named.length - options.length;
  if (options.length === 0) return [];
  const hint = left > 0 ? `The first ${options.length} are listed, and ${left} more are at Telnyx.` : null;
  return [selectInput({ ...field, options, hint, optional: true, placeholder: 'None' })];
};

export const accountInputs = (offer: OrderOffer): KnownBlock[] => [
  ...accountInput({ blockId: ORDER_FIELDS.connection, label: 'Connection', named: offer.connections }),
  ...accountInput({
    blockId: ORDER_FIELDS.messagingProfile,
    label: 'Messaging profile',
    named: offer.messagingProfiles,
  }),
  ...accountInput({ blockId: ORDER_FIELDS.billingGroup, label: 'Billing group', named: offer.billingGroups }),
];

export const MAX_ALTERNATIVES = 10;

export const alternativesInput = (offer: OrderOffer): KnownBlock[] => {
  const options = offer.alternatives.slice(0, MAX_ALTERNATIVES).map((each) =>
    describedOption({
      text: formatPhoneNumber(each.phoneNumber),
      value: each.phoneNumber,
      description: `${each.place ?? each.country}, monthly ${moneyText(each.monthly)}, upfront ${moneyText(each.upfront)}`,
    }),
  );
  if (options.length === 0) return [];
  return [
    multiSelectInput({
      blockId: ORDER_FIELDS.alternatives,
      ...(offer.numbers.length === 0
        ? { label: 'Which of these instead?', hint: `The nearest others. ${FINAL}`, optional: false }
        : {
            label: 'Take any of these as well?',
            hint: 'The nearest others. What they cost is added to the total above.',
            optional: true,
          }),
      options,
    }),
  ];
};

export const referenceInput = (token: string, reference: string | null): KnownBlock => {
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
