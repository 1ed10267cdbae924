import type { Feed } from './feed.ts';
import type { Person } from './people.ts';
import type { WorkspaceSeed } from './seed.ts';
import type { Fields } from './shapes.ts';
import type { Stamps } from './stamps.ts';

export type Channel = {
  id: string;
  /** Without `#`; a direct message has none. */
  name: string;
  kind: 'channel' | 'im';
  topic: string;
  members: string[];
  isArchived: boolean;
  isPrivate: boolean;
  isShared: boolean;
  /** The person of a direct message with the app. */
  userId: string | null;
  created: number;
};

export type Channels = {
  all(): Channel[];
  /** By id, `#name` or name. */
  find(text: string): Channel | null;
  /** The direct message between the app and a person; made when first asked for. */
  directMessage(personId: string): Channel;
  join(channel: Channel, personId: string): void;
  leave(channel: Channel, personId: string): void;
};

export const createChannels = (options: {
  seed: WorkspaceSeed;
  people: Person[];
  feed: Feed;
  stamps: Stamps;
  kept?: Channel[] | undefined;
}): Channels => {
  const { seed, people, feed, stamps } = options;
  const botId = seed.app.botUserId;
  const idOf = (name: string) => people.find((person) => person.name === name)?.id ?? name;
  const openChannel = (channel: WorkspaceSeed['channels'][number]): Channel => ({
    id: `C0${channel.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
    name: channel.name,
    kind: 'channel',
    topic: channel.topic ?? '',
    members: [...channel.members.map(idOf), ...(channel.hasApp === true ? [botId] : [])],
    isArchived: channel.isArchived ?? false,
    isPrivate: channel.isPrivate ?? false,
    isShared: channel.isShared ?? false,
    userId: null,
    created: stamps.seconds(),
  });
  const list: Channel[] = options.kept ?? seed.channels.map(openChannel);
  const openDirectMessage = (personId: string): Channel => {
    const channel: Channel = {
      id: `D0${personId.replace(/^U0/, '')}`,
      name: '',
      kind: 'im',
      topic: '',
      members: [personId, botId],
      isArchived: false,
      isPrivate: true,
      isShared: false,
      userId: personId,
      created: stamps.seconds(),
    };
    list.push(channel);
    return channel;
  };
  const find = (text: string) => {
    const name = text.replace(/^#/, '');
    return list.find((channel) => channel.id === text || (channel.name !== '' && channel.name === name)) ?? null;
  };
  const directMessage = (personId: string) =>
    list.find((channel) => channel.userId === personId) ?? openDirectMessage(personId);
  for (const person of people) if (!person.isBot) directMessage(person.id);
  return {
    all: () => [...list],
    find,
    directMessage,
    join: (channel, personId) => {
      if (channel.members.includes(personId)) return;
      channel.members.push(personId);
      feed.emit({ type: 'member_joined', channel: channel.id, person: personId });
    },
    leave: (channel, personId) => {
      channel.members = channel.members.filter((member) => member !== personId);
    },
  };
};

/** A conversation as the app sees it through `conversations.*`. */
export const toConversation = (channel: Channel, botUserId: string): Fields => {
  const shared = { id: channel.id, created: channel.created, is_archived: channel.isArchived };
  if (channel.kind === 'im')
    return { ...shared, is_im: true, is_org_shared: false, user: channel.userId, is_open: true };
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_general: false,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_member: channel.members.includes(botUserId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
};
