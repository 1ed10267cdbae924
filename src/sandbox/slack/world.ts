import { type Calls, createCalls } from './calls.ts';
import { type Channel, type Channels, createChannels } from './channels.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFeed, type Feed } from './feed.ts';
import { createFiles, type Files } from './files.ts';
import { createMessageStates, type MessageStates } from './message-states.ts';
import { createMessages, type Messages } from './messages.ts';
import { createNotices, type Notices } from './notices.ts';
import { type Person, toPeople } from './people.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import type { WorkspaceSeed } from './seed.ts';
import { type Clock, createStamps, type Stamps } from './stamps.ts';
import { createTriggers, type Triggers } from './triggers.ts';
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
  const { seed, clock, patience, botScopes, botToken, appToken, signingSecret } = options;
  const stamps = createStamps(clock);
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
    channels: createChannels({ seed, people, feed, stamps }),
    messages: createMessages({ seed, stamps, feed }),
    messageStates: createMessageStates(feed),
    views: createViews({ seed, stamps, feed }),
    files: createFiles({ stamps, feed, baseUrl, teamId: seed.team.id }),
    triggers: createTriggers({ clock: patience, stamps }),
    responseUrls: createResponseUrls({ clock: patience, stamps, baseUrl, teamId: seed.team.id }),
    notices: createNotices({ feed, stamps }),
    faults: createFaults(patience),
    calls: createCalls(feed),
    baseUrl,
    setBaseUrl: (url) => {
      base = url;
    },
    socketUrl: createSocketTickets(baseUrl, stamps),
  };
};

export const findPerson = (world: World, text: string): Person | null =>
  world.people.find((person) => person.id === text || person.name === text.replace(/^@/, '')) ?? null;

export const isAppIn = (world: World, channel: Channel): boolean => channel.members.includes(world.seed.app.botUserId);
