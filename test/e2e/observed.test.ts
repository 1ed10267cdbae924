import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { placeOrder } from '../support/act.ts';
import { PATIENCE } from '../support/crash.ts';
import { startLiveWorld } from '../support/start-live-world.ts';
import { startWorld } from '../support/start-world.ts';

const startMonitor = async (t: TestContext) => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/uuid`, calls: () => calls };
};

describe('who watches the app from outside', () => {
  it('reads what it did, what is open and what is owed, without an id or a number in it', async (t) => {
    const world = await startWorld(t);
    await placeOrder(world, world.slack.person('ada'));
    await world.tick();
    const response = await fetch(`http://127.0.0.1:${world.port}/metrics`);
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /^numberdesk_polls_total\{outcome="good"\} [1-9]/m);
    assert.match(text, /^numberdesk_poll_telnyx_pages_total [1-9]/m);
    assert.match(text, /^numberdesk_telnyx_calls_total\{method="POST",path="\/number_orders",status="200"\} 1$/m);
    assert.match(text, /^numberdesk_telnyx_calls_total\{method="GET",path="\/number_orders\/\{\}",status="200"\} /m);
    assert.match(text, /^numberdesk_slack_calls_total\{method="chat\.postMessage",outcome="ok"\} [1-9]/m);
    assert.match(text, /^numberdesk_slack_ack_seconds_count\{kind="view"\} [1-9]/m);
    assert.match(text, /^numberdesk_open_orders\{state="placed"\} 1$/m);
    assert.match(text, /^numberdesk_open_parts\{state="answers-needed"\} 1$/m);
    const [part] = world.telnyx.desk.pending();
    for (const id of [part?.orderId, part?.partId, world.slack.person('ada').id, '+49'])
      assert.ok(id && !text.includes(id), `${id} stands in the metrics`);
  });

  it('gets a call after each good poll, none while Telnyx does not answer, and again after that', async (t) => {
    const monitor = await startMonitor(t);
    const world = await startLiveWorld(t);
    const app = await world.startApp({ HEARTBEAT_URL: monitor.url, LOG_LEVEL: 'debug' });
    const called = (times: number) =>
      world.slack.waitFor(() => monitor.calls() >= times, { ...PATIENCE, what: `${times} heartbeats` });
    await called(2);
    const { card } = await placeOrder(world, world.slack.person('ada'));
    assert.ok(card);
    const heal = world.telnyx.faults.on({ kind: 'key-refused' });
    await app.logged('order not read');
    const before = monitor.calls();
    await app.printed(/(?:"outcome":"unreachable"[\s\S]*){2}/);
    assert.ok(monitor.calls() <= before + 1, 'at most the one that was on its way');
    heal();
    await called(before + 2);
  });
});
