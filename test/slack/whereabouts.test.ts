import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BlockAction } from '@slack/bolt';
import { ofAction } from '../../src/slack/whereabouts.ts';

describe('a click was in the thread', () => {
  const CASES: { why: string; container: Record<string, unknown>; message?: unknown; thread: string | null }[] = [
    {
      why: 'of the reply that it was on',
      container: { type: 'message', message_ts: '2.2', thread_ts: '1.1' },
      message: { ts: '2.2', thread_ts: '1.1' },
      thread: '1.1',
    },
    {
      why: 'of the ephemeral reply that it was on: its content is not sent, its place is',
      container: { type: 'message', message_ts: '2.2', thread_ts: '1.1', is_ephemeral: true },
      thread: '1.1',
    },
    {
      why: 'of no reply, on a card with replies: it stands in the channel too',
      container: { type: 'message', message_ts: '1.1', thread_ts: '1.1' },
      message: { ts: '1.1', thread_ts: '1.1' },
      thread: null,
    },
    {
      why: 'of no reply, on a card without any',
      container: { type: 'message', message_ts: '1.1' },
      message: { ts: '1.1' },
      thread: null,
    },
    { why: 'of nothing, in a modal', container: { type: 'view', view_id: 'V1' }, thread: null },
  ];
  for (const { why, container, message, thread } of CASES)
    it(why, () => {
      const body = { container, user: { id: 'U1' }, trigger_id: 't', ...(message ? { message } : {}) };
      assert.equal(ofAction(body as unknown as BlockAction).replyThreadTs, thread);
    });
});
