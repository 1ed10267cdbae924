import { isOrderOpen, type Order, partName, partState } from '../../domain/order.ts';
import { ACTIONS, watchRef } from '../ids.ts';
import { actions, button, context, escapeLine, type KnownBlock, type Message, section } from './blocks.ts';
import { fitBlocks, toMessage } from './fit-blocks.ts';
import { sortParts } from './order-words.ts';
import { counted, dateText, deadlineText, numbersText } from './words.ts';

const followBlocks = (order: Order): KnownBlock[] =>
  isOrderOpen(order)
    ? [
        context(
          'numberdesk does not follow this order yet, so nobody is told of comments or deadlines: follow it in the channel that is to know.',
        ),
        ...actions([
          button({
            text: 'Follow it here',
            actionId: ACTIONS.orderWatch,
            value: watchRef.encode({ orderId: order.id }),
          }),
        ]),
      ]
    : [context('It is over: there is nothing to follow any more.')];

/** An order that was made elsewhere and is not followed: as Telnyx shows it now, to read only. */
export const orderElsewhereMessage = ({ order, now }: { order: Order; now: number }): Message => {
  const count = order.parts.reduce((sum, part) => sum + part.numbers.length, 0);
  const reference = order.reference === null ? '' : ` · reference: ${escapeLine(order.reference, 250)}`;
  return toMessage(
    fitBlocks({
      head: [
        section(
          `*Order of ${counted(count, 'number')}*, made outside numberdesk, ${dateText(order.createdAt)} · ${escapeLine(order.status, 60)}${reference}`,
        ),
      ],
      items: sortParts(order.parts).map((part) => {
        const due = part.deadlineAt === null ? '' : ` · all answers by ${deadlineText(part.deadlineAt, now)}`;
        const numbers = numbersText(part.numbers.map((each) => each.phoneNumber));
        return [
          section(`*${escapeLine(partName(part), 80)}* · ${escapeLine(partState(part).words, 200)}${due}\n${numbers}`),
        ];
      }),
      tail: followBlocks(order),
      more: (left) => `and ${counted(left, 'more part')}`,
    }),
  );
};
