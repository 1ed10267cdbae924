import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS } from '../ids.ts';
import { actions, type Button, type Message, section } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { orderName } from './order-words.ts';
import { orderButton } from './part-actions.ts';

const takeButton = (order: TrackedOrder): Button =>
  orderButton({ order, text: 'Take it', actionId: ACTIONS.orderTake, primary: true });

const ownerWords = ({ ownerId }: TrackedOrder): string =>
  ownerId === null ? ' Nobody owns it yet: whoever takes it is mentioned when somebody must act.' : '';

/** To the person who asked: the card and its thread are there for everybody. */
export const watchedMessage = (order: TrackedOrder): Message =>
  toMessage([
    section(
      `*Followed here now: ${orderName(order)}.* Its card is in this channel; what is missing, what Number Ops decides and what is due is told in its thread.${ownerWords(order)}`,
    ),
    ...actions(order.ownerId === null ? [takeButton(order)] : []),
  ]);

/** One order has one card: a second thread would be told everything twice. */
export const alreadyWatchedMessage = (order: TrackedOrder): Message =>
  toMessage([
    section(
      `*Followed already: ${orderName(order)}.* Its card and its thread are in <#${order.channelId}>.${ownerWords(order)}`,
    ),
    ...actions([
      orderButton({ order, text: 'Show', actionId: ACTIONS.orderShow }),
      ...(order.ownerId === null ? [takeButton(order)] : []),
    ]),
  ]);
