import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { SlackSimulator } from '../../../src/sandbox/slack/start-slack-simulator.ts';
import { silentLogger, startWorkspace } from './tiny-app.ts';

const connect = (slack: SlackSimulator) =>
  new WebClient(slack.credentials.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: silentLogger,
  });

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof WebAPIPlatformError && assert.equal(error.data.error, code) === undefined;

const channel = 'C0TELECOM';
const metadata = { event_type: 'order', event_payload: { order_key: 'o1' } };

test('a reply to a message that was deleted becomes a message of the channel; only the answer says so', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack);
  const card = await chat.postMessage({ channel, text: 'Card' });
  const ts = card.ts ?? '';
  await chat.delete({ channel, ts });
  await assert.rejects(chat.update({ channel, ts, text: 'Card' }), refusedAs('message_not_found'));
  const stray = await chat.postMessage({ channel, text: 'News', thread_ts: ts, reply_broadcast: true });
  assert.equal(stray.message?.thread_ts, undefined);
  assert.deepEqual(
    slack.messages('#telecom').map(({ text, thread_ts, subtype }) => [text, thread_ts, subtype]),
    [['News', undefined, undefined]],
  );
});

test('a deleted message that had replies leaves a tombstone, whose thread takes more', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack);
  const { ts: thread_ts = '' } = await chat.postMessage({ channel, text: 'Card' });
  await chat.postMessage({ channel, text: 'First', thread_ts });
  await chat.delete({ channel, ts: thread_ts });
  await assert.rejects(chat.update({ channel, ts: thread_ts, text: 'Card' }), refusedAs('message_not_found'));
  const second = await chat.postMessage({ channel, text: 'Second', thread_ts });
  assert.equal(second.message?.thread_ts, thread_ts);
});

test('metadata is read only by who asks for it', async (t) => {
  const slack = await startWorkspace(t);
  const { chat, conversations } = connect(slack);
  const { ts = '' } = await chat.postMessage({ channel, text: 'Card', metadata });
  await chat.postMessage({ channel, text: 'News', thread_ts: ts, metadata });
  for (const include_all_metadata of [true, false]) {
    const wanted = include_all_metadata ? metadata : undefined;
    const history = await conversations.history({ channel, include_all_metadata });
    const replies = await conversations.replies({ channel, ts, include_all_metadata });
    const read = [...(history.messages ?? []), ...(replies.messages ?? [])].map((message) => message.metadata);
    assert.deepEqual(read, [wanted, wanted, wanted]);
  }
});

for (const [scope, readable] of [
  ['channels:history', 'C0TELECOM'],
  ['im:history', 'D0ADA'],
] as const)
  test(`${scope} opens its own kind of channel, and no other`, async (t) => {
    const { conversations } = connect(await startWorkspace(t, { botScopes: ['chat:write', scope] }));
    for (const each of ['C0TELECOM', 'D0ADA']) {
      const reading = conversations.history({ channel: each });
      if (each === readable) await reading;
      else await assert.rejects(reading, refusedAs('missing_scope'));
    }
  });

test('a private channel that the app left does not exist for it', async (t) => {
  const slack = await startWorkspace(t);
  const { chat } = connect(slack);
  const { ts = '' } = await chat.postMessage({ channel, text: 'Card' });
  const { channels, seed } = slack.workspace;
  const telecom = channels.find(channel) ?? assert.fail();
  telecom.isPrivate = true;
  channels.leave(telecom, seed.app.botUserId);
  await assert.rejects(chat.update({ channel, ts, text: 'x' }), refusedAs('channel_not_found'));
  await assert.rejects(chat.postMessage({ channel, text: 'x' }), refusedAs('channel_not_found'));
});
