import { isNumberActive, type OrderNumber, type Part } from '../../domain/order.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { context, escapeLine, LIMITS, type ModalView, modal, section } from './blocks.ts';
import { packLines } from './fit-blocks.ts';
import { counted, listed, numbersText, placeText } from './words.ts';

const WORDS = new Map([
  ['requirement-info-exception', 'declined'],
  ['requirement-info-pending', 'answers missing'],
  ['requirement-info-under-review', 'under review'],
  ['approved', 'approved, activating'],
]);
const LONGEST_WORD = 40;

/** Where one number of a part stands: its part may say something else, for those that need somebody more. */
const numberWords = (part: Part, number: OrderNumber): string => {
  if (isNumberActive(part, number)) return 'active';
  const known = number.status === 'pending' ? WORDS.get(number.requirementsStatus) : undefined;
  return known ?? escapeLine(number.status, LONGEST_WORD);
};

const MOST_STATES = 4;

/** "119 active, 1 declined": how the numbers of a part differ, the most first. */
export const sumUpNumbers = (part: Part): string => {
  const byWords = Map.groupBy(part.numbers, (number) => numberWords(part, number));
  const sorted = [...byWords].toSorted(([, one], [, other]) => other.length - one.length);
  const words = sorted.slice(0, MOST_STATES).map(([state, numbers]) => `${numbers.length} ${state}`);
  const left = sorted.slice(MOST_STATES).reduce((sum, [, numbers]) => sum + numbers.length, 0);
  return [...words, ...(left === 0 ? [] : [`${left} in another state`])].join(', ');
};

const partLines = (part: Part): string[] => [
  `*${placeText(part)}*: ${counted(part.numbers.length, 'number')}, ${sumUpNumbers(part)}`,
  ...part.numbers.map((number) => `${numbersText([number.phoneNumber])} · ${numberWords(part, number)}`),
];

const numberLines = ({ order, intent }: TrackedOrder): string[] =>
  order === null
    ? [
        listed(
          intent.numbers.map(({ phoneNumber }) => numbersText([phoneNumber])),
          10_000,
        ),
      ]
    : order.parts.flatMap(partLines);

const MAX_BLOCKS = LIMITS.modalBlocks - 1;

/** All numbers of an order, however many, and where each stands: "Show numbers" of the card. */
export const numbersModal = ({ order }: { order: TrackedOrder }): ModalView => {
  const lines = numberLines(order).filter((line) => line.trim() !== '');
  const texts = packLines(lines.length === 0 ? ['No numbers are known yet.'] : lines, 2000);
  const left = texts.slice(MAX_BLOCKS).join('\n').split('\n').filter(Boolean).length;
  return modal({
    title: 'Numbers of this order',
    blocks: [
      ...texts.slice(0, MAX_BLOCKS).map((text) => section(text)),
      ...(left === 0 ? [] : [context(`and ${left} more`)]),
    ],
  });
};
