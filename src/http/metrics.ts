import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { currentJourney } from '../log.ts';
import { type HttpRoute, sendJson } from './http-server.ts';

/** What is counted when somebody asks; see `Standing` of the domain. */
export type Counted = {
  orders: Record<string, number>;
  parts: Record<string, number>;
  owed: Record<string, number>;
  owedSince: number | null;
  lateByMs: number;
};

export type Metrics = {
  route: HttpRoute;
  notePoll(poll: { outcome: string; ms: number }): void;
  /** `path` is a template: an id in it would be a series for each order. */
  noteTelnyxCall(call: { method: string; path: string; status: number | null; ms: number }): void;
  noteSlackCall(call: { method: string; outcome: string }): void;
  noteAck(ack: { kind: string; ms: number }): void;
};

type Options = {
  readCounted: () => Promise<Counted>;
  clock: { now(): number };
};

/** Slack gives 3 s; what comes near it is to be seen. */
const ACK_BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 3];
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const POLL_BUCKETS = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300];
/** The monitor wakes up so often; its default of 10 ms costs more than it tells. */
const LOOP_PRECISION_MS = 50;

const createMeters = (registers: Registry[]) => ({
  polls: new Counter({ name: 'numberdesk_polls_total', help: 'Polls', labelNames: ['outcome'], registers }),
  pollSeconds: new Histogram({
    name: 'numberdesk_poll_duration_seconds',
    help: 'How long a poll took',
    buckets: POLL_BUCKETS,
    registers,
  }),
  pollCalls: new Counter({ name: 'numberdesk_poll_telnyx_calls_total', help: 'Calls to Telnyx of polls', registers }),
  pollPages: new Counter({ name: 'numberdesk_poll_telnyx_pages_total', help: 'Pages of lists among them', registers }),
  telnyxCalls: new Counter({
    name: 'numberdesk_telnyx_calls_total',
    help: 'Calls to Telnyx',
    labelNames: ['method', 'path', 'status'],
    registers,
  }),
  telnyxSeconds: new Histogram({
    name: 'numberdesk_telnyx_call_duration_seconds',
    help: 'How long a call to Telnyx took, with its repetitions',
    buckets: CALL_BUCKETS,
    registers,
  }),
  slackCalls: new Counter({
    name: 'numberdesk_slack_calls_total',
    help: 'Calls to Slack',
    labelNames: ['method', 'outcome'],
    registers,
  }),
  ackSeconds: new Histogram({
    name: 'numberdesk_slack_ack_seconds',
    help: 'How long Slack waited for an answer',
    labelNames: ['kind'],
    buckets: ACK_BUCKETS,
    registers,
  }),
});

/** Read at each scrape, not kept up to date between them. */
const createGauges = (registers: Registry[]) => ({
  orders: new Gauge({ name: 'numberdesk_open_orders', help: 'Followed orders', labelNames: ['state'], registers }),
  parts: new Gauge({ name: 'numberdesk_open_parts', help: 'Their parts', labelNames: ['state'], registers }),
  owed: new Gauge({ name: 'numberdesk_outbox_messages', help: 'Messages owed', labelNames: ['of'], registers }),
  owedSeconds: new Gauge({ name: 'numberdesk_outbox_oldest_seconds', help: 'Age of the oldest of them', registers }),
  lateSeconds: new Gauge({ name: 'numberdesk_poll_late_seconds', help: 'How overdue the next order is', registers }),
});

const setAll = (gauge: Gauge, { label, counts }: { label: string; counts: Record<string, number> }): void => {
  for (const [name, count] of Object.entries(counts)) gauge.set({ [label]: name }, count);
};

const createCount =
  (gauges: ReturnType<typeof createGauges>, { readCounted, clock }: Options) =>
  async () => {
    const { orders, parts, owed, owedSince, lateByMs } = await readCounted();
    setAll(gauges.orders, { label: 'state', counts: orders });
    setAll(gauges.parts, { label: 'state', counts: parts });
    setAll(gauges.owed, { label: 'of', counts: owed });
    gauges.owedSeconds.set(owedSince === null ? 0 : Math.max(0, clock.now() - owedSince) / 1000);
    gauges.lateSeconds.set(lateByMs / 1000);
  };

const toRoute = (registry: Registry, count: () => Promise<void>): HttpRoute => ({
  method: 'GET',
  path: '/metrics',
  handle: async (_request, response) => {
    try {
      await count();
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
      response.end(text);
    } catch {
      // Old counts would look like present ones: a failed scrape is what a monitor understands.
      sendJson(response, { status: 503, body: { error: 'the store did not answer' } });
    }
  },
});

/** `GET /metrics` for Prometheus. No label holds an id, a name or what somebody wrote. */
export const createMetrics = (options: Options): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_PRECISION_MS });
  const meters = createMeters(registers);
  return {
    route: toRoute(registry, createCount(createGauges(registers), options)),
    notePoll: ({ outcome, ms }) => {
      meters.polls.inc({ outcome });
      meters.pollSeconds.observe(ms / 1000);
    },
    noteTelnyxCall: ({ method, path, status, ms }) => {
      meters.telnyxCalls.inc({ method, path, status: status ?? 'none' });
      meters.telnyxSeconds.observe(ms / 1000);
      if (currentJourney()?.from !== 'poll') return;
      meters.pollCalls.inc();
      if (method === 'GET' && !path.includes('{}')) meters.pollPages.inc();
    },
    noteSlackCall: ({ method, outcome }) => meters.slackCalls.inc({ method, outcome }),
    noteAck: ({ kind, ms }) => meters.ackSeconds.observe({ kind }, ms / 1000),
  };
};
