import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError, type WebClient } from '@slack/web-api';
import { isAppError } from '../../src/errors.ts';
import { isInDoubt } from '../../src/flows/deliver-thread.ts';
import { createThreadPosts } from '../../src/slack/thread-posts.ts';
import { createQuietLog } from '../support/fakes.ts';
import { slackRefusal } from './slack-refusal.ts';

const failingWith = async (error: Error): Promise<unknown> => {
  const fail = () => Promise.reject(error);
  const client = { chat: { postMessage: fail, update: fail } } as unknown as WebClient;
  const posts = createThreadPosts({ client, log: createQuietLog().log });
  const about = { channel: 'C1', message: { text: 'hello', blocks: [] }, doing: 'post a card' };
  return posts.post({ ...about, metadata: { event_type: 'a', event_payload: {} } }).then(
    () => assert.fail('posted'),
    (thrown: unknown) => thrown,
  );
};

const noRoute = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('a post that failed', () => {
  const rows: { why: string; error: Error; inDoubt: boolean; code: string }[] = [
    {
      why: 'nobody answered',
      error: new WebAPIRequestError(new Error('hang up')),
      inDoubt: true,
      code: 'slack_unreachable',
    },
    { why: 'a 503 came', error: new WebAPIHTTPError(503, 'Unavailable', {}), inDoubt: true, code: 'slack_unreachable' },
    {
      why: 'somebody gave up waiting',
      error: new WebAPIHTTPError(408, '', {}),
      inDoubt: true,
      code: 'slack_unreachable',
    },
    { why: 'Slack failed half way', error: slackRefusal('internal_error'), inDoubt: true, code: 'slack_unreachable' },
    { why: 'Slack failed badly', error: slackRefusal('fatal_error'), inDoubt: true, code: 'slack_unreachable' },
    { why: 'Slack is away', error: slackRefusal('service_unavailable'), inDoubt: true, code: 'slack_unreachable' },
    {
      why: 'there was no connection',
      error: new WebAPIRequestError(noRoute),
      inDoubt: false,
      code: 'slack_unreachable',
    },
    {
      why: 'a proxy refused',
      error: new WebAPIHTTPError(403, 'Forbidden', {}),
      inDoubt: false,
      code: 'slack_unreachable',
    },
    { why: 'Slack asks to wait', error: new WebAPIRateLimitedError(3), inDoubt: false, code: 'slack_unreachable' },
    {
      why: 'the request came cut off',
      error: slackRefusal('request_timeout'),
      inDoubt: false,
      code: 'slack_unreachable',
    },
    ...['token_revoked', 'token_expired', 'invalid_auth', 'account_inactive', 'not_authed', 'missing_scope'].map(
      (word) => ({ why: word, error: slackRefusal(word), inDoubt: false, code: 'not_allowed' }),
    ),
    { why: 'Slack has a reason of its own', error: slackRefusal('a_new_word'), inDoubt: false, code: 'slack_refused' },
    { why: 'the channel is archived', error: slackRefusal('is_archived'), inDoubt: false, code: 'channel_unavailable' },
  ];
  for (const { why, error, inDoubt, code } of rows)
    it(`${inDoubt ? 'may stand there' : 'is not there'} when it failed so: ${why}`, async () => {
      const thrown = await failingWith(error);
      assert.ok(isAppError(thrown), String(thrown));
      assert.deepEqual([isInDoubt(thrown), thrown.code], [inDoubt, code]);
    });
});
