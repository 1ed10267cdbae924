import type { Channel } from '../slack/channels.ts';
import type { Person } from '../slack/people.ts';
import { isAppIn, type World } from '../slack/world.ts';
import type { ChannelCard, PersonCard } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

const roleOf = (person: Person): PersonCard['role'] => {
  if (person.isBot) return 'app';
  if (person.isRestricted || person.isStranger) return 'guest';
  return person.isAdmin || person.isOwner ? 'admin' : 'member';
};

export const toPersonCard = (person: Person): PersonCard => ({
  id: person.id,
  name: person.name,
  realName: person.realName,
  role: roleOf(person),
  timeZone: person.timeZone,
});

/** Whom one can be: everybody who signs in to this workspace itself. */
export const playablePeople = (world: World): Person[] =>
  world.people.filter((person) => !person.isBot && !person.isStranger && !person.isDeactivated);

export const findPlayable = (world: World, text: string): Person | null =>
  playablePeople(world).find(({ id, name }) => id === text || name === text) ?? null;

export const toChannelCard = (
  world: World,
  { channel, person, marks }: { channel: Channel; person: Person; marks: ReadMarks },
): ChannelCard => ({
  id: channel.id,
  name: channel.kind === 'im' ? world.seed.app.name : channel.name,
  kind: channel.kind,
  topic: channel.topic,
  isArchived: channel.isArchived,
  isPrivate: channel.isPrivate,
  hasApp: isAppIn(world, channel),
  ...marks.unread(person.id, channel),
});
