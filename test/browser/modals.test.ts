import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ViewClosedAction } from '@slack/bolt';
import type { Locator, Page } from 'playwright-core';
import { modal as aModal, plain, textField } from '../sandbox/slack/tiny-app.ts';
import { messages, modal, see, seeGone, seeValue } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { showButton, visitTinyApp } from './support/visit-tiny-app.ts';

const browser = sharedBrowser();
const told = { notify_on_close: true };

const FORMS = [
  aModal('First', [textField('name'), textField('note'), showButton('Second')], told),
  aModal('Second', [textField('street'), showButton('Third')], told),
  aModal('Third', [textField('floor')], told),
];

const openFirst = async (page: Page): Promise<Locator> => {
  await messages(page).getByRole('button', { name: 'Show First' }).click();
  await see(modal(page, 'First'));
  return modal(page, 'First');
};

const SOME_FILE = join(import.meta.dirname, '../../package.json');

/** As the browser hears of a file that is dragged over from a folder and let go. */
const drop = async (page: Page, target: Locator, path = SOME_FILE): Promise<void> => {
  const { x, y, width, height } = (await target.boundingBox()) ?? assert.fail('it is on the page');
  const session = await page.context().newCDPSession(page);
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at });
  await session.detach();
};

describe('modals over each other', () => {
  it('are closed one by one; the app hears which, never what was typed, and those below keep it', async (t) => {
    const closed: { title: string; values: unknown }[] = [];
    const { slack, page, post } = await visitTinyApp(t, {
      browser: await browser(),
      forms: FORMS,
      register: (app) =>
        app.view({ callback_id: 'form:submit', type: 'view_closed' }, async ({ ack, body }) => {
          await ack();
          const { view } = body as ViewClosedAction;
          closed.push({ title: view.title.text, values: view.state.values });
        }),
    });
    await post([showButton('First')]);
    const first = await openFirst(page);
    await first.getByLabel('Label name').fill('Ada');
    await first.getByRole('button', { name: 'Show Second' }).click();
    const second = modal(page, 'Second');
    await second.getByLabel('Label street').fill('Hauptstr. 1');
    await second.getByRole('button', { name: 'Show Third' }).click();
    const third = modal(page, 'Third');
    await third.getByLabel('Label floor').fill('4');
    const stack = page.locator('[role=dialog]');
    assert.deepEqual(await stack.evaluateAll((all) => all.map((one) => one.inert)), [true, true, false]);

    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await seeGone(third);
    await seeValue(second.getByLabel('Label street'), 'Hauptstr. 1');
    assert.equal(await stack.count(), 2);
    await slack.waitFor(() => closed.length === 1);
    assert.deepEqual(closed, [{ title: 'Third', values: {} }]);

    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await seeGone(second);
    await seeValue(first.getByLabel('Label name'), 'Ada');
    await slack.waitFor(() => closed.length === 2);
    assert.deepEqual(closed.at(-1), { title: 'Second', values: {} });
  });
});

describe('leaving a form', () => {
  const heard = { ...textField('heard', { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }) };
  const file = {
    type: 'input',
    block_id: 'file',
    label: plain('Label file'),
    optional: true,
    element: { type: 'file_input', action_id: 'file' },
  };
  const kept = aModal('Kept', [{ ...heard, dispatch_action: true }, { ...textField('note') }, file]);
  const rows: { says: RegExp; waitsFor?: string; fill: (form: Locator) => Promise<unknown> }[] = [
    {
      says: /^The app hears of each change in it, and may have kept what you typed as a draft\.$/,
      fill: (form) => form.getByLabel('Label heard').fill('Ada'),
    },
    {
      says: /as a draft\. A file that was picked last is not in it\.$/,
      waitsFor: 'file',
      fill: async (form) => {
        await form.getByLabel('Label heard').fill('Ada');
        await form
          .locator('input[type=file]')
          .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
        await see(form.getByRole('button', { name: 'Remove a.txt' }));
      },
    },
    {
      says: /as a draft\. What stands in the other fields will be lost\.$/,
      fill: async (form) => {
        await form.getByLabel('Label heard').fill('Ada');
        await form.getByLabel('Label note').fill('not heard');
      },
    },
  ];
  for (const { says, fill, waitsFor = 'heard' } of rows)
    it(`says what is lost: ${says.source}`, async (t) => {
      const { slack, page, post } = await visitTinyApp(t, {
        browser: await browser(),
        forms: [kept],
        register: (app) => app.action('text', async ({ ack }) => ack()),
      });
      await post([showButton('Kept')]);
      await messages(page).getByRole('button', { name: 'Show Kept' }).click();
      const form = modal(page, 'Kept');
      await see(form);
      await fill(form);
      await slack.waitFor(() => slack.person('ada').view()?.state.values[waitsFor]);
      await page.keyboard.press('Escape');
      const words = page.getByRole('alertdialog').locator('p').first();
      await see(words);
      assert.match((await words.textContent()) ?? '', says);
    });
});

describe('a form', () => {
  it('that the app changes keeps what was typed in the fields that stayed, and only there', async (t) => {
    const { slack, client, page, post } = await visitTinyApp(t, { browser: await browser(), forms: FORMS });
    await post([showButton('First')]);
    const form = await openFirst(page);
    await form.getByLabel('Label name').fill('Ada');
    await form.getByLabel('Label note').fill('lost');
    const ada = slack.person('ada');
    await slack.waitFor(() => ada.view()?.state.values.note?.text?.value === 'lost');
    const blocks = [
      textField('name', { initial_value: 'not shown' }),
      textField('note', { action_id: 'other' }),
      textField('note:2', { initial_value: 'shown' }),
    ];
    await client.views.update({ view_id: ada.view()?.id ?? '', view: aModal('Changed', blocks) });
    const changed = modal(page, 'Changed');
    await seeValue(changed.getByLabel('Label note:2'), 'shown');
    await seeValue(changed.getByLabel('Label name'), 'Ada');
    await seeValue(changed.getByLabel('Label note', { exact: true }), '');
  });

  it('cannot be sent again while the app thinks about it', async (t) => {
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let submissions = 0;
    const { slack, page, post } = await visitTinyApp(t, {
      browser: await browser(),
      forms: FORMS,
      register: (app) =>
        app.view('form:submit', async ({ ack }) => {
          submissions += 1;
          await answered;
          await ack({ response_action: 'errors', errors: { name: 'That name is taken.' } });
        }),
    });
    await post([showButton('First')]);
    const form = await openFirst(page);
    await form.getByLabel('Label name').fill('Ada');
    await form.getByLabel('Label note').fill('Hello');
    const send = form.getByRole('button', { name: 'Send' });
    await send.click();
    await slack.waitFor(() => submissions === 1);
    assert.ok(await send.isDisabled());
    await form.getByLabel('Label name').press('Enter');
    answer();
    await see(form.getByText('That name is taken.'));
    assert.ok(await send.isEnabled());
    assert.equal(submissions, 1);
  });

  it('takes a file that is dropped on its field; one that misses it changes nothing', async (t) => {
    let names: unknown = null;
    const upload = {
      type: 'input',
      block_id: 'bill',
      label: plain('Bill'),
      element: { type: 'file_input', action_id: 'files', filetypes: ['json'], max_files: 2 },
    };
    const { slack, page, post } = await visitTinyApp(t, {
      browser: await browser(),
      forms: [aModal('First', [upload])],
      register: (app) =>
        app.view('form:submit', async ({ ack, view }) => {
          names = view.state.values.bill?.files?.files?.map(({ name }) => name);
          await ack();
        }),
    });
    await post([showButton('First')]);
    const form = await openFirst(page);
    await page.evaluate(`addEventListener('dragover', (event) => { window.isKept = event.defaultPrevented; })`);
    await drop(page, page.getByText('You are'));
    assert.ok(await page.evaluate('window.isKept'), 'the browser does not open it instead of the page');
    await drop(page, form.getByText('or drop them here'));
    await see(form.getByRole('button', { name: 'Remove package.json' }));
    await form.getByRole('button', { name: 'Send' }).click();
    await seeGone(form);
    await slack.waitFor(() => names !== null);
    assert.deepEqual(names, ['package.json']);
  });
});
