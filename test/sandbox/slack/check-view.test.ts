import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkOptionsAnswer } from '../../../src/sandbox/slack/check/check-options.ts';
import { checkView } from '../../../src/sandbox/slack/check/check-view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (fields: object = {}) => ({ type: 'section', text: plain('hi'), ...fields });
const field = (fields: object = {}) => ({
  type: 'input',
  label: plain('City'),
  element: { type: 'plain_text_input', ...fields },
});
const modal = (fields: object = {}) => ({ type: 'modal', title: plain('Search'), blocks: [section()], ...fields });
const home = (fields: object = {}) => ({ type: 'home', blocks: [section()], ...fields });

const refused: { reason: string; view: unknown; says: string }[] = [
  { reason: 'nothing', view: undefined, says: 'must provide an object [json-pointer:/view]' },
  { reason: 'text that is no JSON', view: '{', says: 'must provide an object [json-pointer:/view]' },
  {
    reason: 'another kind of view',
    view: { ...modal(), type: 'dialog' },
    says: 'unsupported type: dialog [json-pointer:/view]',
  },
  {
    reason: 'a modal without title',
    view: modal({ title: undefined }),
    says: 'missing required field: title [json-pointer:/view]',
  },
  {
    reason: 'a title past 24',
    view: modal({ title: plain('x'.repeat(25)) }),
    says: 'must be less than 25 characters [json-pointer:/view/title/text]',
  },
  {
    reason: 'a title in mrkdwn',
    view: modal({ title: { type: 'mrkdwn', text: 'a' } }),
    says: 'unsupported type: mrkdwn [json-pointer:/view/title]',
  },
  {
    reason: 'a submit past 24',
    view: modal({ submit: plain('x'.repeat(25)) }),
    says: 'must be less than 25 characters [json-pointer:/view/submit/text]',
  },
  {
    reason: 'a close past 24',
    view: modal({ close: plain('x'.repeat(25)) }),
    says: 'must be less than 25 characters [json-pointer:/view/close/text]',
  },
  {
    reason: 'private metadata past 3000',
    view: modal({ private_metadata: 'x'.repeat(3001) }),
    says: 'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  },
  {
    reason: 'a callback_id past 255',
    view: modal({ callback_id: 'x'.repeat(256) }),
    says: 'must be less than 256 characters [json-pointer:/view/callback_id]',
  },
  {
    reason: 'notify_on_close in words',
    view: modal({ notify_on_close: 'yes' }),
    says: 'must provide a boolean [json-pointer:/view/notify_on_close]',
  },
  {
    reason: 'the hash belongs to the call',
    view: modal({ hash: '1.a' }),
    says: 'invalid additional property: hash [json-pointer:/view]',
  },
  {
    reason: 'a form that cannot be sent',
    view: modal({ blocks: [field()] }),
    says: 'missing required field: submit (required when the view has an input block) [json-pointer:/view]',
  },
  {
    reason: 'a hundred and one blocks',
    view: modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }),
    says: 'no more than 100 items allowed [json-pointer:/view/blocks]',
  },
  {
    reason: 'a broken block',
    view: modal({ blocks: [section(), { type: 'header' }] }),
    says: 'missing required field: text [json-pointer:/view/blocks/1]',
  },
  {
    reason: 'one block_id twice',
    view: modal({ blocks: [section({ block_id: 'a' }), section({ block_id: 'a' })] }),
    says: 'block_id "a" already exists [json-pointer:/view/blocks/1/block_id]',
  },
  {
    reason: 'two fields with focus',
    view: modal({ submit: plain('Go'), blocks: [field({ focus_on_load: true }), field({ focus_on_load: true })] }),
    says: 'focus_on_load can only be set on one element [json-pointer:/view/blocks/1/element/focus_on_load]',
  },
  {
    reason: 'a table in a modal',
    view: modal({ blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }] }),
    says: 'block type table is not supported in a modal [json-pointer:/view/blocks/0]',
  },
  {
    reason: 'a title on Home',
    view: home({ title: plain('Hi') }),
    says: 'invalid additional property: title [json-pointer:/view]',
  },
];

describe('a view that Slack refuses', () => {
  for (const { reason, view, says } of refused) {
    it(`names the place and the rule: ${reason}`, () =>
      assert.deepEqual(checkView(view), { error: 'invalid_arguments', messages: [`[ERROR] ${says}`] }));
  }

  it('says so when the whole is too large though each part is fine', () => {
    const options = Array.from({ length: 100 }, (_, at) => ({
      text: plain('€'.repeat(75)),
      value: `${at}`.padEnd(75, '€'),
    }));
    const select = { type: 'actions', elements: [{ type: 'static_select', options }] };
    assert.equal(checkView(home({ blocks: Array.from({ length: 10 }, () => select) }))?.error, 'view_too_large');
  });
});

describe('a view that Slack takes', () => {
  const taken: { reason: string; view: unknown }[] = [
    { reason: 'a notice without buttons', view: modal() },
    {
      reason: 'a form with everything',
      view: modal({
        blocks: [field({ focus_on_load: true, action_id: 'value' }), field({ action_id: 'value' })],
        submit: plain('x'.repeat(24)),
        close: plain('Back'),
        callback_id: 'search:submit',
        private_metadata: 'x'.repeat(3000),
        external_id: 'one',
        clear_on_close: false,
        notify_on_close: true,
      }),
    },
    { reason: 'a view as a form sends it', view: JSON.stringify(modal()) },
    { reason: 'Home', view: home({ callback_id: 'home', private_metadata: '' }) },
  ];
  for (const { reason, view } of taken) it(`passes: ${reason}`, () => assert.equal(checkView(view), null));
});

describe('the answer to an options load', () => {
  const option = (value: string) => ({ text: plain(value), value });
  it('may be empty', () => assert.equal(checkOptionsAnswer({ options: [] }), null));
  it('may be grouped', () =>
    assert.equal(checkOptionsAnswer({ option_groups: [{ label: plain('EU'), options: [option('IT')] }] }), null));
  it('has at most 100 options', () => {
    const options = Array.from({ length: 101 }, (_, at) => option(`v${at}`));
    assert.deepEqual(checkOptionsAnswer({ options }), {
      error: 'invalid_options',
      messages: ['[ERROR] no more than 100 items allowed [json-pointer:/options]'],
    });
  });
  it('says something', () => assert.equal(checkOptionsAnswer({})?.error, 'invalid_options'));
});
