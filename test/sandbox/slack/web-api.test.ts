import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient, type WebClientOptions } from '@slack/web-api';
import { samplePdf } from '../../../src/sandbox/sample-files.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/start-slack-simulator.ts';
import { section, silentLogger, startWorkspace } from './tiny-app.ts';

const connect = (slack: SlackSimulator, token = slack.credentials.botToken, options: WebClientOptions = {}) =>
  new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silentLogger, ...options });

const refusedAs = (code: string) => (error: unknown) => {
  assert.ok(error instanceof WebAPIPlatformError, String(error));
  assert.equal(error.data.error, code);
  return true;
};

const TELECOM = 'C0TELECOM';

test('says who the bot is, and refuses strangers', async (t) => {
  const slack = await startWorkspace(t);
  assert.equal((await connect(slack).auth.test()).user_id, 'U0NUMBERDESK');
  await assert.rejects(connect(slack, 'xoxb-other').auth.test(), refusedAs('invalid_auth'));
  await assert.rejects(connect(slack, '').auth.test(), refusedAs('not_authed'));
  await assert.rejects(connect(slack, slack.credentials.appToken).auth.test(), refusedAs('not_allowed_token_type'));
  await assert.rejects(connect(slack).apps.connections.open(), refusedAs('not_allowed_token_type'));
  await assert.rejects(connect(slack).apiCall('chat.shout'), refusedAs('unknown_method'));
});

test('takes JSON as well as forms', async (t) => {
  const slack = await startWorkspace(t);
  const headers = { authorization: `Bearer ${slack.credentials.botToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ channel: '#telecom', text: 'Hello', blocks: [section('Hello')] });
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
  const answer = (await response.json()) as { ok: boolean; message: { blocks: { block_id: string }[] } };
  assert.equal(answer.ok, true);
  assert.notEqual(answer.message.blocks[0]?.block_id, undefined);
});

test('keeps a thread: count, last reply, broadcast, edits', async (t) => {
  const slack = await startWorkspace(t);
  const { chat, conversations } = connect(slack);
  const metadata = { event_type: 'order', event_payload: { order_key: 'o1' } };
  const card = await chat.postMessage({ channel: TELECOM, text: 'Card', metadata });
  const thread_ts = card.ts ?? '';
  await chat.postMessage({ channel: TELECOM, text: 'Quiet', thread_ts });
  const loud = await chat.postMessage({ channel: TELECOM, text: 'Loud', thread_ts, reply_broadcast: true });
  await chat.update({ channel: TELECOM, ts: thread_ts, text: 'Card, edited' });
  const replies = await conversations.replies({ channel: TELECOM, ts: thread_ts });
  assert.deepEqual(
    replies.messages?.map((message) => message.text),
    ['Card, edited', 'Quiet', 'Loud'],
  );
  const [parent] = slack.messages('#telecom');
  assert.equal(parent?.reply_count, 2);
  assert.equal(parent?.latest_reply, loud.ts);
  assert.deepEqual(parent?.metadata, metadata);
  assert.notEqual(parent?.edited, undefined);
  const history = await conversations.history({ channel: TELECOM });
  assert.deepEqual(
    history.messages?.map((message) => [message.text, message.subtype]),
    [
      ['Loud', 'thread_broadcast'],
      ['Card, edited', undefined],
    ],
  );
});

test('stamps messages in order even when the clock stands still', async (t) => {
  const slack = await startWorkspace(t, { clock: { now: () => 1_700_000_000_000 } });
  const { chat } = connect(slack);
  const sent = [];
  for (const text of ['a', 'b', 'c']) sent.push((await chat.postMessage({ channel: TELECOM, text })).ts);
  assert.deepEqual(sent, ['1700000000.000000', '1700000000.000001', '1700000000.000002']);
});

const REFUSALS: [string, string, string, Record<string, unknown>][] = [
  ['no such channel', 'channel_not_found', 'chat.postMessage', { channel: 'C404', text: 'x' }],
  ['the app is not in #random', 'not_in_channel', 'chat.postMessage', { channel: 'C0RANDOM', text: 'x' }],
  ['#old is archived', 'is_archived', 'chat.postMessage', { channel: 'C0OLD', text: 'x' }],
  ['nothing to read out', 'no_text', 'chat.postMessage', { channel: TELECOM }],
  [
    'no such thread',
    'thread_not_found',
    'chat.postEphemeral',
    { channel: TELECOM, user: 'U0ADA', text: 'x', thread_ts: '1.2' },
  ],
  ['no such message', 'message_not_found', 'chat.update', { channel: TELECOM, text: 'x', ts: '1.2' }],
  [
    'olga is not in #numbers-alerts',
    'user_not_in_channel',
    'chat.postEphemeral',
    { channel: 'C0NUMBERSALERTS', user: 'U0OLGA', text: 'x' },
  ],
  ['nobody has that id', 'user_not_found', 'users.info', { user: 'U404' }],
  ['no such file', 'file_not_found', 'files.info', { file: 'F404' }],
  ['a view without blocks', 'invalid_arguments', 'views.open', { trigger_id: '1', view: { type: 'modal' } }],
  ['the app does not read #random', 'not_in_channel', 'conversations.history', { channel: 'C0RANDOM' }],
  ['an archived channel takes no one in', 'is_archived', 'conversations.join', { channel: 'C0OLD' }],
  ['a cursor of its own making', 'invalid_cursor', 'users.list', { cursor: 'zzz' }],
];

for (const [reason, code, method, args] of REFUSALS) {
  test(`refuses ${method} with ${code}: ${reason}`, async (t) => {
    const slack = await startWorkspace(t);
    await assert.rejects(connect(slack).apiCall(method, args), refusedAs(code));
    assert.equal(slack.calls().at(-1)?.error, code);
  });
}

test('edits only what the app itself wrote, and no ephemeral message', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack);
  const hers = await slack.person('ada').say('mine');
  await assert.rejects(chat.update({ channel: TELECOM, ts: hers.ts, text: 'x' }), refusedAs('cant_update_message'));
  await assert.rejects(chat.delete({ channel: TELECOM, ts: hers.ts }), refusedAs('cant_delete_message'));
  const quiet = await chat.postEphemeral({ channel: TELECOM, user: 'U0ADA', text: 'psst' });
  const ts = quiet.message_ts ?? '';
  await assert.rejects(chat.update({ channel: TELECOM, ts, text: 'x' }), refusedAs('message_not_found'));
  assert.deepEqual(
    slack
      .person('ada')
      .ephemerals()
      .map((message) => message.text),
    ['psst'],
  );
});

test('tells admins, guests and strangers apart', async (t) => {
  const { users } = connect(await startWorkspace(t, { clock: { now: () => Date.UTC(2026, 0, 15) } }));
  const ada = (await users.info({ user: 'U0ADA' })).user;
  assert.deepEqual([ada?.is_admin, ada?.tz, ada?.tz_offset], [true, 'Europe/Berlin', 3600]);
  assert.equal((await users.info({ user: 'U0BEN' })).user?.tz_offset, -5 * 3600);
  assert.equal((await users.info({ user: 'U0GUS' })).user?.is_restricted, true);
  const olga = (await users.info({ user: 'U0OLGA' })).user as { is_stranger?: boolean; team_id?: string };
  assert.deepEqual([olga.is_stranger, olga.team_id], [true, 'T0ORBIT']);
});

test('pages lists by cursor', async (t) => {
  const { conversations, users } = connect(await startWorkspace(t));
  const first = await users.list({ limit: 3 });
  const second = await users.list({ limit: 3, cursor: first.response_metadata?.next_cursor ?? '' });
  assert.deepEqual([first.members?.length, second.members?.length], [3, 2]);
  const open = await conversations.list({ exclude_archived: true, types: 'public_channel' });
  assert.deepEqual(
    open.channels?.map((channel) => [channel.name, channel.is_member]),
    [
      ['telecom', true],
      ['numbers-alerts', true],
      ['random', false],
    ],
  );
  assert.equal((await conversations.join({ channel: 'C0RANDOM' })).channel?.is_member, true);
  assert.equal((await conversations.members({ channel: 'C0RANDOM' })).members?.includes('U0NUMBERDESK'), true);
});

test('acts out faults: errors, limits, HTTP failures, answers lost after the deed', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack, undefined, { rejectRateLimitedCalls: true });
  const post = () => chat.postMessage({ channel: TELECOM, text: 'x' });
  slack.faults.fail({ method: 'chat.postMessage', error: 'fatal_error' });
  await assert.rejects(post(), refusedAs('fatal_error'));
  slack.faults.rateLimit({ method: 'chat.postMessage', retryAfterSeconds: 7 });
  await assert.rejects(post(), (error) => error instanceof WebAPIRateLimitedError && error.retryAfter === 7);
  slack.faults.fail({ method: 'chat.postMessage', status: 503 });
  await assert.rejects(post(), /503/);
  slack.faults.fail({ method: 'chat.postMessage', drop: 'before' });
  await assert.rejects(post());
  assert.equal(slack.messages('#telecom').length, 0);
  slack.faults.fail({ method: 'chat.postMessage', drop: 'after' });
  await assert.rejects(post());
  assert.equal(slack.messages('#telecom').length, 1);
  slack.faults.limitPosts(true);
  await assert.rejects(post(), (error) => error instanceof WebAPIRateLimitedError);
  slack.faults.clear();
  await post();
});

test('holds the app to the scopes of its manifest', async (t) => {
  const { chat, users } = connect(await startWorkspace(t, { botScopes: ['chat:write'] }));
  await chat.postMessage({ channel: TELECOM, text: 'x' });
  await assert.rejects(users.info({ user: 'U0ADA' }), refusedAs('missing_scope'));
});

test('gives a file to the bot only; others get a page to sign in, with 200', async (t) => {
  const slack = await startWorkspace(t);
  const id = slack.person('ada').upload({ name: 'passport.pdf', content: samplePdf('A passport') });
  const { file } = await connect(slack).files.info({ file: id });
  const download = async (token: string) => {
    const response = await fetch(file?.url_private_download ?? '', { headers: { authorization: `Bearer ${token}` } });
    return [response.status, response.headers.get('content-type'), (await response.text()).slice(0, 5)];
  };
  assert.deepEqual(await download(slack.credentials.botToken), [200, 'application/pdf', '%PDF-']);
  assert.deepEqual(await download('nobody'), [200, 'text/html; charset=utf-8', '<!DOC']);
});

test('writes to a person through their direct message, and links to messages', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack);
  const sent = await chat.postMessage({ channel: 'U0BEN', text: 'Hello Ben' });
  assert.equal(sent.channel, 'D0BEN');
  const reply = await chat.postMessage({ channel: 'D0BEN', text: 'More', thread_ts: sent.ts ?? '' });
  const { permalink } = await chat.getPermalink({ channel: 'D0BEN', message_ts: reply.ts ?? '' });
  assert.match(permalink ?? '', /\/archives\/D0BEN\/p\d{16}\?thread_ts=/);
});
