import type { OrderAct } from '../../domain/command.ts';
import { isPartOpen, type Part, soonestDeadline } from '../../domain/order.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS } from '../ids.ts';
import { actions, type Button, button, context, escapeLine, type KnownBlock, type Message, section } from './blocks.ts';
import { fitBlocks, toMessage } from './fit-blocks.ts';
import { headlineText, orderName, sortParts } from './order-words.ts';
import { answerButton, cancelButton, orderButton, pressingPart, replyButton } from './part-actions.ts';
import { counted, partText, personText } from './words.ts';

const deadlineOf = (order: TrackedOrder): number => (order.order && soonestDeadline(order.order)) ?? Infinity;

/** Soonest deadline first; orders without one follow, the newest first. */
export const sortOrders = (orders: TrackedOrder[]): TrackedOrder[] =>
  orders.toSorted((one, other) => {
    const [mine, theirs] = [deadlineOf(one), deadlineOf(other)];
    return mine === theirs ? other.createdAt - one.createdAt : mine - theirs;
  });

const showButton = (order: TrackedOrder): Button => orderButton({ order, text: 'Show', actionId: ACTIONS.orderShow });

/** The one thing to do about an order: what waits for you, else to look at it. */
const mainButton = (order: TrackedOrder): Button => {
  const part = pressingPart(order);
  return (part === null ? null : answerButton(order, part)) ?? showButton(order);
};

/** An order in a list: what it is, where it stands, whose it is, and the button for it. */
export const orderItem = (given: { order: TrackedOrder; now: number; button?: Button }): KnownBlock[] => {
  const { order, now } = given;
  const owner = order.ownerId === null ? 'nobody owns it' : personText(order.ownerId);
  const text = `*${orderName(order)}* · ${escapeLine(order.intent.reference, 120)} · ${owner}\n${headlineText({ order, now })}`;
  return [section(text, { accessory: given.button ?? mainButton(order) })];
};

const ACT_BUTTONS: Record<OrderAct, (order: TrackedOrder, part: Part) => Button | null> = {
  cancel: cancelButton,
  comment: replyButton,
  fill: answerButton,
};

const ACT_INTRO: Record<OrderAct, string> = {
  cancel: 'Which part do you want to cancel? You are asked once more before anything happens.',
  comment: 'About which part do you want to write to Number Ops?',
  fill: 'Which part do you want to send details for?',
};

const actItems = (order: TrackedOrder, act: OrderAct): KnownBlock[][] =>
  sortParts(order.order?.parts ?? [])
    .filter(isPartOpen)
    .flatMap((part) => {
      const accessory = ACT_BUTTONS[act](order, part);
      if (accessory === null) return [];
      const reference = escapeLine(order.intent.reference, 120);
      return [
        [
          section(`*${partText(order, part.id)}*, ${counted(part.numbers.length, 'number')} · ${reference}`, {
            accessory,
          }),
        ],
      ];
    });

const nothingBlocks = (text: string): KnownBlock[] => [
  section(text),
  ...actions([button({ text: 'Search numbers', actionId: ACTIONS.searchOpen, style: 'primary' })]),
];

export type OrdersList = { orders: TrackedOrder[]; mine: boolean; now: number; act?: OrderAct };

/** What is open. With `act` (from `/numbers cancel`, `comment`, `fill`): each open part with the button for it. */
export const ordersMessage = ({ orders, mine, now, act }: OrdersList): Message => {
  const sorted = sortOrders(orders);
  const whose = mine ? 'You have no open orders.' : 'There are no open orders.';
  if (orders.length === 0)
    return toMessage(nothingBlocks(`*${whose}* Search for numbers to begin, or type \`/numbers help\`.`));
  const items =
    act === undefined
      ? sorted.map((order) => orderItem({ order, now }))
      : sorted.flatMap((order) => actItems(order, act));
  if (items.length === 0)
    return toMessage(nothingBlocks(`*None of ${mine ? 'your' : 'the'} open orders needs that now.*`));
  const heading = mine
    ? `*Your open orders: ${orders.length}*, soonest deadline first.`
    : `*${counted(orders.length, 'open order')}*, soonest deadline first.`;
  return toMessage(
    fitBlocks({
      head: [section(act === undefined ? heading : `*${ACT_INTRO[act]}*`)],
      items,
      more: (left) => `and ${left} more: \`/numbers show\` with a number or the beginning of an order id finds one`,
    }),
  );
};

/** `/numbers show` that fits several orders, or none. */
export const foundOrdersMessage = ({
  orders,
  text,
  now,
}: {
  orders: TrackedOrder[];
  text: string;
  now: number;
}): Message => {
  const asked = escapeLine(text, 80);
  if (orders.length === 0) {
    return toMessage([
      section(
        `*No order matches “${asked}”.* Followed orders are found by the beginning of an id or by a number; any other only by its full id.`,
      ),
      context('`/numbers orders` lists what is open.'),
    ]);
  }
  return toMessage(
    fitBlocks({
      head: [section(`*${counted(orders.length, 'order')} match${orders.length === 1 ? 'es' : ''} “${asked}”.*`)],
      items: orders.map((order) => orderItem({ order, now, button: showButton(order) })),
      more: (left) => `and ${left} more: add another character of the id`,
    }),
  );
};
