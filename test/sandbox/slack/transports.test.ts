import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startTinyApp, startWorkspace } from './tiny-app.ts';

test('an event that is not acked comes again with the same id and a reason', async (t) => {
  const slack = await startWorkspace(t, { eventRetryDelaysMs: [0, 0] });
  const heard: { id: string; retry: unknown; reason: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { event_id: string };
    const { 'x-slack-retry-num': retry, 'x-slack-retry-reason': reason } = request.headers;
    heard.push({ id: body.event_id, retry, reason });
    response.writeHead(heard.length < 3 ? 500 : 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => new Promise((resolve) => server.close(resolve)));
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await slack.person('ada').openHome();
  await slack.waitFor(() => slack.deliveries().filter((one) => one.state === 'acked'));
  assert.deepEqual(
    heard.map(({ retry, reason }) => [retry, reason]),
    [
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ],
  );
  assert.equal(new Set(heard.map(({ id }) => id)).size, 1);
});

test('the app answers the challenge of its request URL, and refuses a wrong signature', async (t) => {
  const slack = await startTinyApp(t, { transport: 'http', register: () => {} });
  assert.equal(await slack.verifyRequestUrl(), true);
  slack.workspace.credentials.signingSecret = 'another';
  const ada = slack.person('ada');
  assert.equal(await slack.verifyRequestUrl(), false);
  assert.equal(await ada.command('/numbers').then((result) => result.ok), false);
});

test('a Socket Mode client that is asked to leave comes back', async (t) => {
  const slack = await startTinyApp(t, {
    transport: 'socket',
    register: (app) => app.command('/numbers', async ({ ack }) => ack('here')),
  });
  const ada = slack.person('ada');
  assert.equal(slack.socket.connections(), 1);
  slack.socket.refresh();
  assert.deepEqual(await ada.command('/numbers'), { ok: false, code: 'dispatch_failed' });
  await slack.waitFor(() => slack.socket.connections() === 1, { what: 'a new connection' });
  assert.deepEqual(await ada.command('/numbers'), { ok: true });
  assert.equal(ada.ephemerals()[0]?.text, 'here');
});

test('a Socket Mode address opens one connection, and none without its ticket', async (t) => {
  const slack = await startWorkspace(t);
  const url = slack.workspace.socketUrl.issue();
  const opens = async (address: string) => {
    const socket = new WebSocket(address);
    const [event] = (await Promise.race([once(socket, 'message'), once(socket, 'error')])) as [Event];
    socket.close();
    return event.type;
  };
  assert.equal(await opens(url), 'message');
  assert.equal(await opens(url), 'error');
  assert.equal(await opens(`${slack.baseUrl.replace('http', 'ws')}/link/?ticket=guess`), 'error');
});
