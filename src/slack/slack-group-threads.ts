import type { WebClient } from '@slack/web-api';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { AppError } from '../errors.ts';
import type { GroupThreads } from '../flows/group-threads.ts';
import type { Log } from '../log.ts';
import type { Metadata } from './find-post.ts';
import { createThreadPosts } from './thread-posts.ts';
import { groupCard } from './views/group-card.ts';
import { groupUpdateMessage } from './views/group-update-message.ts';

const markOf = (group: TrackedGroup, updateId: string): Metadata => ({
  event_type: 'numberdesk_group',
  event_payload: { group_id: group.id, update_id: updateId },
});

const placeOf = ({ id, channelId, cardTs }: TrackedGroup): { channel: string; ts: string } => {
  if (channelId !== null && cardTs !== null) return { channel: channelId, ts: cardTs };
  throw new AppError('message_gone', `Group ${id} has no card yet`);
};

/** Groups in Slack: the card is a message of the channel that keeps the group, its replies are the news. */
export const createSlackGroupThreads = (options: {
  client: WebClient;
  clock: { now(): number };
  log: Log;
}): GroupThreads => {
  const { clock } = options;
  const posts = createThreadPosts(options);
  return {
    postCard: (group, { mayRepeat }) =>
      posts.post({
        channel: group.channelId ?? '',
        message: groupCard({ record: group, now: clock.now(), mayRepeat }),
        metadata: markOf(group, 'card'),
        doing: 'post a group card',
      }),
    updateCard: (group) =>
      posts.edit({
        ...placeOf(group),
        message: groupCard({ record: group, now: clock.now() }),
        doing: 'update a group card',
      }),
    postUpdate: (group, { mayRepeat, ...update }) => {
      const { broadcast, ...message } = groupUpdateMessage({ record: group, update, mayRepeat, now: clock.now() });
      const { channel, ts: threadTs } = placeOf(group);
      return posts.reply({
        channel,
        threadTs,
        broadcast,
        message,
        metadata: markOf(group, update.id),
        doing: 'post news of a group',
      });
    },
    findPosted: (group, { kind, id, channelId, at }) =>
      posts.find({
        channel: channelId,
        threadTs: kind === 'card' ? null : group.cardTs,
        metadata: markOf(group, id),
        since: at,
      }),
  };
};
