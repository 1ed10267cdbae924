import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '@slack/bolt';
import { modal, option, plain, section, startTinyApp, TRANSPORTS, textField } from './tiny-app.ts';

type Seen = { kind: string; body: Record<string, unknown> };

const buttons = {
  type: 'actions',
  block_id: 'acts',
  elements: [
    { type: 'button', action_id: 'thing:open', text: plain('Open'), value: 'seven' },
    { type: 'static_select', action_id: 'thing:pick', options: [option('a'), option('b')] },
    { type: 'overflow', action_id: 'thing:more', options: [option('x'), option('y')] },
  ],
};

const menu = { type: 'external_select', action_id: 'city', min_query_length: 1 };

/** Records every kind of delivery, and answers as an app would. */
const register = (seen: Seen[]) => (app: App) => {
  const note = (kind: string, body: object) => seen.push({ kind, body: { ...body } });
  app.command('/numbers', async ({ ack, body, respond, client }) => {
    note('command', body);
    await ack();
    if (body.text === 'form') {
      const field = { type: 'input', block_id: 'city', label: plain('City'), optional: true, element: menu };
      const view = modal('Form', [textField('name'), field], { notify_on_close: true });
      await client.views.open({ trigger_id: body.trigger_id, view });
      return;
    }
    await respond({ text: 'Choose', blocks: [section('Choose'), buttons] as never[] });
  });
  app.action(/^thing:/, async ({ ack, body }) => {
    note('action', body);
    await ack();
  });
  app.options('city', async ({ ack, body }) => {
    note('options', body);
    await ack({ options: [option('berlin')] });
  });
  app.view('form:submit', async ({ ack, body }) => {
    note('submit', body);
    await ack();
  });
  app.view({ callback_id: 'form:submit', type: 'view_closed' }, async ({ ack, body }) => {
    note('closed', body);
    await ack();
  });
  app.shortcut('comment:send', async ({ ack, body }) => {
    note('shortcut', body);
    await ack();
  });
  app.event('app_home_opened', async ({ event, client, body }) => {
    note('home', body);
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [section('Hello'), buttons] as never[] },
    });
  });
  app.event('app_mention', async ({ body }) => {
    note('mention', body);
  });
  app.message(async ({ body }) => {
    note('message', body);
  });
};

for (const transport of TRANSPORTS) {
  const start = async (t: Parameters<typeof startTinyApp>[0]) => {
    const seen: Seen[] = [];
    const slack = await startTinyApp(t, { transport, register: register(seen) });
    return { slack, ada: slack.person('ada'), last: () => seen.at(-1)!, seen };
  };

  test(`over ${transport} a command reaches the app and its answer only the person`, async (t) => {
    const { slack, ada, last } = await start(t);
    assert.deepEqual(await ada.command('/numbers search DE', { channel: '#telecom' }), { ok: true });
    assert.equal(last().body.text, 'search DE');
    assert.equal(last().body.channel_name, 'telecom');
    const [message] = await slack.waitFor(() => ada.ephemerals('#telecom'));
    assert.equal(message?.text, 'Choose');
    assert.deepEqual(slack.person('ben').ephemerals(), []);
    assert.deepEqual(slack.messages('#telecom'), []);
    assert.equal(slack.deliveries()[0]?.transport, transport);
  });

  test(`over ${transport} a click in an ephemeral message brings its container and value`, async (t) => {
    const { slack, ada, last } = await start(t);
    await ada.command('/numbers');
    const [message] = await slack.waitFor(() => ada.ephemerals());
    await ada.select({ in: message!, actionId: 'thing:pick', choice: 'b' });
    await ada.click({ in: message!, text: 'Open' });
    const { body } = last();
    const [action] = body.actions as { value: string; type: string }[];
    assert.equal(action?.value, 'seven');
    const container = { type: 'message', message_ts: message!.ts, channel_id: message!.channel, is_ephemeral: true };
    assert.deepEqual(body.container, container);
    assert.equal(body.message, undefined);
    const state = body.state as { values: Record<string, Record<string, { selected_option: { value: string } }>> };
    assert.equal(state.values.acts?.['thing:pick']?.selected_option.value, 'b');
    await ada.click({ in: message!, actionId: 'thing:more', option: 'Option y' });
    assert.equal((last().body.actions as { selected_option: { value: string } }[])[0]?.selected_option.value, 'y');
  });

  test(`over ${transport} a form brings what was typed, and an external menu what the app offers`, async (t) => {
    const { slack, ada, last, seen } = await start(t);
    await ada.command('/numbers form');
    await slack.waitFor(() => ada.view());
    await assert.rejects(ada.submit(), /Please complete this required field: Label name/);
    assert.deepEqual(
      (await ada.suggest('city', 'ber')).map((one) => one.value),
      ['berlin'],
    );
    await ada.fill({ City: 'berlin' });
    assert.deepEqual(await ada.submit({ name: 'Ada' }), { kind: 'closed' });
    const view = last().body.view as { state: { values: Record<string, unknown> } };
    assert.deepEqual(view.state.values, {
      name: { text: { type: 'plain_text_input', value: 'Ada' } },
      city: { city: { type: 'external_select', selected_option: option('berlin') } },
    });
    assert.equal(seen.filter(({ kind }) => kind === 'action').length, 0);
    assert.equal(ada.view(), null);
  });

  test(`over ${transport} a closed form tells the app without what was typed`, async (t) => {
    const { slack, ada, last } = await start(t);
    await ada.command('/numbers form');
    await slack.waitFor(() => ada.view());
    await ada.fill({ name: 'secret' });
    await ada.close();
    assert.equal(last().kind, 'closed');
    assert.doesNotMatch(JSON.stringify(last().body), /secret/);
    assert.equal(last().body.is_cleared, false);
  });

  test(`over ${transport} the Home tab, its clicks, shortcuts and messages reach the app`, async (t) => {
    const { slack, ada, last, seen } = await start(t);
    await ada.openHome();
    await slack.waitFor(() => ada.home());
    await ada.click({ in: 'home', actionId: 'thing:open' });
    assert.equal((last().body.view as { type: string }).type, 'home');
    const message = await ada.say('hello @numberdesk, is 1 < 2?', { channel: '#telecom' });
    await slack.waitFor(() => seen.some(({ kind }) => kind === 'mention'), { what: 'the mention' });
    const spoken = seen.find(({ kind }) => kind === 'message')?.body.event as { text: string };
    assert.equal(spoken.text, 'hello <@U0NUMBERDESK>, is 1 &lt; 2?');
    await ada.shortcut('comment:send', message);
    assert.equal(last().body.callback_id, 'comment:send');
    assert.equal((last().body.message as { ts: string }).ts, message.ts);
  });

  test(`over ${transport} an act that nobody acks in time is an error that the person sees`, async (t) => {
    const gate = Promise.withResolvers<void>();
    const slack = await startTinyApp(t, {
      transport,
      simulator: { ackTimeoutMs: 60 },
      register: (app) =>
        app.command('/numbers', async ({ ack }) => {
          await gate.promise;
          await ack('too late');
        }),
    });
    const ada = slack.person('ada');
    assert.deepEqual(await ada.command('/numbers'), { ok: false, code: 'operation_timeout' });
    assert.equal(ada.notices()[0]?.text, '/numbers failed with the error "operation_timeout"');
    gate.resolve();
    await slack.settled();
    assert.deepEqual(ada.ephemerals(), []);
  });
}
