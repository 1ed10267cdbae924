import { sumMoney } from '../../domain/money.ts';
import { findPart, isPartOpen, type Part } from '../../domain/order.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS } from '../ids.ts';
import {
  actions,
  type Button,
  context,
  escapeLine,
  type KnownBlock,
  type Message,
  overflow,
  plain,
  quote,
  section,
} from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { headlineText, orderName, partLine, sortParts, sumUpParts } from './order-words.ts';
import {
  cancelButton,
  moreOptions,
  partButtons,
  partOptions,
  placeAgainButton,
  pressingPart,
  unclearButtons,
} from './part-actions.ts';
import { mayRepeatNote, movedNote } from './thread-notes.ts';
import { costText, counted, dateText, numbersText, personText, requirementsText } from './words.ts';

/** More parts than these are summed up, and picked from a list. */
const PARTS_IN_FULL = 8;
/** With more parts than these the card has no room for the links of each: the part by itself shows them. */
const LINKS_UP_TO = 3;

const title = (order: TrackedOrder): KnownBlock => ({
  type: 'header',
  text: plain(`Order: ${orderName(order).replaceAll('&amp;', '&')}`, 150),
});

const partBlocks = (order: TrackedOrder, now: number): KnownBlock[] => {
  const parts = sortParts(order.order?.parts ?? []);
  const rest = parts.slice(PARTS_IN_FULL);
  return [
    ...parts
      .slice(0, PARTS_IN_FULL)
      .map((part) => section(partLine({ order, part, now, withLinks: parts.length <= LINKS_UP_TO }))),
    ...(rest.length === 0 ? [] : [section(`and ${counted(rest.length, 'more part')}: ${sumUpParts(rest)}`)]),
    ...pickBlock(order, parts),
  ];
};

const pickBlock = (order: TrackedOrder, parts: Part[]): KnownBlock[] => {
  const open = parts.filter(isPartOpen);
  if (parts.length < 2 || (open.length < 2 && parts.length <= PARTS_IN_FULL)) return [];
  const options = partOptions(order, parts);
  const left = parts.length - options.length;
  return [
    section(
      `The buttons below are about the first part.${left > 0 ? ` The list holds the first ${options.length}, and ${left} more are in the Telnyx portal.` : ''}`,
      {
        accessory: {
          type: 'static_select',
          action_id: ACTIONS.partPick,
          placeholder: plain('Another part', 150),
          options,
        },
      },
    ),
  ];
};

/** Of an order made elsewhere no price is known. */
const costWords = ({ intent: { numbers } }: TrackedOrder): string =>
  numbers.length === 0
    ? ''
    : ` · ${costText({
        upfront: sumMoney(numbers.map((each) => each.upfront)),
        monthly: sumMoney(numbers.map((each) => each.monthly)),
      })}`;

const referenceWords = ({ intent: { reference }, order }: TrackedOrder): string =>
  `${order?.reference === null ? 'No reference' : 'Reference'}: ${escapeLine(reference, 250)}`;

const ownerWords = ({ ownerId, orderedBy }: TrackedOrder): string => {
  if (ownerId === null) return ' · owner: nobody';
  return ownerId === orderedBy ? '' : ` · owner: ${personText(ownerId)}`;
};

const numbersAtTelnyx = ({ order }: TrackedOrder): { phoneNumber: string }[] =>
  (order?.parts ?? []).flatMap(({ numbers }) => numbers);

const factBlocks = (order: TrackedOrder): KnownBlock[] => {
  const numbers = order.intent.numbers.length > 0 ? order.intent.numbers : numbersAtTelnyx(order);
  const who = order.orderedBy === null ? 'Ordered elsewhere' : `Ordered by ${personText(order.orderedBy)}`;
  const owner = ownerWords(order);
  return [
    section(numbersText(numbers.map((each) => each.phoneNumber)) || 'No numbers are known yet.'),
    context(`${who}, ${dateText(order.createdAt)}${owner}${costWords(order)}\n${referenceWords(order)}`),
  ];
};

const orderButtons = (order: TrackedOrder): Button[] => {
  if (order.state === 'refused') {
    return [placeAgainButton(order)];
  }
  if (order.state === 'unclear') return unclearButtons(order);
  const part = pressingPart(order);
  return part === null ? [] : partButtons(order, part).slice(0, 3);
};

const actionBlocks = (order: TrackedOrder): KnownBlock[] =>
  order.state === 'placing' ? [] : actions([...orderButtons(order), overflow(ACTIONS.orderMore, moreOptions(order))]);

/** The message at the head of an order's thread, edited in place: where it stands, and what can be done now. */
export const orderCard = ({
  order,
  now,
  mayRepeat = false,
}: {
  order: TrackedOrder;
  now: number;
  mayRepeat?: boolean;
}): Message =>
  toMessage([
    title(order),
    section(headlineText({ order, now })),
    ...movedNote(order.moved),
    ...mayRepeatNote(mayRepeat),
    ...partBlocks(order, now),
    ...factBlocks(order),
    ...actionBlocks(order),
  ]);

const newestComment = (part: Part): KnownBlock[] => {
  const [last] = part.comments.toSorted((one, other) => other.createdAt - one.createdAt);
  return last === undefined
    ? []
    : [section(`*Last comment*, ${escapeLine(last.author, 80)}, ${dateText(last.createdAt)}:\n${quote(last.body)}`)];
};

const openRequirements = (order: TrackedOrder, part: Part): KnownBlock[] => {
  const open = part.requirements.filter((each) => each.status !== 'approved').map((each) => each.requirementId);
  return open.length === 0 ? [] : [section(`Not approved yet: ${requirementsText(order.requirementTypes, open)}.`)];
};

/** One part in full, for the person who picked it from the card: all that can be done with it. */
export const partMessage = (given: { order: TrackedOrder; partId: string; now: number }): Message => {
  const { order, partId, now } = given;
  const part = order.order === null ? null : findPart(order.order, partId);
  if (part === null) {
    return toMessage([
      section('*This part is not in the order as last read.* Press *Refresh* on the card, then pick it again.'),
    ]);
  }
  const buttons = isPartOpen(part) ? [...partButtons(order, part), cancelButton(order, part)] : [];
  return toMessage([
    section(partLine({ order, part, now, withLinks: true })),
    section(
      numbersText(
        part.numbers.map((each) => each.phoneNumber),
        20,
      ) || 'No numbers are known yet.',
    ),
    ...openRequirements(order, part),
    ...newestComment(part),
    ...actions(buttons),
  ]);
};
