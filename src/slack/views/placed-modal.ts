import type { PlaceOutcome } from '../../domain/order-offer.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { context, escapeLine, type ModalView, modal, section } from './blocks.ts';
import { counted } from './words.ts';

type Final = Extract<PlaceOutcome, { kind: 'placed' | 'already' | 'unclear' }>;

const where = ({ cardTs, channelId }: TrackedOrder): string =>
  cardTs === null
    ? `Slack has not taken the card yet: it will be posted in <#${channelId}>, and everything about the order is said in its thread.`
    : `The card is in <#${channelId}>, and everything about the order is said in its thread.`;
const what = (order: TrackedOrder): string => counted(order.intent.numbers.length, 'number');

/** The form that was sent twice: how the order that it is about stands. */
const alreadyText = (order: TrackedOrder): string => {
  if (order.state === 'placed') return `*This form was sent before; it was ordered once.* ${where(order)}`;
  if (order.state === 'refused')
    return '*This form was sent before, and nothing was ordered.* Press *Place again* on its card, or search anew.';
  return '*This form was sent before, and its order is on the way.* Its card says how it goes; nothing is ordered twice.';
};

const WORDS: Record<Final['kind'], { title: string; text: (order: TrackedOrder) => string }> = {
  placed: { title: 'Ordered', text: (order) => `*${what(order)} ordered.* ${where(order)}` },
  already: {
    title: 'Already sent',
    text: alreadyText,
  },
  unclear: {
    title: 'Checking',
    text: (order) =>
      `*Telnyx did not answer in time, so it is not known yet whether it took the order.* Please do not order these numbers again: numberdesk looks it up and says in the thread how it went. ${where(order)}`,
  },
};

/** How placing an order ended. */
export const placedModal = (outcome: Final): ModalView => {
  const { title, text } = WORDS[outcome.kind];
  return modal({
    title,
    blocks: [section(text(outcome.order)), context(`Reference: ${escapeLine(outcome.order.intent.reference, 250)}`)],
  });
};
