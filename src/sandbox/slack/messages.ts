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
  /** All of them, in the order in which they were posted. */
  keep(): Message[];
};

type Parts = { seed: WorkspaceSeed; stamps: Stamps; feed: Feed; kept?: Message[] | undefined };

const authorOf = (draft: Draft, { app, team }: WorkspaceSeed) =>
  draft.user === undefined
    ? { user: app.botUserId, bot_id: app.botId, app_id: app.id, team: team.id }
    : { user: draft.user, team: team.id };

const threadFields = (parent: Message | null, broadcast: boolean) => ({
  ...(parent === null ? {} : { thread_ts: parent.ts, parent_user_id: parent.user }),
  ...(parent !== null && broadcast ? { subtype: 'thread_broadcast' } : {}),
});

const toMessage = (
  draft: Draft,
  { parent, parts: { seed, stamps } }: { parent: Message | null; parts: Parts },
): Message => ({
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

/** The list itself. Messages are replaced, never changed in place: an event holds what was true when it happened. */
const createRecord = ({ feed, kept }: Parts) => {
  const list: Message[] = kept ?? [];
  const indexOf = ({ channel, ts }: Message) => list.findIndex((one) => one.channel === channel && one.ts === ts);
  return {
    list,
    filter: (isWanted: (message: Message) => boolean) => list.filter(isWanted),
    find: (channel: string, ts: string) => list.find((one) => one.channel === channel && one.ts === ts) ?? null,
    add: (message: Message) => {
      list.push(message);
      feed.emit({ type: 'message_posted', message });
      return message;
    },
    replace: (next: Message) => {
      list[indexOf(next)] = next;
      feed.emit({ type: 'message_changed', message: next });
      return next;
    },
    drop: (message: Message) => {
      list.splice(indexOf(message), 1);
      feed.emit({ type: 'message_deleted', message });
    },
  };
};

type MessageRecord = ReturnType<typeof createRecord>;

const isPublic = (message: Message): boolean => message.visible_to === undefined;

const createThreads = (record: MessageRecord) => {
  const repliesTo = (channel: string, ts: string) =>
    record.filter((m) => m.channel === channel && m.thread_ts === ts && m.ts !== ts && isPublic(m));
  return {
    repliesTo,
    refreshParent: (channel: string, ts: string) => {
      const parent = record.find(channel, ts);
      if (parent !== null) record.replace({ ...parent, thread_ts: parent.ts, ...summaryOf(repliesTo(channel, ts)) });
    },
    rootOf: (channel: string, ts: string | null | undefined) => {
      const message = ts ? record.find(channel, ts) : null;
      return message?.thread_ts === undefined ? message : (record.find(channel, message.thread_ts) ?? message);
    },
  };
};

const isInChannelItself = ({ thread_ts, ts, subtype }: Message): boolean =>
  thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast';

const createChanges = (
  record: MessageRecord,
  { parts, threads }: { parts: Parts; threads: ReturnType<typeof createThreads> },
) => {
  const { seed, stamps } = parts;
  const post = (draft: Draft): Message => {
    const parent = threads.rootOf(draft.channel, draft.threadTs);
    const message = record.add(toMessage(draft, { parent, parts }));
    if (parent !== null && isPublic(message)) threads.refreshParent(draft.channel, parent.ts);
    return message;
  };
  const update: Messages['update'] = (message, change) => {
    const { metadata: earlier, ...current } = record.find(message.channel, message.ts) ?? message;
    const metadata = change.metadata ?? earlier;
    return record.replace({
      ...current,
      text: change.text,
      blocks: toBlocks(change.blocks, () => stamps.id('b')),
      edited: { user: seed.app.botUserId, ts: stamps.ts() },
      ...(metadata === undefined ? {} : { metadata }),
    });
  };
  const remove = (message: Message): void => {
    const { channel, ts } = message;
    const current = record.find(channel, ts);
    if (current === null) return;
    if (threads.repliesTo(channel, ts).length > 0) {
      record.replace({ ...current, subtype: 'tombstone', text: 'This message was deleted.', blocks: [] });
      return;
    }
    record.drop(current);
    if (current.thread_ts !== undefined && isPublic(current)) threads.refreshParent(channel, current.thread_ts);
  };
  return { post, update, remove };
};

export const createMessages = (parts: Parts): Messages => {
  const record = createRecord(parts);
  const threads = createThreads(record);
  const inChannel = (channel: string) => record.filter((m) => m.channel === channel && isPublic(m));
  return {
    ...createChanges(record, { parts, threads }),
    find: record.find,
    keep: () => record.list,
    inChannel,
    history: (channel) => inChannel(channel).filter(isInChannelItself),
    thread: (channel, ts) => {
      const parent = threads.rootOf(channel, ts);
      return parent === null ? [] : [parent, ...threads.repliesTo(channel, parent.ts)];
    },
    ephemerals: (person, channel) =>
      record.filter((m) => m.visible_to === person && (channel === undefined || m.channel === channel)),
  };
};

/** A message as it travels: the channel stands beside it, not in it. */
export const toWireMessage = (message: Message): Fields => {
  const { channel: _channel, visible_to: _visibleTo, ...wire } = message;
  return wire;
};
