import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createHttpServer } from '../../src/http/http-server.ts';
import { type Counted, createMetrics } from '../../src/http/metrics.ts';
import { createLog, onJourney } from '../../src/log.ts';

const NOTHING: Counted = { orders: {}, parts: {}, owed: {}, owedSince: null, lateByMs: 0 };

const start = async (t: TestContext, readCounted: () => Promise<Counted> = async () => NOTHING) => {
  const metrics = createMetrics({ readCounted, clock: { now: () => 100_000 } });
  const log = createLog({ level: 'silent' });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: [metrics.route], log });
  const { port } = await server.start();
  t.after(() => server.stop());
  const scrape = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  /** The value of a series, by its name and labels as they are written. */
  const value = async (series: string): Promise<number | null> => {
    const line = (await scrape()).text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length));
  };
  return { metrics, scrape, value };
};

const aCall = { method: 'GET', path: '/sub_number_orders', status: 200, ms: 120 };

describe('/metrics', () => {
  it('is text as Prometheus reads it, with the process beside what is ours', async (t) => {
    const { scrape } = await start(t);
    const { status, type, text } = await scrape();
    assert.equal(status, 200);
    assert.match(type ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^process_cpu_seconds_total /m);
    assert.match(text, /^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('counts polls by how they went, and how long they took', async (t) => {
    const { metrics, value } = await start(t);
    metrics.notePoll({ outcome: 'good', ms: 700 });
    metrics.notePoll({ outcome: 'failed', ms: 20_000 });
    assert.equal(await value('numberdesk_polls_total{outcome="good"}'), 1);
    assert.equal(await value('numberdesk_polls_total{outcome="failed"}'), 1);
    assert.equal(await value('numberdesk_poll_duration_seconds_bucket{le="1"}'), 1);
    assert.equal(await value('numberdesk_poll_duration_seconds_sum'), 20.7);
  });

  it('counts calls to Telnyx by template and status, and those of polls with their pages apart', async (t) => {
    const { metrics, value } = await start(t);
    onJourney({ id: 'p1', from: 'poll' }, () => {
      metrics.noteTelnyxCall(aCall);
      metrics.noteTelnyxCall({ ...aCall, path: '/number_orders/{}' });
      metrics.noteTelnyxCall({ ...aCall, path: '/number_orders/{}', status: null });
    });
    onJourney({ id: 's1', from: 'slack' }, () => metrics.noteTelnyxCall({ ...aCall, method: 'POST' }));
    const calls = (labels: string) => value(`numberdesk_telnyx_calls_total{${labels}}`);
    assert.equal(await calls('method="GET",path="/sub_number_orders",status="200"'), 1);
    assert.equal(await calls('method="GET",path="/number_orders/{}",status="none"'), 1);
    assert.equal(await value('numberdesk_poll_telnyx_calls_total'), 3);
    assert.equal(await value('numberdesk_poll_telnyx_pages_total'), 1);
    assert.equal(await value('numberdesk_telnyx_call_duration_seconds_count'), 4);
  });

  it('counts calls to Slack by method and outcome, and how long Slack waited', async (t) => {
    const { metrics, value } = await start(t);
    metrics.noteSlackCall({ method: 'chat.postMessage', outcome: 'rate_limited' });
    metrics.noteAck({ kind: 'command', ms: 90 });
    metrics.noteAck({ kind: 'view', ms: 2_500 });
    assert.equal(await value('numberdesk_slack_calls_total{method="chat.postMessage",outcome="rate_limited"}'), 1);
    assert.equal(await value('numberdesk_slack_ack_seconds_bucket{le="0.1",kind="command"}'), 1);
    assert.equal(await value('numberdesk_slack_ack_seconds_bucket{le="2",kind="view"}'), 0);
    assert.equal(await value('numberdesk_slack_ack_seconds_bucket{le="3",kind="view"}'), 1);
  });

  it('counts what is open and owed when it is asked, not before', async (t) => {
    let counted: Counted = {
      orders: { placed: 3, unclear: 1 },
      parts: { declined: 2 },
      owed: { orders: 5, groups: 1 },
      owedSince: 40_000,
      lateByMs: 1_500,
    };
    let reads = 0;
    const { value } = await start(t, async () => {
      reads += 1;
      return counted;
    });
    assert.equal(reads, 0);
    assert.equal(await value('numberdesk_open_orders{state="placed"}'), 3);
    assert.equal(await value('numberdesk_open_parts{state="declined"}'), 2);
    assert.equal(await value('numberdesk_outbox_messages{of="orders"}'), 5);
    assert.equal(await value('numberdesk_outbox_oldest_seconds'), 60);
    assert.equal(await value('numberdesk_poll_late_seconds'), 1.5);
    counted = { ...counted, orders: { placed: 0, unclear: 0 }, owedSince: null };
    assert.equal(await value('numberdesk_open_orders{state="placed"}'), 0);
    assert.equal(await value('numberdesk_outbox_oldest_seconds'), 0);
  });

  it('fails while the store does: old counts would look like present ones', async (t) => {
    const { scrape } = await start(t, () => Promise.reject(new Error('disk /data/secret')));
    const { status, text } = await scrape();
    assert.equal(status, 503);
    assert.doesNotMatch(text, /disk|secret/);
  });

  it('of two apps in one process are their own', async (t) => {
    const [one, other] = [await start(t), await start(t)];
    one.metrics.notePoll({ outcome: 'good', ms: 1 });
    assert.equal(await one.value('numberdesk_polls_total{outcome="good"}'), 1);
    assert.equal(await other.value('numberdesk_polls_total{outcome="good"}'), null);
  });
});
