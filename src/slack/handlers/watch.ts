import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps } from '../handler.ts';
import { watchRef } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { usageMessage } from '../views/help-message.ts';
import { orderElsewhereMessage } from '../views/order-elsewhere-message.ts';
import { foundOrdersMessage } from '../views/orders-message.ts';
import { alreadyWatchedMessage, watchedMessage } from '../views/watch-message.ts';
import { clickedValue } from './clicked-value.ts';

const HINT =
  'An order is followed by a team: type `/numbers watch` with its id in the channel that is to have its thread.';

/** Its thread is for a team, and has to be one that the app may write to. */
const threadChannel = async (deps: HandlerDeps, channelId: string | null): Promise<string> => {
  if (channelId === null || channelId.startsWith('D'))
    throw new AppError('invalid_input', 'an order cannot be followed in a direct message', { details: { hint: HINT } });
  await deps.channels.checkCanPost(channelId);
  return channelId;
};

/** `/numbers watch`: follows an order that was made elsewhere in this channel. */
export const watch = async (
  deps: HandlerDeps,
  { surface, text }: { surface: Surface; text: string },
): Promise<void> => {
  if (text === '')
    return surface.reply(
      usageMessage({
        message: 'Which order? Its full id, as the Telnyx portal or API shows it, or the id of one of its parts.',
        example: '/numbers watch 12ade33a-21c0-473b-b055-b3c836e1c292',
      }),
    );
  const channelId = await threadChannel(deps, surface.channelId);
  const outcome = await deps.flows.watchOrder({ text, channelId, personId: surface.userId });
  const now = deps.clock.now();
  if (outcome.kind === 'unknown') return surface.reply(foundOrdersMessage({ orders: [], text, now }));
  if (outcome.kind === 'over') return surface.reply(orderElsewhereMessage({ order: outcome.order, now }));
  await surface.reply((outcome.kind === 'watched' ? watchedMessage : alreadyWatchedMessage)(outcome.order));
};

/** From what `/numbers show` says of an order that nobody follows. */
export const orderWatch =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) =>
    watch(deps, { surface, text: watchRef.decode(clickedValue(action)).orderId });
