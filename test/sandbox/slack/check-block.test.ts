import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkBlock, type Surface } from '../../../src/sandbox/slack/check/check-block.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = { type: 'button', text: plain('Order'), action_id: 'order:place' };
const input = (element: unknown) => ({ type: 'input', label: plain('City'), element });
const picture = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A map' };

const problems = (block: unknown, surface: Surface = 'message'): string[] =>
  checkBlock(block, { at: '/blocks/0', surface }).map(
    ({ at, message }) => `${at.replace('/blocks/0', '')}: ${message}`,
  );

type Refusal = { reason: string; block: unknown; says: string; surface?: Surface };

const refused: Refusal[] = [
  { reason: 'no type at all', block: {}, says: ': missing required field: type' },
  { reason: 'no object', block: 'text', says: ': must provide an object' },
  { reason: 'a kind Slack does not know', block: { type: 'sektion' }, says: ': unsupported type: sektion' },
  { reason: 'a kind named like a built-in', block: { type: 'constructor' }, says: ': unsupported type: constructor' },
  {
    reason: 'an unknown property',
    block: { type: 'divider', color: 'red' },
    says: ': invalid additional property: color',
  },
  {
    reason: 'an empty block_id',
    block: { type: 'divider', block_id: '' },
    says: '/block_id: must be more than 0 characters',
  },
  {
    reason: 'a block_id past 255',
    block: { type: 'divider', block_id: 'b'.repeat(256) },
    says: '/block_id: must be less than 256 characters',
  },
  { reason: 'a section of nothing', block: { type: 'section' }, says: ': must provide at least one of: text, fields' },
  {
    reason: 'a section past 3000',
    block: { type: 'section', text: mrkdwn('x'.repeat(3001)) },
    says: '/text/text: must be less than 3001 characters',
  },
  {
    reason: 'an empty section',
    block: { type: 'section', text: mrkdwn('') },
    says: '/text/text: must be more than 0 characters',
  },
  {
    reason: 'a section of blanks',
    block: { type: 'section', text: mrkdwn(' \n') },
    says: '/text/text: must be more than 0 characters',
  },
  {
    reason: 'a section with a bare string',
    block: { type: 'section', text: 'hi' },
    says: '/text: must provide an object',
  },
  {
    reason: 'emoji is for plain text',
    block: { type: 'section', text: { ...mrkdwn('hi'), emoji: true } },
    says: '/text: invalid additional property: emoji',
  },
  {
    reason: 'eleven fields',
    block: { type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('a')) },
    says: '/fields: no more than 10 items allowed',
  },
  {
    reason: 'no fields',
    block: { type: 'section', fields: [] },
    says: '/fields: no fewer than 1 items allowed',
  },
  {
    reason: 'a field past 2000',
    block: { type: 'section', fields: [mrkdwn('x'.repeat(2001))] },
    says: '/fields/0/text: must be less than 2001 characters',
  },
  {
    reason: 'a text field beside a section',
    block: { type: 'section', text: mrkdwn('hi'), accessory: { type: 'plain_text_input' } },
    says: '/accessory: unsupported type: plain_text_input',
  },
  {
    reason: 'a header in mrkdwn',
    block: { type: 'header', text: mrkdwn('Hi') },
    says: '/text: unsupported type: mrkdwn',
  },
  {
    reason: 'a header past 150',
    block: { type: 'header', text: plain('x'.repeat(151)) },
    says: '/text/text: must be less than 151 characters',
  },
  { reason: 'a header without text', block: { type: 'header' }, says: ': missing required field: text' },
  {
    reason: 'an empty context',
    block: { type: 'context', elements: [] },
    says: '/elements: no fewer than 1 items allowed',
  },
  {
    reason: 'eleven context elements',
    block: { type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('a')) },
    says: '/elements: no more than 10 items allowed',
  },
  {
    reason: 'a button in a context',
    block: { type: 'context', elements: [button] },
    says: '/elements/0: unsupported type: button',
  },
  {
    reason: 'no actions',
    block: { type: 'actions', elements: [] },
    says: '/elements: no fewer than 1 items allowed',
  },
  {
    reason: 'twenty-six actions',
    block: { type: 'actions', elements: Array.from({ length: 26 }, () => button) },
    says: '/elements: no more than 25 items allowed',
  },
  {
    reason: 'a text field among actions',
    block: { type: 'actions', elements: [{ type: 'plain_text_input' }] },
    says: '/elements/0: unsupported type: plain_text_input',
  },
  {
    reason: 'an image nobody can hear',
    block: { type: 'image', image_url: 'https://example.com/a.png' },
    says: ': missing required field: alt_text',
  },
  {
    reason: 'an image from nowhere',
    block: { type: 'image', alt_text: 'A map' },
    says: ': must provide exactly one of: image_url, slack_file',
  },
  {
    reason: 'an image from two places',
    block: { ...picture, slack_file: { id: 'F1' } },
    says: ': must provide exactly one of: image_url, slack_file',
  },
  {
    reason: 'an input without a label',
    block: { type: 'input', element: { type: 'plain_text_input' } },
    surface: 'modal',
    says: ': missing required field: label',
  },
  {
    reason: 'a label in mrkdwn',
    block: { ...input({ type: 'plain_text_input' }), label: mrkdwn('*City*') },
    surface: 'modal',
    says: '/label: unsupported type: mrkdwn',
  },
  {
    reason: 'a hint past 2000',
    block: { ...input({ type: 'plain_text_input' }), hint: plain('x'.repeat(2001)) },
    surface: 'modal',
    says: '/hint/text: must be less than 2001 characters',
  },
  {
    reason: 'a button has no value to submit',
    block: input(button),
    surface: 'modal',
    says: '/element: unsupported type: button',
  },
  {
    reason: 'a form in a message',
    block: input({ type: 'plain_text_input' }),
    says: ': block type input is not supported in a message',
  },
  {
    reason: 'files are for modals',
    block: input({ type: 'file_input' }),
    surface: 'home',
    says: '/element: element type file_input is not supported in a home',
  },
  {
    reason: 'numbers are for modals',
    block: input({ type: 'number_input', is_decimal_allowed: false }),
    surface: 'home',
    says: '/element: element type number_input is not supported in a home',
  },
  {
    reason: 'tables are for messages',
    block: { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] },
    surface: 'modal',
    says: ': block type table is not supported in a modal',
  },
  {
    reason: 'alerts are for modals',
    block: { type: 'alert', text: plain('Careful') },
    says: ': block type alert is not supported in a message',
  },
  {
    reason: 'a rich text of nothing',
    block: { type: 'rich_text', elements: [] },
    says: '/elements: no fewer than 1 items allowed',
  },
  {
    reason: 'a run of text outside a section',
    block: { type: 'rich_text', elements: [{ type: 'text', text: 'hi' }] },
    says: '/elements/0: unsupported type: text',
  },
  {
    reason: 'an empty run of text',
    block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
    says: '/elements/0/elements/0/text: must be more than 0 characters',
  },
];

describe('a block that Slack refuses', () => {
  for (const { reason, block, says, surface } of refused) {
    it(`names the place and the rule: ${reason}`, () => assert.deepEqual(problems(block, surface), [says]));
  }
});

describe('a block that Slack takes', () => {
  const taken: { reason: string; block: unknown; surface?: Surface }[] = [
    { reason: 'a section at its limit', block: { type: 'section', text: mrkdwn('x'.repeat(3000)) } },
    {
      reason: 'a section with fields and a button',
      block: { type: 'section', fields: [plain('a')], accessory: button },
    },
    { reason: 'a context of text and image', block: { type: 'context', elements: [mrkdwn('a'), plain('b'), picture] } },
    { reason: 'a field not sent', block: { type: 'divider', block_id: undefined } },
    { reason: 'a multi-select among actions', block: { type: 'actions', elements: [{ type: 'multi_users_select' }] } },
    { reason: 'a file field in a modal', block: input({ type: 'file_input', max_files: 1 }), surface: 'modal' },
    {
      reason: 'an alert in a modal',
      block: { type: 'alert', text: plain('Final'), level: 'warning' },
      surface: 'modal',
    },
  ];
  for (const { reason, block, surface } of taken) {
    it(`passes: ${reason}`, () => assert.deepEqual(problems(block, surface), []));
  }
});
