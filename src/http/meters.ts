import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { currentJourney } from '../log.ts';
import type { Ack, Metering, Poll, SlackCall, TelnyxCall } from './metrics.ts';

/** Slack gives 3 s; what comes near it is to be seen. */
const ACK_BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 3];
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const POLL_BUCKETS = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300];
/** The monitor wakes up so often; its default of 10 ms costs more than it tells. */
const LOOP_PRECISION_MS = 50;

const createCounters = (registers: Registry[]) => ({
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
  (gauges: ReturnType<typeof createGauges>, { readCounted, clock }: Metering) =>
  async () => {
    const { orders, parts, owed, owedSince, lateByMs } = await readCounted();
    setAll(gauges.orders, { label: 'state', counts: orders });
    setAll(gauges.parts, { label: 'state', counts: parts });
    setAll(gauges.owed, { label: 'of', counts: owed });
    gauges.owedSeconds.set(owedSince === null ? 0 : Math.max(0, clock.now() - owedSince) / 1000);
    gauges.lateSeconds.set(lateByMs / 1000);
  };

/** Meters of Prometheus' client, in a registry of their own. No label holds an id, a name or what somebody wrote. */
export const createMeters = (metering: Metering) => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_PRECISION_MS });
  const meters = createCounters(registers);
  const count = createCount(createGauges(registers), metering);
  return {
    scrape: async () => {
      await count();
      return { type: registry.contentType, text: await registry.metrics() };
    },
    notePoll: ({ outcome, ms }: Poll): void => {
      meters.polls.inc({ outcome });
      meters.pollSeconds.observe(ms / 1000);
    },
    noteTelnyxCall: ({ method, path, status, ms }: TelnyxCall): void => {
      meters.telnyxCalls.inc({ method, path, status: status ?? 'none' });
      meters.telnyxSeconds.observe(ms / 1000);
      if (currentJourney()?.from !== 'poll') return;
      meters.pollCalls.inc();
      if (method === 'GET' && !path.includes('{}')) meters.pollPages.inc();
    },
    noteSlackCall: ({ method, outcome }: SlackCall): void => meters.slackCalls.inc({ method, outcome }),
    noteAck: ({ kind, ms }: Ack): void => meters.ackSeconds.observe({ kind }, ms / 1000),
  };
};
