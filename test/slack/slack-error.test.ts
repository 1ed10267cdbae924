import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { AppError } from '../../src/errors.ts';
import { callSlack, slackWord, toAppError } from '../../src/slack/slack-error.ts';
import { slackRefusal } from './slack-refusal.ts';

describe('a failed call to Slack', () => {
  const CASES: { why: string; error: Error; code: string }[] = [
    { why: 'the app was removed from the channel', error: slackRefusal('not_in_channel'), code: 'channel_unavailable' },
    { why: 'the channel was archived', error: slackRefusal('is_archived'), code: 'channel_unavailable' },
    { why: 'the card was deleted', error: slackRefusal('message_not_found'), code: 'message_gone' },
    {
      why: 'the channel takes no posts of apps',
      error: slackRefusal('restricted_action_read_only_channel'),
      code: 'channel_unavailable',
    },
    { why: 'the file was deleted meanwhile', error: slackRefusal('file_not_found'), code: 'file_refused' },
    { why: 'the app was installed with less', error: slackRefusal('missing_scope'), code: 'not_allowed' },
    { why: 'more than 3 s after the click', error: slackRefusal('expired_trigger_id'), code: 'form_expired' },
    { why: 'three windows are open already', error: slackRefusal('push_limit_reached'), code: 'invalid_input' },
    { why: 'Slack has trouble', error: slackRefusal('internal_error'), code: 'slack_unreachable' },
    { why: 'nobody answers', error: new WebAPIRequestError(new Error('socket hang up')), code: 'slack_unreachable' },
    { why: 'a proxy answers', error: new WebAPIHTTPError(503, 'Unavailable', {}), code: 'slack_unreachable' },
    { why: 'too many calls', error: new WebAPIRateLimitedError(7), code: 'slack_unreachable' },
  ];
  for (const { why, error, code } of CASES)
    it(`is "${code}" when ${why}`, () => {
      const known = toAppError(error, 'post a card');
      assert.ok(known instanceof AppError);
      assert.equal(known.code, code);
      assert.equal(known.cause, error);
      assert.match(known.message, /post a card/);
    });

  it('says what to do about three windows above each other', () => {
    const known = toAppError(slackRefusal('push_limit_reached'), 'open a form');
    assert.match(String(known instanceof AppError && known.details.hint), /Close a window first/);
  });

  for (const { word, thisCallOnly } of [
    { word: 'internal_error', thisCallOnly: true },
    { word: 'fatal_error', thisCallOnly: true },
    { word: 'service_unavailable', thisCallOnly: undefined },
    { word: 'ratelimited', thisCallOnly: undefined },
  ])
    it(`"${word}" says of ${thisCallOnly ? 'this call only' : 'all of Slack'} that it does not work`, () => {
      const known = toAppError(slackRefusal(word), 'post a card');
      assert.equal(known instanceof AppError && known.details.thisCallOnly, thisCallOnly);
    });

  it('says how long Slack asks to wait', () => {
    const known = toAppError(new WebAPIRateLimitedError(7), 'post a card');
    assert.equal(known instanceof AppError && known.details.retryAfterSeconds, 7);
  });

  it('stays as it is when it is our own mistake, so that it is treated as a bug', async () => {
    const mistake = slackRefusal('invalid_blocks');
    await assert.rejects(
      callSlack('post a card', () => Promise.reject(mistake)),
      (error) => error === mistake,
    );
    assert.equal(slackWord(mistake), 'invalid_blocks');
    assert.equal(slackWord(new Error('invalid_blocks')), null);
  });
});
