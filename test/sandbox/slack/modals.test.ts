import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { App } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { samplePdf } from '../../../src/sandbox/sample-files.ts';
import { modal, option, plain, section, startTinyApp, textField } from './tiny-app.ts';

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof WebAPIPlatformError && error.data.error === code;

/** An app that opens a form at `/numbers`; what else it does, each test says. */
const startForm = async (
  t: TestContext,
  options: { blocks: object[]; more?: object; register?: (app: App) => void },
) => {
  const triggers: string[] = [];
  let patience = 0;
  let client: App['client'] | undefined;
  const slack = await startTinyApp(t, {
    transport: 'http',
    simulator: { patience: { now: () => patience } },
    register: (app) => {
      client = app.client;
      app.command('/numbers', async ({ ack, body, client: web }) => {
        await ack();
        triggers.push(body.trigger_id);
        if (body.text === '')
          await web.views.open({ trigger_id: body.trigger_id, view: modal('Form', options.blocks, options.more) });
      });
      options.register?.(app);
    },
  });
  const ada = slack.person('ada');
  const open = async () => {
    await ada.command('/numbers');
    return slack.waitFor(() => ada.view());
  };
  return {
    slack,
    ada,
    open,
    client: client!,
    triggers,
    passTime: (ms: number) => {
      patience += ms;
    },
  };
};

test('a trigger opens one modal, within three seconds', async (t) => {
  const { ada, client, triggers, passTime, slack } = await startForm(t, { blocks: [textField('name')] });
  const view = modal('Form', [section('x')]);
  const next = async () => {
    await ada.command('/numbers nothing');
    return triggers.at(-1) ?? '';
  };
  const spent = await next();
  await client.views.open({ trigger_id: spent, view });
  await assert.rejects(client.views.open({ trigger_id: spent, view }), refusedAs('exchanged_trigger_id'));
  const slow = await next();
  passTime(3001);
  await assert.rejects(client.views.open({ trigger_id: slow, view }), refusedAs('expired_trigger_id'));
  await assert.rejects(client.views.open({ trigger_id: 'made-up', view }), refusedAs('invalid_trigger_id'));
  slack.workspace.triggers.spoil(1);
  await assert.rejects(client.views.open({ trigger_id: await next(), view }), refusedAs('expired_trigger_id'));
  await client.views.open({ trigger_id: await next(), view });
});

test('an update needs the present hash, and a view that is still open', async (t) => {
  const { ada, client, open } = await startForm(t, { blocks: [textField('name')] });
  const first = await open();
  const view = modal('Second', [textField('name')]);
  const second = (await client.views.update({ view_id: first.id, hash: first.hash, view })).view;
  assert.notEqual(second?.hash, first.hash);
  await assert.rejects(client.views.update({ view_id: first.id, hash: first.hash, view }), refusedAs('hash_conflict'));
  await ada.close();
  await assert.rejects(client.views.update({ view_id: first.id, view }), refusedAs('not_found'));
});

test('an updated form keeps what was typed where block_id and action_id stayed the same', async (t) => {
  const { ada, client, open } = await startForm(t, { blocks: [textField('kept'), textField('renamed')] });
  const first = await open();
  await ada.fill({ kept: 'typed', renamed: 'lost' });
  const blocks = [textField('kept', { initial_value: 'ignored' }), textField('renamed:2', { initial_value: 'new' })];
  await client.views.update({ view_id: first.id, view: modal('Form', blocks) });
  const values = ada.view()?.state.values;
  assert.equal(values?.kept?.text?.value, 'typed');
  assert.equal(values?.['renamed:2']?.text?.value, 'new');
  assert.equal(values?.renamed, undefined);
});

test('three modals stand over each other, no fourth', async (t) => {
  const push = {
    type: 'actions',
    block_id: 'b',
    elements: [{ type: 'button', action_id: 'push', text: plain('Push') }],
  };
  const refusals: string[] = [];
  const { slack, ada, open } = await startForm(t, {
    blocks: [push],
    register: (app) =>
      app.action<import('@slack/bolt').BlockAction>('push', async ({ ack, body, client }) => {
        await ack();
        const view = modal('Pushed', [push]);
        await client.views
          .push({ trigger_id: body.trigger_id, view })
          .catch((error: WebAPIPlatformError) => refusals.push(error.data.error));
      }),
  });
  const root = await open();
  for (const height of [2, 3]) {
    await ada.click({ actionId: 'push' });
    await slack.waitFor(() => ada.views().length === height);
  }
  await ada.click({ actionId: 'push' });
  await slack.waitFor(() => refusals);
  assert.deepEqual(refusals, ['push_limit_reached']);
  const [, middle, top] = ada.views();
  assert.deepEqual([top?.previous_view_id, top?.root_view_id], [middle?.id, root.id]);
  await ada.close();
  assert.equal(ada.views().length, 2);
  await ada.close({ all: true });
  assert.equal(ada.view(), null);
});

type Reply = Record<string, unknown> | undefined;

const REPLIES: [string, Reply, string][] = [
  ['nothing closes the form', undefined, 'closed'],
  ['errors at an input', { response_action: 'errors', errors: { name: 'Too short' } }, 'errors'],
  ['errors at a block that is no input', { response_action: 'errors', errors: { note: 'x' } }, 'failed'],
  ['errors without any', { response_action: 'errors', errors: {} }, 'failed'],
  ['another view in its place', { response_action: 'update', view: modal('Saved', [section('ok')]) }, 'updated'],
  ['a broken view in its place', { response_action: 'update', view: { type: 'modal' } }, 'failed'],
  ['another view on top', { response_action: 'push', view: modal('More', [section('ok')]) }, 'pushed'],
  ['all modals gone', { response_action: 'clear' }, 'cleared'],
  ['a word that Slack does not know', { response_action: 'explode' }, 'failed'],
];

for (const [reason, reply, kind] of REPLIES) {
  test(`a submission answered with ${reason}: ${kind}`, async (t) => {
    const note = { ...section('Note'), block_id: 'note' };
    const { ada, open } = await startForm(t, {
      blocks: [textField('name'), note],
      register: (app) => app.view('form:submit', ({ ack }) => ack(reply as never)),
    });
    await open();
    const result = await ada.submit({ name: 'x' });
    assert.equal(result.kind, kind);
    const trouble = kind === 'failed' ? ['We had some trouble connecting. Try again?'] : [];
    assert.deepEqual(
      ada.notices().map((notice) => notice.text),
      trouble,
    );
    const titles = { closed: [], cleared: [], updated: ['Saved'], pushed: ['Form', 'More'] }[kind] ?? ['Form'];
    assert.deepEqual(
      ada.views().map((view) => view.title.text),
      titles,
    );
    assert.deepEqual(ada.errors(), kind === 'errors' ? { name: 'Too short' } : {});
  });
}

test('every kind of field sends its value in the shape of Slack', async (t) => {
  const field = (block_id: string, element: object) => ({
    type: 'input',
    block_id,
    label: plain(block_id),
    optional: true,
    element: { action_id: 'f', ...element },
  });
  const options = [option('a'), option('b')];
  const blocks = [
    field('date', { type: 'datepicker' }),
    field('many', { type: 'multi_static_select', options }),
    field('boxes', { type: 'checkboxes', options, initial_options: [options[1]] }),
    field('radio', { type: 'radio_buttons', options }),
    field('who', { type: 'users_select' }),
    field('where', { type: 'conversations_select', default_to_current_conversation: true, response_url_enabled: true }),
    field('file', { type: 'file_input', filetypes: ['pdf'], max_files: 1 }),
    field('count', { type: 'number_input', is_decimal_allowed: false }),
    field('empty', { type: 'static_select', options }),
  ];
  let submitted: Record<string, Record<string, Record<string, unknown>>> = {};
  let urls = 0;
  const { ada, open } = await startForm(t, {
    blocks,
    register: (app) =>
      app.view({ callback_id: 'form:submit', type: 'view_submission' }, async ({ ack, body }) => {
        submitted = body.view.state.values as unknown as typeof submitted;
        urls = body.type === 'view_submission' ? (body.response_urls?.length ?? 0) : 0;
        await ack();
      }),
  });
  await open();
  const id = ada.upload({ name: 'id.pdf', content: samplePdf('An ID') });
  await ada.submit({ date: '2026-02-03', many: ['a', 'Option b'], radio: 'a', who: 'ben', file: [id], count: 3 });
  const raw = (blockId: string, key: string) => submitted[blockId]?.f?.[key];
  assert.equal(raw('date', 'selected_date'), '2026-02-03');
  assert.deepEqual(raw('many', 'selected_options'), options);
  assert.deepEqual(raw('boxes', 'selected_options'), [options[1]]);
  assert.deepEqual(raw('radio', 'selected_option'), options[0]);
  assert.equal(raw('who', 'selected_user'), 'U0BEN');
  assert.equal(raw('where', 'selected_conversation'), 'C0TELECOM');
  assert.equal((raw('file', 'files') as { id: string }[])[0]?.id, id);
  assert.equal(raw('count', 'value'), '3');
  assert.equal(raw('empty', 'selected_option'), null);
  assert.equal(urls, 1);
});
