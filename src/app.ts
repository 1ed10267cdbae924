import { createAppFlows, type FlowParts, type FlowSettings, newToken } from './app-flows.ts';
import { createAppRoutes } from './app-routes.ts';
import type { Config } from './config.ts';
import { parseCountry } from './domain/country.ts';
import { standingOf } from './domain/standing.ts';
import type { Flows } from './flows/flows.ts';
import { createHttpServer } from './http/http-server.ts';
import { createMetrics } from './http/metrics.ts';
import { createHeartbeat } from './jobs/heartbeat.ts';
import type { Schedule } from './jobs/poll-schedule.ts';
import { createWatchedPoll } from './jobs/watched-poll.ts';
import { loadBehind } from './late.ts';
import { onJourney } from './log.ts';
import { createChannels } from './slack/channels.ts';
import { createMembers } from './slack/members.ts';
import { createOpenOrderForms } from './slack/open-order-forms.ts';
import { registerRoutes } from './slack/register-routes.ts';
import { slackRoutes } from './slack/routes.ts';
import { createSlackApp } from './slack/slack-app.ts';
import { createThreadLinks } from './slack/thread-links.ts';
import { type OpenBackend, openStore } from './store/open-store.ts';
import { telnyxParts } from './telnyx/late-telnyx.ts';

export type Clock = FlowSettings['clock'];

export type AppOptions = FlowSettings & {
  schedule: Schedule;
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

const createPoll = (
  { config, options: { log }, metrics }: FlowParts,
  { trackOrders }: Flows,
): (() => Promise<unknown>) => {
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

const loadTheRest = ({ config, metrics, options: { log } }: FlowParts): Promise<void> =>
  loadBehind({ ...telnyxParts, countries: () => parseCountry(config.defaultCountry), metrics: metrics.begin }, log);

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
  const parts: FlowParts = { config, options, store, metrics, slack, channels };
  const flows = createAppFlows(parts);
  const handlers = registerRoutes({
    app: slack.app,
    routes: slackRoutes({
      flows,
      channels,
      threadLinks: createThreadLinks(slack.client),
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
