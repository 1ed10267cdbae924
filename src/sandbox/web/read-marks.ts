import type { Channel } from '../slack/channels.ts';
import type { Message } from '../slack/shapes.ts';
import type { World } from '../slack/world.ts';

/** How far each person has read each channel. Sent messages count as read; a message only one person sees is news to them. */
export type ReadMarks = {
  read(person: string, channel: string): void;
  unread(person: string, channel: Channel): { unread: number; mentioned: boolean };
  /** By `<person> <channel>`: the ts up to which was read. */
  marks: Map<string, number>;
};

/** The people whom a message names, in its text or its blocks. Messages are replaced when they change, so it is found once. */
const createMentions = () => {
  const known = new WeakMap<Message, Set<string>>();
  return (message: Message, person: string): boolean => {
    const words = () => `${message.text} ${JSON.stringify(message.blocks)}`;
    const people = known.get(message) ?? new Set([...words().matchAll(/<@(\w+)|"user_id":"(\w+)"/g)].map(toId));
    known.set(message, people);
    return people.has(person);
  };
};

const toId = (match: RegExpExecArray): string => match[1] ?? match[2] ?? '';

const isReply = ({ thread_ts, ts, subtype }: Message): boolean =>
  thread_ts !== undefined && thread_ts !== ts && subtype !== 'thread_broadcast';

export const createReadMarks = (world: World, marks = new Map<string, number>()): ReadMarks => {
  const isMentioned = createMentions();
  /** As in Slack, one follows a thread that names one or that one has written in. */
  const follows = (person: string, reply: Message): boolean =>
    world.messages
      .thread(reply.channel, reply.thread_ts ?? reply.ts)
      .some((message) => message.user === person || isMentioned(message, person));
  const isNews = (person: string, message: Message): boolean =>
    message.user !== person && (!isReply(message) || follows(person, message));
  return {
    marks,
    read: (person, channel) => {
      const seen = [...world.messages.inChannel(channel), ...world.messages.ephemerals(person, channel)];
      marks.set(`${person} ${channel}`, Math.max(0, ...seen.map(({ ts }) => Number(ts))));
    },
    unread: (person, channel) => {
      const readUntil = marks.get(`${person} ${channel.id}`) ?? 0;
      const later = [...world.messages.inChannel(channel.id), ...world.messages.ephemerals(person, channel.id)].filter(
        (message) => Number(message.ts) > readUntil,
      );
      const news = later.filter((message) => isNews(person, message));
      return { unread: news.length, mentioned: news.some((message) => isMentioned(message, person)) };
    },
  };
};
