import type { Config } from './config.ts';
import { POLL_LATE_AFTER_MS } from './domain/diagnosis.ts';
import type { Flows } from './flows/flows.ts';
import { createHearFromTelnyx } from './flows/hear-from-telnyx.ts';
import { healthRoutes } from './http/health.ts';
import type { HttpRoute } from './http/http-server.ts';
import type { Metrics } from './http/metrics.ts';
import { createTelnyxWebhooks, type TelnyxWebhooks } from './http/telnyx-webhooks.ts';
import type { Log } from './log.ts';
import { EVENTS_LIMIT_BYTES, EVENTS_PATH, type SlackApp } from './slack/slack-app.ts';
import type { Store } from './store/open-store.ts';

type Serving = {
  config: Pick<Config, 'telnyx'>;
  clock: { now(): number };
  log: Log;
  store: Store;
  metrics: Metrics;
  slack: SlackApp;
  flows: Flows;
  newToken: () => string;
};

const createWebhooks = ({ config, clock, log, store, flows, newToken }: Serving): TelnyxWebhooks =>
  createTelnyxWebhooks({
    publicKeys: config.telnyx.publicKeys,
    log,
    hear: createHearFromTelnyx({
      ...store,
      trackOrders: flows.trackOrders,
      refreshGroup: flows.groups.refresh,
      clock,
    }),
    newJourney: newToken,
    noteReceived: () => store.lastWebhook.write(clock.now()),
  });

const createHealthRoutes = ({ clock, store, slack, flows }: Serving): HttpRoute[] =>
  healthRoutes({
    checks: {
      store: store.check,
      slack: slack.isConnected,
      lastPollAt: () => flows.trackOrders.lastTick()?.at ?? null,
    },
    clock,
    pollLateAfterMs: POLL_LATE_AFTER_MS,
    startedAt: clock.now(),
  });

/** Everything that can be asked of the app's HTTP server, and the webhooks among it, whose work goes on after the answer. */
export const createAppRoutes = (serving: Serving): { routes: HttpRoute[]; webhooks: TelnyxWebhooks } => {
  const { metrics, slack } = serving;
  const webhooks = createWebhooks(serving);
  const ofSlack = slack.requestListener
    ? [{ method: 'POST', path: EVENTS_PATH, bodyLimitBytes: EVENTS_LIMIT_BYTES, handle: slack.requestListener }]
    : [];
  return { routes: [...createHealthRoutes(serving), metrics.route, webhooks.route, ...ofSlack], webhooks };
};
