import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS } from '../ids.ts';
import { actions, type Button, type Message, section } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { orderName } from './order-words.ts';
import { orderButton } from './part-actions.ts';

const takeButton = (order: TrackedOrder): Button =>
  orderButton({ order, text: 'Take it', actionId: ACTIONS.orderTake, primary: true });

/** To the person who asked, who owns it from now on: the card and its thread are there for everybody. */
export const watchedMessage = (order: TrackedOrder): Message =>
  toMessage([
    section(
      `*Followed here now: ${orderName(order)}.* Its card is in this channel; what is missing, what Number Ops decides and what is due is told in its thread. You are mentioned when somebody must act.`,
    ),
  ]);

/** One order has one card: a second thread would be told everything twice. */
export const alreadyWatchedMessage = (order: TrackedOrder): Message =>
  toMessage([
    section(`*Followed already: ${orderName(order)}.* Its card and its thread are in <#${order.channelId}>.`),
    ...actions([
      orderButton({ order, text: 'Show', actionId: ACTIONS.orderShow }),
      ...(order.ownerId === null ? [takeButton(order)] : []),
    ]),
  ]);
