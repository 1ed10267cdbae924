import type { WebClient } from '@slack/web-api';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';
import type { OrderThreads } from '../flows/order-threads.ts';
import { callSlack } from './slack-error.ts';
import { orderCard } from './views/order-card.ts';
import { digestMessage, updateMessage } from './views/update-message.ts';

const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

/** Every member of the workspace can read metadata: ids only. */
const metadata = (order: TrackedOrder, updateId: string) => ({
  event_type: 'numberdesk_update',
  event_payload: { order_key: order.key, update_id: updateId },
});

const threadOf = (order: TrackedOrder): string => {
  if (order.cardTs === null) throw new AppError('channel_unavailable', `Order ${order.key} has no card yet`);
  return order.cardTs;
};

/** Order threads in Slack: the card is a message of the channel, its replies are the updates. */
export const createSlackThreads = ({
  client,
  clock,
}: {
  client: WebClient;
  clock: { now(): number };
}): OrderThreads => ({
  async postCard(order) {
    const card = orderCard({ order, now: clock.now() });
    const posted = await callSlack('post an order card', () =>
      client.chat.postMessage({ channel: order.channelId, ...card, ...QUIET_LINKS, metadata: metadata(order, 'card') }),
    );
    return { cardTs: posted.ts ?? '' };
  },
  async updateCard(order) {
    const card = orderCard({ order, now: clock.now() });
    await callSlack('update an order card', () =>
      client.chat.update({ channel: order.channelId, ts: threadOf(order), ...card }),
    );
  },
  async postUpdate(order, update) {
    const { text, blocks, broadcast } = updateMessage({ order, update, now: clock.now() });
    const message = { channel: order.channelId, text, blocks, ...QUIET_LINKS, metadata: metadata(order, update.id) };
    const thread_ts = threadOf(order);
    await callSlack('post an update', () =>
      broadcast
        ? client.chat.postMessage({ ...message, thread_ts, reply_broadcast: true })
        : client.chat.postMessage({ ...message, thread_ts }),
    );
  },
  async postDigest(channelId, items) {
    const message = digestMessage({ items, now: clock.now() });
    await callSlack('post a digest', () => client.chat.postMessage({ channel: channelId, ...message, ...QUIET_LINKS }));
  },
});
