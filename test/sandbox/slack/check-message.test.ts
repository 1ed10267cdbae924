import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkMessage,
  type MessageArguments,
  type MessageOptions,
} from '../../../src/sandbox/slack/check/check-message.ts';

const section = (text: string, fields: object = {}) => ({ type: 'section', text: { type: 'mrkdwn', text }, ...fields });
const table = { type: 'table', rows: [[{ type: 'raw_text', text: '+49 30 1' }]] };
const message = (fields: object): MessageArguments => ({ text: 'Order placed', ...fields });
const button = (action_id: string) => ({ type: 'button', text: { type: 'plain_text', text: 'Go' }, action_id });
const actions = (...ids: string[]) => ({ type: 'actions', elements: ids.map(button) });
const metadata = (event_payload: unknown) => message({ metadata: { event_type: 'order_followed', event_payload } });

type Refusal = { reason: string; message: MessageArguments; error: string; says?: string; options?: MessageOptions };

const refused: Refusal[] = [
  { reason: 'nothing at all', message: {}, error: 'no_text' },
  { reason: 'blocks that a screen reader cannot read', message: { blocks: [section('hi')] }, error: 'no_text' },
  { reason: 'blank text', message: { text: ' \n' }, error: 'no_text' },
  { reason: 'text that is no string', message: { text: 7 }, error: 'invalid_arguments' },
  { reason: 'a post past 4000', message: { text: 'x'.repeat(4001) }, error: 'msg_too_long' },
  {
    reason: 'an update past 4000',
    message: { text: 'x'.repeat(4001) },
    options: { update: true },
    error: 'msg_too_long',
  },
  { reason: 'legacy attachments', message: message({ attachments: [] }), error: 'invalid_attachments' },
  { reason: 'blocks that are one block', message: message({ blocks: section('hi') }), error: 'invalid_blocks_format' },
  { reason: 'blocks that are no JSON', message: message({ blocks: '[{' }), error: 'invalid_blocks_format' },
  { reason: 'a post with an empty list', message: message({ blocks: [] }), error: 'invalid_blocks' },
  {
    reason: 'a broken block in JSON text',
    message: message({ blocks: JSON.stringify([section('')]) }),
    error: 'invalid_blocks',
    says: '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  },
  {
    reason: 'a list that holds no blocks',
    message: message({ blocks: [null] }),
    error: 'invalid_blocks',
    says: '[ERROR] must provide an object [json-pointer:/blocks/0]',
  },
  {
    reason: 'fifty-one blocks',
    message: message({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }),
    error: 'invalid_blocks',
    says: '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
  },
  {
    reason: 'one block_id twice',
    message: message({ blocks: [section('a', { block_id: 'part' }), section('b', { block_id: 'part' })] }),
    error: 'invalid_blocks',
    says: '[ERROR] block_id "part" already exists [json-pointer:/blocks/1/block_id]',
  },
  {
    reason: 'one action_id twice in a block',
    message: message({ blocks: [actions('order:show', 'order:show')] }),
    error: 'invalid_blocks',
    says: '[ERROR] action_id "order:show" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  },
  {
    reason: 'focus in a message',
    message: message({ blocks: [{ type: 'actions', elements: [{ type: 'users_select', focus_on_load: true }] }] }),
    error: 'invalid_blocks',
    says: '[ERROR] focus_on_load is for views only [json-pointer:/blocks/0/elements/0/focus_on_load]',
  },
  {
    reason: 'two tables',
    message: message({ blocks: [table, table] }),
    error: 'invalid_attachments',
    says: '[ERROR] only_one_table_allowed',
  },
  {
    reason: 'more than 13,200 characters over all blocks',
    message: message({ blocks: Array.from({ length: 5 }, () => section('x'.repeat(2641))) }),
    error: 'msg_blocks_too_long',
  },
  { reason: 'metadata that is no JSON', message: message({ metadata: '{' }), error: 'invalid_metadata_format' },
  {
    reason: 'metadata without payload',
    message: message({ metadata: { event_type: 'order_followed' } }),
    error: 'invalid_metadata_format',
    says: '[ERROR] missing required field: event_payload [json-pointer:/metadata]',
  },
  {
    reason: 'an event type in words',
    message: message({ metadata: { event_type: 'order followed', event_payload: {} } }),
    error: 'invalid_metadata_format',
    says: '[ERROR] must be alphanumeric [json-pointer:/metadata/event_type]',
  },
  {
    reason: 'a name in metadata',
    message: metadata({ owner: 'Ada Lovelace' }),
    error: 'invalid_metadata_format',
    says: '[ERROR] metadata holds ids only, nothing personal [json-pointer:/metadata/event_payload/owner]',
  },
  {
    reason: 'an address in metadata',
    message: metadata({ owner: 'ada@example.com' }),
    error: 'invalid_metadata_format',
  },
  {
    reason: 'a phone number in metadata',
    message: metadata({ numbers: ['+4930901820'] }),
    error: 'invalid_metadata_format',
  },
  { reason: 'a null in metadata', message: metadata({ order: null }), error: 'invalid_metadata_format' },
  {
    reason: 'metadata of a novel',
    message: metadata({ order: 'x'.repeat(8001) }),
    error: 'metadata_too_large',
  },
  {
    reason: 'metadata on what is in no history',
    message: metadata({ order: 'nd-1' }),
    options: { ephemeral: true },
    error: 'invalid_arguments',
  },
];

describe('a message that Slack refuses', () => {
  for (const { reason, message: given, error, says, options } of refused) {
    it(`answers ${error}: ${reason}`, () => {
      const problem = checkMessage(given, options);
      assert.equal(problem?.error, error);
      if (says) assert.deepEqual(problem?.messages, [says]);
    });
  }

  it('names every offence at once', () => {
    const problem = checkMessage(message({ blocks: [section(''), { type: 'header' }] }));
    assert.deepEqual(problem?.messages, [
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
      '[ERROR] missing required field: text [json-pointer:/blocks/1]',
    ]);
  });
});

describe('a message that Slack takes', () => {
  const taken: { reason: string; message: MessageArguments; options?: MessageOptions }[] = [
    { reason: 'text alone', message: message({}) },
    { reason: 'one table', message: message({ blocks: [section('a'), table] }) },
    { reason: 'text at its limit', message: { text: 'x'.repeat(4000) } },
    {
      reason: 'blocks and metadata as a form sends them',
      message: {
        ...message({}),
        blocks: JSON.stringify([section('hi')]),
        metadata: '{"event_type":"a","event_payload":{"id":"nd-1"}}',
      },
    },
    {
      reason: 'the same button in two blocks',
      message: message({ blocks: [actions('order:show'), actions('order:show')] }),
    },
    { reason: 'an update that clears its blocks', message: message({ blocks: [] }), options: { update: true } },
    {
      reason: '12,000 characters over its blocks',
      message: message({ blocks: Array.from({ length: 4 }, () => section('x'.repeat(3000))) }),
    },
    { reason: 'nested ids', message: metadata({ order: { id: '3f2c-11' }, parts: ['a', 'b'], count: 2, test: true }) },
    { reason: 'nulls for what is not there', message: message({ blocks: null, metadata: null, attachments: null }) },
  ];
  for (const { reason, message: given, options } of taken) {
    it(`passes: ${reason}`, () => assert.equal(checkMessage(given, options), null));
  }
});
