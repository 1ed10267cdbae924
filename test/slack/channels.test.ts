import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebClient } from '@slack/web-api';
import { isAppError } from '../../src/errors.ts';
import { createChannels } from '../../src/slack/channels.ts';
import { problemOf } from '../../src/slack/views/problem.ts';
import { slackRefusal } from './slack-refusal.ts';

const channelsOf = (info: () => Record<string, unknown>) =>
  createChannels({ conversations: { info: async () => ({ channel: info() }) } } as unknown as WebClient);

const notFound = (): never => {
  throw slackRefusal('channel_not_found');
};

describe('a channel for an order', () => {
  it('is any that the app is in', () => channelsOf(() => ({ is_member: true })).checkCanPost('C1'));
  it('is a direct message without being asked for', () => channelsOf(notFound).checkCanPost('D1'));

  const CASES: { why: string; info: () => Record<string, unknown>; says: RegExp }[] = [
    { why: 'the app is not in', info: () => ({ is_member: false }), says: /\/invite @numberdesk/ },
    { why: 'is archived', info: () => ({ is_member: true, is_archived: true }), says: /is archived/ },
    { why: 'is private and hidden from the app', info: notFound, says: /\/invite @numberdesk/ },
  ];
  for (const { why, info, says } of CASES)
    it(`is none that ${why}, and the person is told what to do`, async () => {
      await assert.rejects(channelsOf(info).checkCanPost('C1'), (error) => {
        assert.ok(isAppError(error, 'channel_unavailable'));
        assert.match(problemOf(error).text, says);
        assert.equal(error.details.channelId, 'C1');
        return true;
      });
    });
});
