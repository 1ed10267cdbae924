import { randomBytes } from 'node:crypto';
import { createAppRoutes } from './app-routes.ts';
import type { Config } from './config.ts';
import { parseCountry } from './domain/country.ts';
import { standingOf } from './domain/standing.ts';
import { createChannelPace } from './flows/channel-pace.ts';
import { createCheckConnections } from './flows/check-connections.ts';
import { createConverse } from './flows/converse.ts';
import { createEndUserLinks } from './flows/end-user-links.ts';
import { createFindOrders } from './flows/find-orders.ts';
import type { Flows } from './flows/flows.ts';
import { createFulfilRequirements } from './flows/fulfil-requirements.ts';
import { createGroups } from './flows/groups.ts';
import { createKnownGroups } from './flows/known-groups.ts';
import { createPlaceOrder } from './flows/place-order.ts';
import { createSaveAsGroup } from './flows/save-as-group.ts';
import { createSearchNumbers } from './flows/search-numbers.ts';
import { createShowRequirements } from './flows/show-requirements.ts';
import { createSpreadAnswers } from './flows/spread-answers.ts';
import { createTrackOrders } from './flows/track-orders.ts';
import { createWallet } from './flows/wallet.ts';
import { createWatchOrder } from './flows/watch-order.ts';
import { createHttpServer } from './http/http-server.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createHeartbeat } from './jobs/heartbeat.ts';
import type { Schedule } from './jobs/poll-schedule.ts';
import { createWatchedPoll } from './jobs/watched-poll.ts';
import { loadBehind } from './late.ts';
import { type Log, onJourney } from './log.ts';
import { type Channels, createChannels } from './slack/channels.ts';
import { createMembers } from './slack/members.ts';
import { createOpenOrderForms } from './slack/open-order-forms.ts';
import { registerRoutes } from './slack/register-routes.ts';
import { slackRoutes } from './slack/routes.ts';
import { createSlackAdminAlerts } from './slack/slack-admin-alerts.ts';
import { createSlackApp, type SlackApp } from './slack/slack-app.ts';
import { createSlackFiles } from './slack/slack-files.ts';
import { createSlackGroupThreads } from './slack/slack-group-threads.ts';
import { createSlackStanding } from './slack/slack-standing.ts';
import { createSlackThreads } from './slack/slack-threads.ts';
import { type OpenBackend, openStore, type Store } from './store/open-store.ts';
import { createLateTelnyx, loadTelnyx } from './telnyx/late-telnyx.ts';

export type Clock = { now(): number };

export type AppOptions = {
  clock: Clock;
  schedule: Schedule;
  log: Log;
  /** Between two posts in one channel; Slack allows about one a second. */
  postIntervalMs?: number;
  /** For one call to Telnyx; the client has a default. */
  telnyxTimeoutMs?: number;
  /** How a rate limit is waited out, and measured by `clock`; by real time unless given. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Opens the database; whoever watches or interrupts its writes passes their own. */
  openBackend?: OpenBackend;
};

export type NumberdeskApp = {
  /** Port of the HTTP server. Rejects with an `AppError` that says what is wrong with the settings. */
  start(): Promise<{ port: number }>;
  /** Resolves when no request of Slack and no event of Telnyx is being worked on. */
  settled(): Promise<void>;
  /** Takes no more work, finishes what runs (bounded), closes the store. */
  stop(): Promise<void>;
};

/** How long running work may take after a stop was asked for; platforms kill at 30 s. */
const STOP_WITHIN_MS = 20_000;

/** 40 random bits in an alphabet without look-alikes: unique among one account's orders, short enough to read out. */
const newToken = (): string => {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
};

type Parts = {
  config: Config;
  options: AppOptions;
  store: Store;
  metrics: Metrics;
  slack: SlackApp;
  channels: Channels;
};

/** What flows are made with: Telnyx, the store, Slack as a port, time. */
const createShared = ({ config, options, store, metrics, slack }: Parts) => {
  const { clock, log, postIntervalMs = 1_000, telnyxTimeoutMs: timeoutMs } = options;
  const { apiUrl, apiKey } = config.telnyx;
  const onCall = metrics.noteTelnyxCall;
  const waiting = options.wait === undefined ? {} : { wait: options.wait };
  const limits = { ...waiting, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const telnyx = createLateTelnyx({ apiUrl, apiKey, log, clock, onCall, ...limits });
  const inSlack = { client: slack.client, clock, log };
  const attachments = createSlackFiles({
    client: slack.client,
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
  });
  const showRequirements = createShowRequirements({ telnyx, clock });
  return {
    telnyx,
    wallet: createWallet({ telnyx, clock }),
    drafts: store.drafts,
    orders: store.orders,
    groups: store.groups,
    heartbeat: store.heartbeat,
    threads: createSlackThreads(inSlack),
    groupThreads: createSlackGroupThreads(inSlack),
    accountWatch: store.accountWatch,
    adminAlerts: createSlackAdminAlerts({ client: slack.client, defaultChannel: config.defaultChannel, log }),
    knownGroups: createKnownGroups({ telnyx, clock, log }),
    attachments,
    showRequirements,
    clock,
    log,
    newToken,
    pace: createChannelPace({ postIntervalMs, ...waiting, ...(options.wait ? { elapsed: clock.now } : {}) }),
    defaultChannel: config.defaultChannel,
  };
};

const toSlackStanding = ({ config, slack, channels }: Parts) => {
  const { client, isConnected } = slack;
  return createSlackStanding({ client, channels, isConnected, transport: config.slack.transport.kind });
};

const toDoctorSettings = ({ defaultChannel, telnyx, encryptionKeys }: Config) => ({
  defaultChannel,
  webhookKeys: telnyx.publicKeys.length,
  encryptionKeys: encryptionKeys.length,
});

const createFlows = (parts: Parts): Flows => {
  const shared = createShared(parts);
  const { showRequirements, wallet } = shared;
  const placeOrder = createPlaceOrder(shared);
  const groups = createGroups(shared);
  const findOrders = createFindOrders(shared);
  const trackOrders = createTrackOrders({ ...shared, placeOrder, checkGroups: groups.check });
  return {
    wallet,
    endUserLinks: createEndUserLinks(shared),
    spreadAnswers: createSpreadAnswers(shared),
    saveAsGroup: createSaveAsGroup({ ...shared, groupFlow: groups }),
    searchNumbers: createSearchNumbers(shared),
    showRequirements,
    placeOrder,
    trackOrders,
    findOrders,
    watchOrder: createWatchOrder({ ...shared, findOrders }),
    fulfilRequirements: createFulfilRequirements(shared),
    groups,
    converse: createConverse(shared),
    checkConnections: createCheckConnections({
      ...shared,
      store: parts.store,
      slack: toSlackStanding(parts),
      lastTick: trackOrders.lastTick,
      settings: toDoctorSettings(parts.config),
    }),
  };
};

const createPoll = ({ config, options: { log }, metrics }: Parts, { trackOrders }: Flows): (() => Promise<unknown>) => {
  const beat = createHeartbeat({ url: config.heartbeatUrl, log });
  const poll = createWatchedPoll({
    tick: trackOrders.tick,
    log,
    onPoll: (done) => {
      metrics.notePoll(done);
      if (done.outcome === 'good') void beat();
    },
  });
  return () => onJourney({ id: newToken(), from: 'poll' }, poll);
};

const within = async (work: Promise<unknown>, timeoutMs: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  await Promise.race([work.catch(() => undefined), promise]);
  clearTimeout(timer);
};

const openConfiguredStore = ({ storeUrl: url, encryptionKeys }: Config, { log, openBackend }: AppOptions) =>
  openStore({ url, encryptionKeys, log, ...(openBackend === undefined ? {} : { openBackend }) });

const loadTheRest = ({ config, metrics, options: { log } }: Parts): Promise<void> =>
  loadBehind({ telnyx: loadTelnyx, countries: () => parseCountry(config.defaultCountry), metrics: metrics.begin }, log);

/** Builds the whole app from its configuration; nothing runs before `start`. */
export const createApp = async (config: Config, options: AppOptions): Promise<NumberdeskApp> => {
  const { clock, schedule, log } = options;
  const store = await openConfiguredStore(config, options);
  const metrics = createMetrics({
    readCounted: async () =>
      standingOf({ orders: await store.orders.viewOpen(), groups: await store.groups.list() }, clock.now()),
    clock,
  });
  const slack = createSlackApp({ ...config.slack, log, onCall: metrics.noteSlackCall });
  const channels = createChannels(slack.client);
  const parts = { config, options, store, metrics, slack, channels };
  const flows = createFlows(parts);
  const handlers = registerRoutes({
    app: slack.app,
    routes: slackRoutes({
      flows,
      channels,
      clock,
      log,
      openOrderForms: createOpenOrderForms(),
      defaultCountry: config.defaultCountry,
      defaultChannel: config.defaultChannel,
      newToken,
    }),
    members: createMembers({ client: slack.client, clock }),
    log,
    newReference: newToken,
    onAck: metrics.noteAck,
  });
  const { routes, webhooks } = createAppRoutes({ ...parts, ...options, flows, newToken });
  const settled = async (): Promise<void> => void (await Promise.all([handlers.settled(), webhooks.settled()]));
  const server = createHttpServer({ host: config.host ?? '0.0.0.0', port: config.port, routes, log });

  return {
    async start() {
      // Nothing may reach Bolt before it knows its own token; health is answered while the socket connects.
      await slack.signIn();
      const listening = await server.start();
      await slack.connect();
      schedule.start(createPoll(parts, flows));
      void loadTheRest(parts);
      return listening;
    },
    settled,
    async stop() {
      await slack.stop();
      // The last requests may still begin work, so that is waited for once more after they are answered.
      const answered = server.stop().then(settled);
      await within(Promise.all([answered, schedule.stop(), settled()]), STOP_WITHIN_MS);
      await store.close();
    },
  };
};
