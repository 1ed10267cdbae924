import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessory, action, inputElement } from '../../../src/sandbox/slack/check/check-element.ts';
import type { Rule } from '../../../src/sandbox/slack/check/rule.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (fields: object) => ({ type: 'button', text: plain('Order'), ...fields });
const confirm = {
  title: plain('Sure?'),
  text: plain('No refund.'),
  confirm: plain('Cancel it'),
  deny: plain('Keep it'),
};

const problems = (rule: Rule, element: unknown): string[] =>
  rule(element, '').map(({ at, message }) => `${at}: ${message}`);

const refused: { reason: string; rule?: Rule; element: unknown; says: string }[] = [
  {
    reason: 'a button past 75',
    element: button({ text: plain('x'.repeat(76)) }),
    says: '/text/text: must be less than 76 characters',
  },
  {
    reason: 'a button in mrkdwn',
    element: button({ text: { type: 'mrkdwn', text: 'a' } }),
    says: '/text: unsupported type: mrkdwn',
  },
  {
    reason: 'a value past 2000',
    element: button({ value: 'v'.repeat(2001) }),
    says: '/value: must be less than 2001 characters',
  },
  { reason: 'a value that is no string', element: button({ value: 7 }), says: '/value: must provide a string' },
  {
    reason: 'a style of its own',
    element: button({ style: 'default' }),
    says: '/style: failed to match one of: primary, danger',
  },
  {
    reason: 'an action_id past 255',
    element: button({ action_id: 'a'.repeat(256) }),
    says: '/action_id: must be less than 256 characters',
  },
  {
    reason: 'a placeholder on a button',
    element: button({ placeholder: plain('a') }),
    says: ': invalid additional property: placeholder',
  },
  {
    reason: 'a confirm title past 100',
    element: button({ confirm: { ...confirm, title: plain('x'.repeat(101)) } }),
    says: '/confirm/title/text: must be less than 101 characters',
  },
  {
    reason: 'a confirm text past 300',
    element: button({ confirm: { ...confirm, text: plain('x'.repeat(301)) } }),
    says: '/confirm/text/text: must be less than 301 characters',
  },
  {
    reason: 'a confirm button past 30',
    element: button({ confirm: { ...confirm, deny: plain('x'.repeat(31)) } }),
    says: '/confirm/deny/text: must be less than 31 characters',
  },
  {
    reason: 'a confirm without a way back',
    element: button({ confirm: { ...confirm, deny: undefined } }),
    says: '/confirm: missing required field: deny',
  },
  {
    reason: 'a day that is none',
    element: { type: 'datepicker', initial_date: '2026-02-30' },
    says: '/initial_date: must be a date as YYYY-MM-DD',
  },
  {
    reason: 'a day in another order',
    element: { type: 'datepicker', initial_date: '30.11.2026' },
    says: '/initial_date: must be a date as YYYY-MM-DD',
  },
  {
    reason: 'an hour past 23',
    element: { type: 'timepicker', initial_time: '24:00' },
    says: '/initial_time: must be a time as HH:mm',
  },
  {
    reason: 'milliseconds for seconds',
    element: { type: 'datetimepicker', initial_date_time: 1_790_000_000_000 },
    says: '/initial_date_time: must be less than or equal to 9999999999',
  },
  {
    reason: 'a text past 3000',
    rule: inputElement,
    element: { type: 'plain_text_input', initial_value: 'x'.repeat(3001) },
    says: '/initial_value: must be less than 3001 characters',
  },
  {
    reason: 'a first text past its own maximum',
    rule: inputElement,
    element: { type: 'plain_text_input', max_length: 2, initial_value: 'abc' },
    says: '/initial_value: must be less than 3 characters',
  },
  {
    reason: 'lengths crossed',
    rule: inputElement,
    element: { type: 'plain_text_input', min_length: 9, max_length: 3 },
    says: '/min_length: must not be greater than max_length',
  },
  {
    reason: 'a maximum past 3000',
    rule: inputElement,
    element: { type: 'plain_text_input', max_length: 3001 },
    says: '/max_length: must be less than or equal to 3000',
  },
  {
    reason: 'a dispatch nobody knows',
    rule: inputElement,
    element: { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['blur'] } },
    says: '/dispatch_action_config/trigger_actions_on/0: failed to match one of: on_enter_pressed, on_character_entered',
  },
  {
    reason: 'a number that says nothing of decimals',
    rule: inputElement,
    element: { type: 'number_input' },
    says: ': missing required field: is_decimal_allowed',
  },
  {
    reason: 'a range crossed',
    rule: inputElement,
    element: { type: 'number_input', is_decimal_allowed: false, min_value: '5', max_value: '1' },
    says: '/min_value: must not be greater than max_value',
  },
  {
    reason: 'a first number out of its range',
    rule: inputElement,
    element: { type: 'number_input', is_decimal_allowed: true, max_value: '2.5', initial_value: '3' },
    says: '/initial_value: must be between min_value and max_value',
  },
  {
    reason: 'eleven files',
    rule: inputElement,
    element: { type: 'file_input', max_files: 11 },
    says: '/max_files: must be less than or equal to 10',
  },
  {
    reason: 'a prefilled file',
    rule: inputElement,
    element: { type: 'file_input', initial_value: 'F1' },
    says: ': invalid additional property: initial_value',
  },
  {
    reason: 'lines crossed',
    rule: inputElement,
    element: { type: 'rich_text_input', min_lines: 4, max_lines: 2 },
    says: '/min_lines: must not be greater than max_lines',
  },
  {
    reason: 'a date and time beside a section',
    rule: accessory,
    element: { type: 'datetimepicker' },
    says: ': unsupported type: datetimepicker',
  },
];

describe('an element that Slack refuses', () => {
  for (const { reason, rule = action, element, says } of refused) {
    it(`names the place and the rule: ${reason}`, () => assert.deepEqual(problems(rule, element), [says]));
  }
});

const taken: { reason: string; rule?: Rule; element: unknown }[] = [
  {
    reason: 'a button with everything',
    element: button({ value: 'v', url: 'https://example.com', style: 'danger', confirm, accessibility_label: 'Order' }),
  },
  {
    reason: 'an emptied text field',
    rule: inputElement,
    element: { type: 'plain_text_input', initial_value: '', multiline: true },
  },
  { reason: 'a file field', rule: inputElement, element: { type: 'file_input', filetypes: ['pdf'], max_files: 1 } },
  {
    reason: 'an e-mail field',
    rule: inputElement,
    element: { type: 'email_text_input', initial_value: 'a@example.com', focus_on_load: true },
  },
  { reason: 'a link field', rule: inputElement, element: { type: 'url_text_input', placeholder: plain('https://') } },
  {
    reason: 'a number at the end of its range',
    rule: inputElement,
    element: { type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '2', initial_value: '2' },
  },
  {
    reason: 'a text of exactly the length asked for',
    rule: inputElement,
    element: { type: 'plain_text_input', min_length: 3, max_length: 3, initial_value: 'abc' },
  },
  { reason: 'a leap day', rule: inputElement, element: { type: 'datepicker', initial_date: '2028-02-29' } },
];

describe('an element that Slack takes', () => {
  for (const { reason, rule = action, element } of taken) {
    it(`passes: ${reason}`, () => assert.deepEqual(problems(rule, element), []));
  }
});
