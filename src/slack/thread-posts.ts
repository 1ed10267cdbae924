import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import type { Place } from '../flows/thread-port.ts';
import type { Log } from '../log.ts';
import { createFindPost, type FindPost, type Metadata } from './find-post.ts';
import { callSlack, neverTaken, toRefusal } from './slack-error.ts';
import type { Message } from './views/blocks.ts';

type Outgoing = {
  channel: string;
  message: Message;
  metadata: Metadata;
  /** For the log and for errors: "post a card". */
  doing: string;
};

export type ThreadPosts = {
  /** A message of the channel. The place names the direct message where `channel` is a person. */
  post(message: Outgoing): Promise<Place>;
  /** A reply under a card. Rejects with `message_gone` where the card is not there any more, and leaves nothing behind. */
  reply(message: Outgoing & { threadTs: string; broadcast: boolean }): Promise<void>;
  edit(message: Omit<Outgoing, 'metadata'> & { ts: string }): Promise<void>;
  find: FindPost;
};

const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

const callForOutbox = async <Result>(doing: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await callSlack(doing, call);
  } catch (error) {
    throw toRefusal(error, doing);
  }
};

export const createThreadPosts = ({ client, log }: { client: WebClient; log: Log }): ThreadPosts => {
  /** As plain text where Slack refuses the blocks: what is owed is said, if not as nicely. */
  const orPlain = async <Result>(
    { doing, message }: Pick<Outgoing, 'doing' | 'message'>,
    send: (message: Message | { text: string }) => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await send(message);
    } catch (error) {
      const reason = neverTaken(error);
      if (reason === null) throw error;
      log.error({ doing, reason }, 'Slack refused the blocks of a message; it is sent as plain text');
    }
    try {
      return await send({ text: message.text });
    } catch (error) {
      const reason = neverTaken(error);
      throw reason === null ? error : new AppError('message_refused', `${doing}: ${reason}`, { cause: error });
    }
  };

  const send = (
    { channel, message, metadata, doing }: Outgoing,
    thread: { thread_ts?: string; broadcast?: boolean },
  ) => {
    const { thread_ts, broadcast } = thread;
    const about = { channel, metadata, ...QUIET_LINKS };
    return callForOutbox(doing, () =>
      orPlain({ doing, message }, (content) => {
        if (thread_ts === undefined) return client.chat.postMessage({ ...about, ...content });
        return broadcast
          ? client.chat.postMessage({ ...about, ...content, thread_ts, reply_broadcast: true })
          : client.chat.postMessage({ ...about, ...content, thread_ts });
      }),
    );
  };

  /** Slack does not refuse a reply to a message that is gone: it makes it a message of the channel, and says so only here. */
  const takeBack = async (channel: string, ts: string): Promise<boolean> => {
    try {
      await client.chat.delete({ channel, ts });
      return true;
    } catch (error) {
      log.warn({ channel, reason: String(error) }, 'a reply that lost its thread stays in the channel');
      return false;
    }
  };

  return {
    async post(message) {
      const posted = await send(message, {});
      return { channelId: posted.channel ?? message.channel, cardTs: posted.ts ?? '' };
    },
    async reply({ threadTs, broadcast, ...message }) {
      const posted = await send(message, { thread_ts: threadTs, broadcast });
      if (posted.message?.thread_ts !== undefined) return;
      if (await takeBack(message.channel, posted.ts ?? ''))
        throw new AppError('message_gone', `The card is gone: ${message.doing}`, { details: { fault: 'deleted' } });
    },
    async edit({ channel, ts, message, doing }) {
      await callForOutbox(doing, () =>
        orPlain({ doing, message }, (content) => client.chat.update({ channel, ts, ...content })),
      );
    },
    find: createFindPost(client),
  };
};
