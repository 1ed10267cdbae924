import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { action, inputElement } from '../../../src/sandbox/slack/check/check-element.ts';
import type { Rule } from '../../../src/sandbox/slack/check/rule.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const many = (count: number) => Array.from({ length: count }, (_, position) => option(`v${position}`));
const select = (fields: object) => ({ type: 'static_select', options: [option('DE'), option('FR')], ...fields });
const problems = (rule: Rule, element: unknown): string[] =>
  rule(element, '').map(({ at, message }) => `${at}: ${message}`);

const refused: { reason: string; rule?: Rule; element: unknown; says: string }[] = [
  {
    reason: 'a select without options',
    element: { type: 'static_select' },
    says: ': must provide exactly one of: options, option_groups',
  },
  { reason: 'an empty select', element: select({ options: [] }), says: '/options: no fewer than 1 items allowed' },
  {
    reason: 'a select past 100',
    element: select({ options: many(101) }),
    says: '/options: no more than 100 items allowed',
  },
  {
    reason: 'options and groups',
    element: select({ option_groups: [{ label: plain('EU'), options: [option('IT')] }] }),
    says: ': must provide exactly one of: options, option_groups',
  },
  {
    reason: 'a group without options',
    element: { type: 'static_select', option_groups: [{ label: plain('EU'), options: [] }] },
    says: '/option_groups/0/options: no fewer than 1 items allowed',
  },
  {
    reason: 'an option past 75',
    element: select({ options: [option('a', 'x'.repeat(76))] }),
    says: '/options/0/text/text: must be less than 76 characters',
  },
  {
    reason: 'an option value past 75',
    element: select({ options: [option('v'.repeat(76), 'a')] }),
    says: '/options/0/value: must be less than 76 characters',
  },
  {
    reason: 'a description past 75',
    element: select({ options: [{ ...option('a'), description: plain('x'.repeat(76)) }] }),
    says: '/options/0/description/text: must be less than 76 characters',
  },
  {
    reason: 'an option without value',
    element: select({ options: [{ text: plain('a') }] }),
    says: '/options/0: missing required field: value',
  },
  {
    reason: 'a link in a select',
    element: select({ options: [{ ...option('a'), url: 'https://example.com' }] }),
    says: '/options/0: invalid additional property: url',
  },
  {
    reason: 'one value twice',
    element: select({ options: [option('a'), option('a', 'b')] }),
    says: ': option value "a" is given more than once',
  },
  {
    reason: 'a preselected stranger',
    element: select({ initial_option: option('IT') }),
    says: '/initial_option: must exactly match one of the provided options',
  },
  {
    reason: 'the same value under another text',
    element: select({ initial_option: option('DE', 'Germany') }),
    says: '/initial_option: must exactly match one of the provided options',
  },
  {
    reason: 'several in a single select',
    element: select({ initial_options: [option('DE')] }),
    says: ': invalid additional property: initial_options',
  },
  {
    reason: 'a placeholder past 150',
    element: select({ placeholder: plain('x'.repeat(151)) }),
    says: '/placeholder/text: must be less than 151 characters',
  },
  {
    reason: 'more preselected than allowed',
    element: {
      ...select({}),
      type: 'multi_static_select',
      max_selected_items: 1,
      initial_options: [option('DE'), option('FR')],
    },
    says: '/initial_options: no more than 1 items allowed',
  },
  {
    reason: 'options on an external select',
    element: { type: 'external_select', options: [option('DE')] },
    says: ': invalid additional property: options',
  },
  {
    reason: 'a direct message that the filter leaves out',
    rule: inputElement,
    element: { type: 'conversations_select', initial_conversation: 'D1', filter: { include: ['public'] } },
    says: '/initial_conversation: must pass the filter',
  },
  {
    reason: 'an overflow past 5',
    element: { type: 'overflow', options: many(6) },
    says: '/options: no more than 5 items allowed',
  },
  {
    reason: 'an empty overflow',
    element: { type: 'overflow', options: [] },
    says: '/options: no fewer than 1 items allowed',
  },
  {
    reason: 'an overflow option past 75',
    element: { type: 'overflow', options: [option('v'.repeat(76), 'a')] },
    says: '/options/0/value: must be less than 76 characters',
  },
  {
    reason: 'eleven checkboxes',
    element: { type: 'checkboxes', options: many(11) },
    says: '/options: no more than 10 items allowed',
  },
  {
    reason: 'eleven radio buttons',
    element: { type: 'radio_buttons', options: many(11) },
    says: '/options: no more than 10 items allowed',
  },
  {
    reason: 'a placeholder on checkboxes',
    element: { type: 'checkboxes', options: many(1), placeholder: plain('a') },
    says: ': invalid additional property: placeholder',
  },
];

describe('a choice that Slack refuses', () => {
  for (const { reason, rule = action, element, says } of refused) {
    it(`names the place and the rule: ${reason}`, () => assert.deepEqual(problems(rule, element), [says]));
  }
});

const taken: { reason: string; rule?: Rule; element: unknown }[] = [
  {
    reason: 'a preselected option whose fields stand in another order',
    element: select({ initial_option: { value: 'DE', text: { text: 'DE', type: 'plain_text' } } }),
  },
  {
    reason: 'a preselected option of a group',
    element: {
      type: 'static_select',
      option_groups: [{ label: plain('EU'), options: [option('IT')] }],
      initial_option: option('IT'),
    },
  },
  { reason: 'a hundred options', element: select({ options: many(100) }) },
  {
    reason: 'an external select with a first value',
    element: { type: 'external_select', min_query_length: 0, initial_option: option('DE') },
  },
  {
    reason: 'checkboxes in mrkdwn',
    element: { type: 'checkboxes', options: [{ text: { type: 'mrkdwn', text: '*a*' }, value: 'a' }] },
  },
  {
    reason: 'an overflow of one that links',
    element: { type: 'overflow', options: [{ ...option('a'), url: 'https://example.com' }] },
  },
  {
    reason: 'a channel menu that knows its channel',
    rule: inputElement,
    element: { type: 'conversations_select', default_to_current_conversation: true, filter: { include: ['public'] } },
  },
];

describe('a choice that Slack takes', () => {
  for (const { reason, rule = action, element } of taken) {
    it(`passes: ${reason}`, () => assert.deepEqual(problems(rule, element), []));
  }
});
