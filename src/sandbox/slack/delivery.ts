import type { Feed } from './feed.ts';
import type { Fields } from './shapes.ts';
import type { Stamps } from './stamps.ts';

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** One thing that Slack tells the app. */
export type Envelope = {
  kind: DeliveryKind;
  /** For logs: the command, the type and id of an interaction, the type of an event. */
  name: string;
  payload: Fields;
  /** Whether an answer's body means anything; Socket Mode says so in each envelope. */
  acceptsAnswer: boolean;
  /** 0 for the first; only events are sent again. */
  attempt: number;
  retryReason: string;
};

/** `code` is Slack's word for the failure: `operation_timeout`, `dispatch_failed`, `http_client_error`, … */
export type Answer = { kind: 'acked'; body: unknown } | { kind: 'failed'; code: string; detail: string };

export type Delivery = {
  id: string;
  at: number;
  kind: DeliveryKind;
  name: string;
  transport: 'http' | 'socket' | 'none';
  attempt: number;
  payload: Fields;
  state: 'sent' | 'acked' | 'failed';
  code: string | null;
  answer: unknown;
  ms: number;
};

export type Transport = {
  name: 'http' | 'socket';
  /** Fails with `operation_timeout` when no answer came in time; never rejects. */
  send(envelope: Envelope): Promise<Answer>;
};

export type Deliver = (envelope: Envelope) => Promise<Answer>;

export type Deliverer = {
  deliver: Deliver;
  /** Deliveries that have not ended. */
  open(): number;
  all(): Delivery[];
};

const KEPT_DELIVERIES = 1000;

const NOT_CONNECTED: Answer = {
  kind: 'failed',
  code: 'dispatch_failed',
  detail: 'no Socket Mode connection and no request URL',
};

/**
 * Sends over whichever transport the app uses at that moment and keeps an account of it.
 * @param options.transport null while the app is not connected: every delivery fails with `dispatch_failed`
 */
export const createDeliverer = (options: {
  feed: Feed;
  stamps: Stamps;
  clock: { now(): number };
  transport: () => Transport | null;
}): Deliverer => {
  const { feed, stamps, clock, transport } = options;
  let deliveries: Delivery[] = [];
  let open = 0;
  const record = (delivery: Delivery) => {
    deliveries = [...deliveries.filter((one) => one.id !== delivery.id), delivery].slice(-KEPT_DELIVERIES);
    feed.emit({ type: 'delivery', delivery });
  };
  const deliver: Deliver = async (envelope) => {
    const way = transport();
    const startedAt = performance.now();
    const { kind, name, payload, attempt } = envelope;
    const transportName: Delivery['transport'] = way?.name ?? 'none';
    const sent = { id: stamps.id('E'), at: clock.now(), kind, name, payload, attempt, transport: transportName };
    open += 1;
    record({ ...sent, state: 'sent', code: null, answer: null, ms: 0 });
    const answer = way === null ? NOT_CONNECTED : await way.send(envelope);
    open -= 1;
    const ms = performance.now() - startedAt;
    const isAcked = answer.kind === 'acked';
    record({
      ...sent,
      ms,
      state: isAcked ? 'acked' : 'failed',
      code: isAcked ? null : answer.code,
      answer: isAcked ? answer.body : null,
    });
    return answer;
  };
  return { deliver, open: () => open, all: () => [...deliveries] };
};
