import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebClient } from '@slack/web-api';
import { option, plain, startTinyApp, startWorkspace } from './tiny-app.ts';

test('a command in a thread, an unknown one and an unreachable app are told by Slack itself', async (t) => {
  const slack = await startWorkspace(t);
  const ada = slack.person('ada');
  const message = await ada.say('hello');
  await ada.command('/numbers', { channel: '#telecom', threadTs: message.ts });
  await ada.command('/nmbers');
  await ada.command('/numbers');
  assert.deepEqual(
    ada.notices().map((notice) => [notice.code, notice.text.slice(0, 40)]),
    [
      ['not_in_threads', '/numbers is not supported in threads. So'],
      ['unknown_command', '/nmbers is not a valid command. In Slack'],
      ['dispatch_failed', '/numbers failed with the error "dispatch'],
    ],
  );
});

test('nobody can press what is not there, or choose what is not offered', async (t) => {
  const slack = await startTinyApp(t, {
    transport: 'http',
    register: (app) => app.action(/./, async ({ ack }) => ack()),
  });
  const client = new WebClient(slack.credentials.botToken, { slackApiUrl: slack.apiUrl });
  const press = {
    type: 'button' as const,
    action_id: 'go',
    text: plain('Go'),
    confirm: { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') },
  };
  const pick = { type: 'static_select' as const, action_id: 'pick', options: [option('a')] };
  const blocks = [
    { type: 'actions' as const, block_id: 'one', elements: [press, pick] },
    { type: 'actions' as const, block_id: 'two', elements: [press] },
  ];
  await client.chat.postMessage({ channel: '#numbers-alerts', text: 'x', blocks });
  const [message] = slack.messages('#numbers-alerts');
  const ada = slack.person('ada');
  const at = { in: message! };
  await assert.rejects(ada.click({ ...at, actionId: 'gone' }), /no \{"actionId":"gone"\} there, only go in one/);
  await assert.rejects(ada.click({ ...at, actionId: 'go' }), /fits several/);
  await assert.rejects(ada.select({ ...at, actionId: 'pick', choice: 'z' }), /does not offer "z" \(it offers a\)/);
  await assert.rejects(
    slack.person('gus').click({ ...at, actionId: 'go', blockId: 'one' }),
    /gus is not in that channel/,
  );
  await assert.rejects(ada.say('x', { channel: '#old' }), /archived/);
  await assert.rejects(ada.submit(), /no modal open/);
  assert.deepEqual(slack.deliveries(), []);
  await ada.click({ ...at, actionId: 'go', blockId: 'one', confirm: false });
  assert.deepEqual(slack.deliveries(), []);
  assert.deepEqual(await ada.click({ ...at, actionId: 'go', blockId: 'one' }), { ok: true });
});

test('olga of another organisation carries her own team', async (t) => {
  const bodies: Record<string, string>[] = [];
  const slack = await startTinyApp(t, {
    transport: 'http',
    register: (app) =>
      app.command('/numbers', async ({ ack, body }) => {
        bodies.push({ ...body });
        await ack();
      }),
  });
  await slack.person('olga').command('/numbers');
  await slack.person('ada').command('help', { channel: 'app' });
  assert.deepEqual(
    bodies.map((body) => [body.team_id, body.channel_name, body.text]),
    [
      ['T0ORBIT', 'telecom', ''],
      ['T0ACME', 'directmessage', 'help'],
    ],
  );
});

test('a wait that is in vain says what is on screen', async (t) => {
  const slack = await startWorkspace(t);
  await slack.person('ada').say('is anybody there');
  const waiting = slack.waitFor(() => slack.messages('#random'), { timeoutMs: 20, what: 'a word in #random' });
  await assert.rejects(waiting, /in vain for a word in #random\nOn screen:\n#telecom\n {2}ada: is anybody there/);
});

test('the feed tells a late reader what it missed', async (t) => {
  const slack = await startWorkspace(t);
  const heard: string[] = [];
  const stop = slack.feed.subscribe((event) => heard.push(event.type));
  await slack.person('ada').say('one');
  stop();
  const seen = slack.feed.lastSeq();
  await slack.person('ada').say('two');
  assert.deepEqual(heard.slice(0, 2), ['message_posted', 'delivery']);
  assert.equal(slack.feed.since(seen)?.[0]?.type, 'message_posted');
  assert.deepEqual(slack.feed.since(slack.feed.lastSeq()), []);
});

test('the app hears that it was brought into a channel, and of nothing where it is not', async (t) => {
  const slack = await startWorkspace(t);
  const ada = slack.person('ada');
  await ada.say('nobody of the app is here', { channel: '#random' });
  assert.deepEqual(slack.deliveries(), []);
  await ada.invite('#random');
  assert.deepEqual(
    slack.deliveries().map((delivery) => delivery.name),
    ['member_joined_channel'],
  );
});

test('what a person chose in a message stays theirs, and over an edit where it still fits', async (t) => {
  const slack = await startTinyApp(t, {
    transport: 'http',
    register: (app) => app.action('pick', async ({ ack }) => ack()),
  });
  const client = new WebClient(slack.credentials.botToken, { slackApiUrl: slack.apiUrl });
  const blocks = (...values: string[]) => [
    {
      type: 'actions' as const,
      block_id: 'one',
      elements: [{ type: 'static_select' as const, action_id: 'pick', options: values.map(option) }],
    },
  ];
  await client.chat.postMessage({ channel: '#telecom', text: 'x', blocks: blocks('a', 'b') });
  const [message] = slack.messages('#telecom');
  await slack.person('ada').select({ in: message!, actionId: 'pick', choice: 'a' });
  const chosenBy = (id: string) => {
    const [current] = slack.messages('#telecom');
    return slack.workspace.messageStates.of(id, current!).one?.pick?.selected_option;
  };
  assert.deepEqual([chosenBy('U0ADA'), chosenBy('U0BEN')], [option('a'), null]);
  const edit = { channel: message!.channel, ts: message!.ts, text: 'x' };
  await client.chat.update({ ...edit, blocks: blocks('a', 'c') });
  assert.deepEqual(chosenBy('U0ADA'), option('a'));
  await client.chat.update({ ...edit, blocks: blocks('c') });
  assert.equal(chosenBy('U0ADA'), null);
});
