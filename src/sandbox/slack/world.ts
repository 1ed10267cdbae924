import { type Calls, createCalls } from './calls.ts';
import { type Channel, type Channels, createChannels } from './channels.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFeed, type Feed } from './feed.ts';
import { createFiles, type Files, type StoredFile } from './files.ts';
import { createMessageStates, type Held, type MessageStates } from './message-states.ts';
import { createMessages, type Messages } from './messages.ts';
import { createNotices, type Notice, type Notices } from './notices.ts';
import { type Person, toPeople } from './people.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import type { WorkspaceSeed } from './seed.ts';
import type { Message } from './shapes.ts';
import { type Clock, createStamps, type KeptStamps, type Stamps } from './stamps.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import type { KeptViews } from './view-shelf.ts';
import { createViews, type Views } from './views.ts';

export type Credentials = { botToken: string; appToken: string; signingSecret: string };

export type WorldOptions = Credentials & {
  seed: WorkspaceSeed;
  /** The workspace's time: stamps on messages, what people see. */
  clock: Clock;
  /** Slack's patience: triggers, response URLs, rates. Apart from `clock`, which may leap by hours. */
  patience: Clock;
  /** What the bot token may do; null: everything. */
  botScopes: string[] | null;
  /** What an earlier workspace held when it was kept. */
  kept?: KeptWorld | undefined;
};

/** What outlives a restart, as it is: to be serialised at once, since its parts refer to each other. */
export type KeptWorld = {
  /** Of the server that it ran on: addresses of files begin with it. */
  baseUrl: string;
  stamps: KeptStamps;
  channels: Channel[];
  messages: Message[];
  messageStates: Map<string, Held>;
  views: KeptViews;
  files: Map<string, StoredFile>;
  notices: Notice[];
};

/** Everything the workspace holds; the Web API, the deliverer and the people's hands all work upon it. */
export type World = {
  seed: WorkspaceSeed;
  credentials: Credentials;
  botScopes: string[] | null;
  clock: Clock;
  stamps: Stamps;
  feed: Feed;
  people: Person[];
  channels: Channels;
  messages: Messages;
  messageStates: MessageStates;
  views: Views;
  files: Files;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  notices: Notices;
  faults: Faults;
  calls: Calls;
  /** Known once the server listens. */
  baseUrl: () => string;
  setBaseUrl(url: string): void;
  /** A fresh address for Socket Mode, good for one connection. */
  socketUrl: { issue(): string; take(ticket: string): boolean };
};

const createSocketTickets = (baseUrl: () => string, stamps: Stamps): World['socketUrl'] => {
  const tickets = new Set<string>();
  return {
    issue: () => {
      const ticket = stamps.secret();
      tickets.add(ticket);
      return `${baseUrl().replace('http', 'ws')}/link/?ticket=${ticket}`;
    },
    take: (ticket) => tickets.delete(ticket),
  };
};

export const createWorld = (options: WorldOptions): World => {
  const { seed, clock, patience, botScopes, botToken, appToken, signingSecret, kept } = options;
  const stamps = createStamps(clock, kept?.stamps);
  const feed = createFeed(clock);
  const people = toPeople(seed);
  let base = '';
  const baseUrl = () => base;
  return {
    seed,
    credentials: { botToken, appToken, signingSecret },
    botScopes,
    clock,
    stamps,
    feed,
    people,
    channels: createChannels({ seed, people, feed, stamps, kept: kept?.channels }),
    messages: createMessages({ seed, stamps, feed, kept: kept?.messages }),
    messageStates: createMessageStates(feed, kept?.messageStates),
    views: createViews({ seed, stamps, feed, kept: kept?.views }),
    files: createFiles({ stamps, feed, baseUrl, teamId: seed.team.id, kept: kept?.files }),
    triggers: createTriggers({ clock: patience, stamps }),
    responseUrls: createResponseUrls({ clock: patience, stamps, baseUrl, teamId: seed.team.id }),
    notices: createNotices({ feed, stamps, kept: kept?.notices }),
    faults: createFaults(patience),
    calls: createCalls(feed),
    baseUrl,
    setBaseUrl: (url) => {
      base = url;
    },
    socketUrl: createSocketTickets(baseUrl, stamps),
  };
};

/** Not copied: serialise it before anything else happens. */
export const keepWorld = (world: World): KeptWorld => ({
  baseUrl: world.baseUrl(),
  stamps: world.stamps.keep(),
  channels: world.channels.all(),
  messages: world.messages.keep(),
  messageStates: world.messageStates.keep(),
  views: world.views.keep(),
  files: world.files.keep(),
  notices: world.notices.all(),
});

export const findPerson = (world: World, text: string): Person | null =>
  world.people.find((person) => person.id === text || person.name === text.replace(/^@/, '')) ?? null;

export const isAppIn = (world: World, channel: Channel): boolean => channel.members.includes(world.seed.app.botUserId);
