import type { OrderOffer, PlaceOutcome } from '../../domain/order-offer.ts';
import { escapeText, type KnownBlock, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { counted, dateText, numbersText, personText, placeText } from './words.ts';

/** What made the order form come back; most are outcomes of placing, as they came. */
export type OrderNotice =
  | Extract<PlaceOutcome, { kind: 'gone' | 'price-rose' | 'repeat' | 'group-missing' }>
  | { kind: 'problem'; text: string };

const goneText = (offer: OrderOffer): string => {
  const gone = numbersText(offer.gone, 20);
  const verb = offer.gone.length === 1 ? 'is' : 'are';
  const next =
    offer.numbers.length === 0
      ? 'None of your numbers is left.'
      : `You can order the other ${offer.numbers.length} as they stand below.`;
  return `*${gone} ${verb} no longer for sale.* Nothing was ordered. ${next}`;
};

const riseText = (notice: Extract<OrderNotice, { kind: 'price-rose' }>): string[] => [
  '*A price has risen since you saw it.* Nothing was ordered. Submit again if the new price is fine:',
  ...notice.rises.map(
    (rise) => `• ${numbersText([rise.phoneNumber])}: ${escapeText(rise.from)}, now ${escapeText(rise.to)}`,
  ),
];

const noticeLines = (notice: OrderNotice): string[] => {
  if (notice.kind === 'price-rose') return riseText(notice);
  if (notice.kind === 'problem') return [`*${escapeText(notice.text)}*`];
  if (notice.kind === 'group-missing') {
    const places = notice.parts.slice(0, 20).map(placeText).join(', ');
    return [
      `*Choose a requirement group for ${places}.* Telnyx takes no order there without one. Nothing was ordered.`,
    ];
  }
  if (notice.kind === 'gone') return [];
  const { earlier } = notice;
  const count = counted(earlier.intent.numbers.length, 'number');
  return [
    `*Has this been ordered already?* ${personText(earlier.orderedBy)} ordered ${count} with this reference in the same country (${dateText(earlier.createdAt)}). Nothing was ordered now: submit again to go on.`,
  ];
};

/** At the top of the form, before the prices. */
export const noticeBlocks = ({ offer, notice }: { offer: OrderOffer; notice?: OrderNotice }): KnownBlock[] => {
  const gone = offer.gone.length === 0 ? [] : [goneText(offer)];
  const lines = [...gone, ...(notice === undefined ? [] : noticeLines(notice))];
  return packLines(lines)
    .slice(0, 5)
    .map((text) => section(text));
};
