import { toBlocks } from './elements.ts';
import type { Feed } from './feed.ts';
import type { WorkspaceSeed } from './seed.ts';
import type { Fields, Message, SlackFile } from './shapes.ts';
import type { Stamps } from './stamps.ts';

export type Draft = {
  channel: string;
  /** Absent: the app writes. */
  user?: string;
  text: string;
  blocks?: unknown;
  threadTs?: string | null;
  broadcast?: boolean;
  metadata?: Fields | null;
  files?: SlackFile[];
  /** Ephemeral: the one person who sees it. */
  visibleTo?: string;
};

export type Messages = {
  post(draft: Draft): Message;
  update(message: Message, change: { text: string; blocks: unknown; metadata?: Fields | null }): Message;
  remove(message: Message): void;
  find(channel: string, ts: string): Message | null;
  /** Every message of a channel, oldest first, without ephemeral ones. */
  inChannel(channel: string): Message[];
  /** What stands in the channel itself: no thread replies but those also sent to it. */
  history(channel: string): Message[];
  /** The parent and its replies, oldest first. */
  thread(channel: string, ts: string): Message[];
  ephemerals(person: string, channel?: string): Message[];
};

type Parts = { seed: WorkspaceSeed; stamps: Stamps; feed: Feed };

const authorOf = (draft: Draft, { app, team }: WorkspaceSeed) =>
  draft.user === undefined
    ? { user: app.botUserId, bot_id: app.botId, app_id: app.id, team: team.id }
    : { user: draft.user, team: team.id };

const threadFields = (parent: Message | null, broadcast: boolean) => ({
  ...(parent === null ? {} : { thread_ts: parent.ts, parent_user_id: parent.user }),
  ...(parent !== null && broadcast ? { subtype: 'thread_broadcast' } : {}),
});

const toMessage = (draft: Draft, parent: Message | null, { seed, stamps }: Parts): Message => ({
  type: 'message',
  channel: draft.channel,
  ts: stamps.ts(),
  ...authorOf(draft, seed),
  text: draft.text,
  blocks: toBlocks(draft.blocks, () => stamps.id('b')),
  ...threadFields(parent, draft.broadcast === true),
  ...(draft.metadata ? { metadata: draft.metadata } : {}),
  ...(draft.files === undefined ? {} : { files: draft.files }),
  ...(draft.visibleTo === undefined ? {} : { visible_to: draft.visibleTo }),
});

/** The parent's own account of its thread. */
const summaryOf = (replies: Message[]) => {
  const users = [...new Set(replies.map((reply) => reply.user))];
  const latest = replies.at(-1);
  return {
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    ...(latest === undefined ? {} : { latest_reply: latest.ts }),
  };
};

export const createMessages = (parts: Parts): Messages => {
  const { seed, stamps, feed } = parts;
  const list: Message[] = [];
  const find = (channel: string, ts: string) =>
    list.find((message) => message.channel === channel && message.ts === ts) ?? null;
  /** Messages are replaced, never changed in place: an event holds what was true when it happened. */
  const replace = (next: Message) => {
    list[list.findIndex((message) => message.channel === next.channel && message.ts === next.ts)] = next;
    feed.emit({ type: 'message_changed', message: next });
    return next;
  };
  const repliesTo = (channel: string, ts: string) =>
    list.filter((m) => m.channel === channel && m.thread_ts === ts && m.ts !== ts && m.visible_to === undefined);
  const refreshParent = (channel: string, ts: string) => {
    const parent = find(channel, ts);
    if (parent !== null) replace({ ...parent, thread_ts: parent.ts, ...summaryOf(repliesTo(channel, ts)) });
  };
  const rootOf = (channel: string, ts: string | null | undefined) => {
    const message = ts ? find(channel, ts) : null;
    return message?.thread_ts === undefined ? message : (find(channel, message.thread_ts) ?? message);
  };
  const remove = (message: Message) => {
    const current = find(message.channel, message.ts);
    if (current === null) return;
    if (repliesTo(message.channel, message.ts).length > 0) {
      replace({ ...current, subtype: 'tombstone', text: 'This message was deleted.', blocks: [] });
      return;
    }
    list.splice(list.indexOf(current), 1);
    feed.emit({ type: 'message_deleted', message: current });
    if (current.thread_ts !== undefined && current.visible_to === undefined) refreshParent(current.channel, current.thread_ts);
  };
  const inChannel = (channel: string) => list.filter((m) => m.channel === channel && m.visible_to === undefined);
  return {
    post: (draft) => {
      const parent = rootOf(draft.channel, draft.threadTs);
      const message = toMessage(draft, parent, parts);
      list.push(message);
      feed.emit({ type: 'message_posted', message });
      if (parent !== null && draft.visibleTo === undefined) refreshParent(draft.channel, parent.ts);
      return message;
    },
    update: (message, change) => {
      const { metadata: earlier, ...current } = find(message.channel, message.ts) ?? message;
      const metadata = change.metadata ?? earlier;
      return replace({
        ...current,
        text: change.text,
        blocks: toBlocks(change.blocks, () => stamps.id('b')),
        edited: { user: seed.app.botUserId, ts: stamps.ts() },
        ...(metadata === undefined ? {} : { metadata }),
      });
    },
    remove,
    find,
    inChannel,
    history: (channel) =>
      inChannel(channel).filter((m) => m.thread_ts === undefined || m.thread_ts === m.ts || m.subtype === 'thread_broadcast'),
    thread: (channel, ts) => {
      const parent = rootOf(channel, ts);
      return parent === null ? [] : [parent, ...repliesTo(channel, parent.ts)];
    },
    ephemerals: (person, channel) =>
      list.filter((m) => m.visible_to === person && (channel === undefined || m.channel === channel)),
  };
};

/** A message as it travels: the channel stands beside it, not in it. */
export const toWireMessage = (message: Message): Fields => {
  const { channel: _channel, visible_to: _visibleTo, ...wire } = message;
  return wire;
};
