import type { WebClient } from '@slack/web-api';
import type { Posting } from '../domain/thread.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';
import type { OrderThreads } from '../flows/order-threads.ts';
import type { Log } from '../log.ts';
import type { Metadata } from './find-post.ts';
import { createThreadPosts } from './thread-posts.ts';
import { orderCard } from './views/order-card.ts';
import { digestMessage, updateMessage } from './views/update-message.ts';

const markOf = (order: TrackedOrder, updateId: string): Metadata => ({
  event_type: 'numberdesk_update',
  event_payload: { order_key: order.key, update_id: updateId },
});

const digestMark = (id: string): Metadata => ({ event_type: 'numberdesk_digest', event_payload: { digest_id: id } });

const threadOf = (order: TrackedOrder): string => {
  if (order.cardTs === null) throw new AppError('message_gone', `Order ${order.key} has no card yet`);
  return order.cardTs;
};

/** Where a post that was begun would stand, and how it is known. */
const toSearch = (order: TrackedOrder, { kind, id, channelId, at }: Posting) => ({
  channel: channelId,
  threadTs: kind === 'update' ? order.cardTs : null,
  metadata: kind === 'digest' ? digestMark(id) : markOf(order, id),
  since: at,
});

/** Order threads in Slack: the card is a message of the channel, its replies are the updates. */
export const createSlackThreads = (options: {
  client: WebClient;
  clock: { now(): number };
  log: Log;
}): OrderThreads => {
  const { clock } = options;
  const posts = createThreadPosts(options);
  return {
    postCard: (order, { mayRepeat }) =>
      posts.post({
        channel: order.channelId,
        message: orderCard({ order, now: clock.now(), mayRepeat }),
        metadata: markOf(order, 'card'),
        doing: 'post an order card',
      }),
    updateCard: (order) =>
      posts.edit({
        channel: order.channelId,
        ts: threadOf(order),
        message: orderCard({ order, now: clock.now() }),
        doing: 'update an order card',
      }),
    postUpdate: (order, { mayRepeat, ...update }) => {
      const { broadcast, ...message } = updateMessage({ order, update, mayRepeat, now: clock.now() });
      return posts.reply({
        channel: order.channelId,
        threadTs: threadOf(order),
        broadcast,
        message,
        metadata: markOf(order, update.id),
        doing: 'post an update',
      });
    },
    findPosted: (order, posting) => posts.find(toSearch(order, posting)),
    async postDigest({ id, channelId, items }) {
      await posts.post({
        channel: channelId,
        message: digestMessage({ items, now: clock.now() }),
        metadata: digestMark(id),
        doing: 'post a digest',
      });
    },
  };
};
