import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import { callSlack, slackWord } from './slack-error.ts';

/** Channels in which an order can be talked about. */
export type Channels = {
  /** Rejects with `AppError('channel_unavailable')` when numberdesk cannot post there; its words say what to do. */
  checkCanPost(channelId: string): Promise<void>;
};

const refuse = (channelId: string, hint?: string): never => {
  throw new AppError('channel_unavailable', 'numberdesk cannot post in that channel', {
    details: { channelId, ...(hint === undefined ? {} : { hint }) },
  });
};

export const createChannels = (client: WebClient): Channels => ({
  async checkCanPost(channelId) {
    if (channelId.startsWith('D')) return;
    const info = await callSlack('look a channel up', async () => {
      try {
        return await client.conversations.info({ channel: channelId });
      } catch (error) {
        // A private channel that the app is not in looks as if it did not exist.
        if (slackWord(error) === 'channel_not_found') return { channel: { is_member: false, is_archived: false } };
        throw error;
      }
    });
    if (info.channel?.is_archived) refuse(channelId, 'That channel is archived. Choose another one.');
    if (!info.channel?.is_member)
      // The words for this code name the channel and say how to invite.
      refuse(channelId);
  },
});
