import { isPartOpen, type Part, partName, partState } from '../../domain/order.ts';
import { isFollowedOpen, isLeftToPerson, type TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS, type MoreAct, moreRef, orderRef, partRef } from '../ids.ts';
import { type Button, button, LIMITS, type Option, option, plain, plainLine } from './blocks.ts';
import { needsAnswers, sortParts } from './order-words.ts';

const partButton = (given: {
  order: TrackedOrder;
  part: Part;
  text: string;
  actionId: string;
  primary?: boolean;
}): Button =>
  button({
    text: given.text,
    actionId: given.actionId,
    value: partRef.encode({ orderKey: given.order.key, partId: given.part.id }),
    label: `${given.text}: ${partName(given.part)}`,
    ...(given.primary ? { style: 'primary' } : {}),
  });

const answerText = ({ filling }: TrackedOrder, part: Part): string => {
  if (filling[part.id]?.open === false) return 'Continue';
  return partState(part).kind === 'declined' ? 'Fix what was rejected' : 'Provide details';
};

/** The form for what is missing or was declined; null when nothing is asked. */
export const answerButton = (order: TrackedOrder, part: Part): Button | null => {
  if (!needsAnswers(part)) return null;
  const text = answerText(order, part);
  return partButton({ order, part, text, actionId: ACTIONS.requirementsOpen, primary: true });
};

export const replyButton = (order: TrackedOrder, part: Part): Button =>
  partButton({ order, part, text: 'Reply', actionId: ACTIONS.commentOpen });

export const extensionButton = (order: TrackedOrder, part: Part): Button =>
  partButton({ order, part, text: 'Ask for more time', actionId: ACTIONS.extensionOpen });

export const cancelButton = (order: TrackedOrder, part: Part): Button => ({
  ...partButton({ order, part, text: 'Cancel this part', actionId: ACTIONS.partCancel }),
  style: 'danger',
});

export const orderButton = (given: {
  order: TrackedOrder;
  text: string;
  actionId: string;
  primary?: boolean;
}): Button =>
  button({
    text: given.text,
    actionId: given.actionId,
    value: orderRef.encode({ orderKey: given.order.key }),
    ...(given.primary ? { style: 'primary' } : {}),
  });

/** For an order that nobody found at Telnyx; asks once more, since it cannot be taken back. */
const notPlacedButton = (order: TrackedOrder): Button => ({
  ...orderButton({ order, text: 'Not placed', actionId: ACTIONS.orderNotPlaced }),
  confirm: {
    title: plain('Not placed?', 100),
    text: plain(
      'Only if you looked in the Telnyx portal and found no order with its reference. numberdesk looks once more itself; if it finds none either, this order ends here, and its numbers can be ordered again.',
      LIMITS.confirmText,
    ),
    confirm: plain('It was not placed', 30),
    deny: plain('Keep looking', 30),
  },
});

export const placeAgainButton = (order: TrackedOrder): Button =>
  orderButton({ order, text: 'Place again', actionId: ACTIONS.orderPlaceAgain, primary: true });

/** For an order that may or may not have been placed. */
export const unclearButtons = (order: TrackedOrder): Button[] => [
  orderButton({ order, text: 'Check now', actionId: ACTIONS.orderRefresh }),
  ...(isLeftToPerson(order) ? [notPlacedButton(order)] : []),
];

/** What makes sense for a part now: at most three, the most useful first. */
export const partButtons = (order: TrackedOrder, part: Part): Button[] => {
  if (!isPartOpen(part)) return [];
  const answer = answerButton(order, part);
  const mayAskForTime = part.deadlineAt !== null && needsAnswers(part);
  return [
    ...(answer === null ? [] : [answer]),
    replyButton(order, part),
    ...(mayAskForTime ? [extensionButton(order, part)] : []),
  ];
};

/** The part that the card's buttons are about: the most pressing open one. */
export const pressingPart = (order: TrackedOrder): Part | null => {
  const [first] = sortParts(order.order?.parts ?? []).filter(isPartOpen);
  return first ?? null;
};

const moreOption = (given: { order: TrackedOrder; text: string; act: MoreAct; partId: string | null }): Option =>
  option(given.text, moreRef.encode({ act: given.act, orderKey: given.order.key, partId: given.partId }));

/** The rest, behind the card's overflow menu. */
export const moreOptions = (order: TrackedOrder): Option[] => {
  const part = pressingPart(order);
  const several = (order.order?.parts.length ?? 0) > 1;
  const cancelText = several && part !== null ? `Cancel the ${partName(part)}…` : 'Cancel this part…';
  const canTake = order.ownerId === null && isFollowedOpen(order);
  return [
    moreOption({ order, text: 'Refresh', act: 'refresh', partId: null }),
    moreOption({ order, text: 'Show numbers…', act: 'numbers', partId: null }),
    ...(canTake ? [moreOption({ order, text: 'Take it', act: 'take', partId: null })] : []),
    ...(part === null ? [] : [moreOption({ order, text: cancelText, act: 'cancel', partId: part.id })]),
  ];
};

/** A hundred of them still fit into a message beside the rest of a card. */
const PART_OPTION_TEXT = 50;

/** An option for each part; its value holds 75 characters, which a key and an id fit into. */
export const partOptions = (order: TrackedOrder, parts: Part[]): Option[] =>
  parts
    .slice(0, LIMITS.options)
    .map((part) =>
      option(
        plainLine(`${partName(part)}, ${part.numbers.length}: ${partState(part).words}`, PART_OPTION_TEXT),
        partRef.encode({ orderKey: order.key, partId: part.id }),
      ),
    );
