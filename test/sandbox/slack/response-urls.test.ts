import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { SlackSimulator } from '../../../src/sandbox/slack/start-slack-simulator.ts';
import { plain, startWorkspace } from './tiny-app.ts';

/** An app that acks everything and remembers the last `response_url`. */
const startAcker = async (t: TestContext, slack: SlackSimulator) => {
  const state = { responseUrl: '' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const payload = form.get('payload');
    const body = payload === null ? Object.fromEntries(form) : (JSON.parse(payload) as Record<string, string>);
    state.responseUrl = body.response_url ?? '';
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => new Promise((resolve) => server.close(resolve)));
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return async (body: object): Promise<string> => {
    const response = await fetch(state.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { ok: boolean; error?: string };
    return answer.ok ? 'ok' : `${response.status} ${answer.error}`;
  };
};

test('a response_url works five times', async (t) => {
  const slack = await startWorkspace(t);
  const respond = await startAcker(t, slack);
  await slack.person('ada').command('/numbers');
  for (const text of ['1', '2', '3', '4', '5']) assert.equal(await respond({ text }), 'ok');
  assert.equal(await respond({ text: '6' }), '404 used_url');
  assert.equal(slack.person('ada').ephemerals().length, 5);
});

test('a response_url dies after half an hour', async (t) => {
  let now = 0;
  const slack = await startWorkspace(t, { patience: { now: () => now } });
  const respond = await startAcker(t, slack);
  await slack.person('ada').command('/numbers');
  now = 30 * 60_000;
  assert.equal(await respond({ text: 'in time' }), 'ok');
  now += 1;
  assert.equal(await respond({ text: 'late' }), '404 expired_url');
});

test('an ephemeral message is replaced and deleted through the response_url of a click in it', async (t) => {
  const slack = await startWorkspace(t);
  const respond = await startAcker(t, slack);
  const ada = slack.person('ada');
  await ada.command('/numbers');
  const button = { type: 'button', action_id: 'go', text: plain('Go') };
  await respond({ text: 'first', blocks: [{ type: 'actions', elements: [button] }] });
  const [message] = ada.ephemerals();
  await ada.click({ in: message!, actionId: 'go' });
  assert.equal(await respond({ text: 'second', replace_original: true }), 'ok');
  assert.deepEqual(
    ada.ephemerals().map((one) => [one.ts, one.text]),
    [[message!.ts, 'second']],
  );
  assert.equal(await respond({ text: 'for all', response_type: 'in_channel' }), 'ok');
  assert.equal(slack.messages('#telecom')[0]?.text, 'for all');
  assert.equal(await respond({ delete_original: true }), 'ok');
  assert.deepEqual(ada.ephemerals(), []);
  assert.equal(await respond({ blocks: [] }), '400 no_text');
});
