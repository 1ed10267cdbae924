import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { context, escapeText, LIMITS, type Message, type ModalView, modal, section } from './blocks.ts';
import { packLines, toMessage } from './fit-blocks.ts';
import { counted, numbersText, placeText } from './words.ts';

/** Opened at once, before anything is fetched: a trigger lives three seconds. */
export const loadingModal = (title: string): ModalView =>
  modal({ title, blocks: [section('Fetching this from Telnyx. It takes a moment…')] });

type Notice = { title: string; text: string };

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** `text` is ours, foreign parts of it already escaped. */
export const noticeModal = ({ title, text }: Notice): ModalView => {
  const texts = packLines(linesOf(text)).slice(0, 10);
  return modal({ title, blocks: (texts.length === 0 ? [title] : texts).map((each) => section(each)) });
};

/** The same where there is no modal to say it in. */
export const noticeMessage = ({ title, text }: Notice): Message =>
  toMessage([section(`*${title}*\n${linesOf(text).join('\n')}`)]);

const numberLines = (order: TrackedOrder): string[] => {
  if (order.order === null)
    return [
      numbersText(
        order.intent.numbers.map((each) => each.phoneNumber),
        10_000,
      ),
    ];
  return order.order.parts.flatMap((part) => [
    `*${placeText(part)}*: ${counted(part.numbers.length, 'number')}`,
    ...part.numbers.map((each) => `${numbersText([each.phoneNumber])} · ${escapeText(each.status)}`),
  ]);
};

const MAX_NUMBER_BLOCKS = LIMITS.modalBlocks - 1;

/** All numbers of an order, however many: "Show numbers" of the card. */
export const numbersModal = ({ order }: { order: TrackedOrder }): ModalView => {
  const lines = numberLines(order).filter((line) => line.trim() !== '');
  const texts = packLines(lines.length === 0 ? ['No numbers are known yet.'] : lines, 2000);
  const left = texts.slice(MAX_NUMBER_BLOCKS).join('\n').split('\n').filter(Boolean).length;
  return modal({
    title: 'Numbers of this order',
    blocks: [
      ...texts.slice(0, MAX_NUMBER_BLOCKS).map((text) => section(text)),
      ...(left === 0 ? [] : [context(`and ${left} more`)]),
    ],
  });
};
