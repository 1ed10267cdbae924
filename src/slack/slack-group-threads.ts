import type { WebClient } from '@slack/web-api';
import type { TrackedGroup } from '../domain/tracked-group.ts';
import { AppError } from '../errors.ts';
import type { GroupThreads } from '../flows/group-threads.ts';
import { callSlack } from './slack-error.ts';
import { groupCard } from './views/group-card.ts';
import { groupUpdateMessage } from './views/group-update-message.ts';

const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

/** Every member of the workspace can read metadata: ids only. */
const metadata = (group: TrackedGroup, updateId: string) => ({
  event_type: 'numberdesk_group',
  event_payload: { group_id: group.id, update_id: updateId },
});

const placeOf = ({ id, channelId, cardTs }: TrackedGroup): { channel: string; ts: string } => {
  if (channelId !== null && cardTs !== null) return { channel: channelId, ts: cardTs };
  throw new AppError('channel_unavailable', `Group ${id} has no card yet`);
};

/** Groups in Slack: the card is a message of the channel that keeps the group, its replies are the news. */
export const createSlackGroupThreads = ({
  client,
  clock,
}: {
  client: WebClient;
  clock: { now(): number };
}): GroupThreads => ({
  async postCard(group) {
    const card = groupCard({ record: group, now: clock.now() });
    const channel = group.channelId ?? '';
    const posted = await callSlack('post a group card', () =>
      client.chat.postMessage({ channel, ...card, ...QUIET_LINKS, metadata: metadata(group, 'card') }),
    );
    return { cardTs: posted.ts ?? '' };
  },
  async updateCard(group) {
    const card = groupCard({ record: group, now: clock.now() });
    await callSlack('update a group card', () => client.chat.update({ ...placeOf(group), ...card }));
  },
  async postUpdate(group, update) {
    const { text, blocks, broadcast } = groupUpdateMessage({ record: group, update, now: clock.now() });
    const { channel, ts: thread_ts } = placeOf(group);
    const message = { channel, text, blocks, ...QUIET_LINKS, metadata: metadata(group, update.id) };
    await callSlack('post news of a group', () =>
      broadcast
        ? client.chat.postMessage({ ...message, thread_ts, reply_broadcast: true })
        : client.chat.postMessage({ ...message, thread_ts }),
    );
  },
});
