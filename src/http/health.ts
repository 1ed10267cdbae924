import { type HttpRoute, sendJson } from './http-server.ts';

/** What must hold before numberdesk can do its work; each answers with a short word that holds no secret. */
export type ReadinessChecks = {
  store(): Promise<void>;
  slack(): boolean;
  /** Instant of the last finished poll, null before the first. */
  lastPollAt(): number | null;
};

type Options = { checks: ReadinessChecks; clock: { now(): number }; pollLateAfterMs: number; startedAt: number };

const readiness = async ({ checks, clock, pollLateAfterMs, startedAt }: Options) => {
  const store = await checks.store().then(
    () => 'ok',
    () => 'failed',
  );
  const lastPollAt = checks.lastPollAt();
  const isLate = clock.now() - (lastPollAt ?? startedAt) > pollLateAfterMs;
  const slack = checks.slack() ? 'ok' : 'not connected';
  const poll = isLate ? 'late' : 'ok';
  return {
    ready: store === 'ok' && slack === 'ok' && poll === 'ok',
    store,
    slack,
    poll,
    lastPollAt: lastPollAt === null ? null : new Date(lastPollAt).toISOString(),
  };
};

/** `/healthz`: the process answers. `/readyz`: 200 when store, Slack and poll are in order, else 503 and which is not. */
export const healthRoutes = (options: Options): HttpRoute[] => [
  {
    method: 'GET',
    path: '/healthz',
    handle: (_request, response) => sendJson(response, { status: 200, body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/readyz',
    handle: (_request, response) => {
      readiness(options).then(
        (state) => sendJson(response, { status: state.ready ? 200 : 503, body: state }),
        () => sendJson(response, { status: 503, body: { ready: false } }),
      );
    },
  },
];
