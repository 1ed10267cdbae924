import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call } from './calls.ts';
import { createHttpTransport } from './deliver-http.ts';
import { createDeliverer, type Delivery, type Transport } from './delivery.ts';
import { ALL_EVENTS, createEvents, type Events } from './events.ts';
import type { Faults } from './faults.ts';
import type { Feed } from './feed.ts';
import { moveAddresses } from './move-addresses.ts';
import { createPersonDriver, type PersonDriver } from './person.ts';
import { toScreenText } from './screen.ts';
import { DEFAULT_SEED, type WorkspaceSeed } from './seed.ts';
import type { Message } from './shapes.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import type { Clock } from './stamps.ts';
import { supported } from './supported.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';
import { createWebListener } from './web-server.ts';
import { createWorld, findPerson, type KeptWorld, keepWorld, type World } from './world.ts';

export type SlackSimulatorOptions = {
  /** The workspace's time, which stamps messages. */
  clock?: Clock;
  /** Slack's patience with triggers, response URLs and rates; real time unless given, since `clock` may leap. */
  patience?: Clock;
  host?: string;
  port?: number;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  seed?: WorkspaceSeed;
  /** The app's request URL, for HTTP delivery. */
  deliverTo?: string;
  /** What the bot token may do (the manifest's bot scopes); everything unless given. */
  botScopes?: string[];
  /** Bot events of the manifest; all unless given. */
  subscriptions?: string[];
  /** Slack's 3 s; tests of lateness shorten it. Real milliseconds. */
  ackTimeoutMs?: number;
  /** When an event that was not acked comes again: at once, after 1 min, after 5 min. Real milliseconds. */
  eventRetryDelaysMs?: number[];
  /** What `keep` gave of an earlier one: it goes on from there. */
  kept?: KeptWorld | undefined;
};

export type SlackSimulator = {
  /** For `slackApiUrl`; ends in a slash. */
  apiUrl: string;
  baseUrl: string;
  /** What answers on its port, for whoever asks from within this process. */
  listener: RequestListener;
  credentials: World['credentials'];
  workspace: World;
  feed: Feed;
  faults: Faults;
  socket: Pick<SocketMode, 'connections' | 'refresh' | 'cut'>;
  /** Null takes the request URL away. */
  setRequestUrl(url: string | null): void;
  /** Sends Slack's challenge to the request URL. */
  verifyRequestUrl(): Promise<boolean>;
  /** By name or id. */
  person(name: string): PersonDriver;
  /** Messages of a channel, oldest first, ephemeral ones apart. */
  messages(channel: string): Message[];
  calls(): Call[];
  deliveries(): Delivery[];
  waitFor<Value>(look: () => Value, options?: WaitOptions): ReturnType<typeof waitFor<Value>>;
  /** Resolves when nothing is on its way to the app; work that the app does after its ack is awaited with `waitFor`. */
  settled(options?: WaitOptions): Promise<void>;
  screen(): string;
  /** All that it holds, not copied: serialise it before anything else happens. */
  keep(): KeptWorld;
  stop(): Promise<void>;
};

const TOKENS = {
  botToken: 'xoxb-simulated-bot-token',
  appToken: 'xapp-simulated-app-token',
  signingSecret: 'simulated-signing-secret',
};

const SLACK_ACK_MS = 3000;
const SLACK_EVENT_RETRIES_MS = [0, 60_000, 300_000];

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(`http://${host}:${(server.address() as AddressInfo).port}`));
  });

const stopServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const createWorldOf = (options: SlackSimulatorOptions): World => {
  const { botToken, appToken, signingSecret, seed, clock, patience, botScopes } = options;
  return createWorld({
    botToken: botToken ?? TOKENS.botToken,
    appToken: appToken ?? TOKENS.appToken,
    signingSecret: signingSecret ?? TOKENS.signingSecret,
    seed: seed ?? DEFAULT_SEED,
    clock: clock ?? { now: Date.now },
    patience: patience ?? { now: Date.now },
    botScopes: botScopes ?? null,
    kept: options.kept,
  });
};

/** Socket Mode wins while a client is connected; otherwise the request URL, if there is one. */
const createTransports = (world: World, options: SlackSimulatorOptions) => {
  const timeoutMs = options.ackTimeoutMs ?? SLACK_ACK_MS;
  const socket = createSocketMode({ world, timeoutMs });
  let requestUrl = options.deliverTo ?? null;
  const http = () =>
    requestUrl === null
      ? null
      : createHttpTransport({ url: requestUrl, signingSecret: world.credentials.signingSecret, timeoutMs });
  return {
    socket,
    http,
    current: (): Transport | null => (socket.connections() > 0 ? socket : http()),
    setRequestUrl: (url: string | null) => {
      requestUrl = url;
    },
    about: () => ({ connections: socket.connections(), requestUrl: requestUrl !== null }),
    timeoutMs,
  };
};

const createPeople = (parts: {
  world: World;
  deliver: ReturnType<typeof createDeliverer>['deliver'];
  events: Events;
}) => {
  const drivers = new Map<string, PersonDriver>();
  return (name: string): PersonDriver => {
    const person = findPerson(parts.world, name);
    if (person === null || person.isBot) throw new Error(`nobody called ${name} in the workspace`);
    const driver = drivers.get(person.id) ?? createPersonDriver({ ...parts, person });
    drivers.set(person.id, driver);
    return driver;
  };
};

/** Starts a Slack of its own: Web API, both transports, and people to act in it. Everything is in memory. */
export const startSlackSimulator = async (options: SlackSimulatorOptions = {}): Promise<SlackSimulator> => {
  const world = createWorldOf(options);
  const { feed, stamps, clock } = world;
  const transports = createTransports(world, options);
  const { socket, timeoutMs } = transports;
  const deliverer = createDeliverer({ feed, stamps, clock, transport: transports.current });
  const { deliver } = deliverer;
  const retryDelaysMs = options.eventRetryDelaysMs ?? SLACK_EVENT_RETRIES_MS;
  const events = createEvents({ world, deliver, subscriptions: options.subscriptions ?? ALL_EVENTS, retryDelaysMs });
  const listener = createWebListener({
    world,
    about: () => supported({ transports: transports.about(), ackTimeoutMs: timeoutMs }),
  });
  const server = createServer(listener);
  server.on('upgrade', (...[request, line, head]) => socket.handleUpgrade({ request, socket: line, head }));
  const baseUrl = await listen(server, { host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  world.setBaseUrl(baseUrl);
  if (options.kept !== undefined) moveAddresses(options.kept, { from: options.kept.baseUrl, to: baseUrl });
  const screen = () => toScreenText(world);
  const wait: SlackSimulator['waitFor'] = (look, waiting) => waitFor(look, { feed, screen, ...waiting });
  return {
    apiUrl: `${baseUrl}/api/`,
    baseUrl,
    listener,
    credentials: world.credentials,
    workspace: world,
    feed,
    faults: world.faults,
    socket,
    setRequestUrl: transports.setRequestUrl,
    verifyRequestUrl: async () => (await transports.http()?.verify()) ?? false,
    person: createPeople({ world, deliver, events }),
    messages: (channel) => world.messages.inChannel(world.channels.find(channel)?.id ?? channel),
    calls: world.calls.all,
    deliveries: deliverer.all,
    waitFor: wait,
    settled: async (waiting) => {
      await wait(() => deliverer.open() === 0, { what: 'all deliveries to end', ...waiting });
    },
    screen,
    keep: () => keepWorld(world),
    stop: async () => {
      events.stop();
      await socket.stop();
      await stopServer(server);
    },
  };
};
