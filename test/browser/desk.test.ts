import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { HOUR_MS } from '../support/start-world.ts';
import { desk, messages, modal, openDeskTab, openThread, order, see, write } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();
const SAID = 'The lease is in the name of Acme & Co';

const press = (page: Page, name: string | RegExp): Promise<void> => desk(page).getByRole('button', { name }).click();

it('a thread and the desk hear each other: words sent by the message menu, comments, a moved deadline', async (t) => {
  const { page } = await visit(t, await browser());
  await order(page);
  const panel = await openThread(page);
  await panel.getByRole('textbox', { name: 'Reply…' }).fill(SAID);
  await page.keyboard.press('Enter');
  const line = panel.getByRole('listitem').filter({ hasText: SAID });
  await line.hover();
  await line.getByRole('button', { name: 'More actions' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^Send to Number Ops/ }).click();
  const preview = modal(page, 'Write to Number Ops');
  await see(preview.getByText('This will be sent to Number Ops as it stands.'));
  assert.equal(await preview.getByLabel('Your comment').inputValue(), SAID);
  await preview.getByRole('button', { name: 'Send' }).click();
  await modal(page, 'Sent').getByRole('button', { name: 'Close' }).last().click();
  await desk(page).getByText('1 comment').click();
  await see(desk(page).locator('.comment', { hasText: 'Customer' }).getByText(SAID));

  await press(page, 'Write a comment…');
  await desk(page).getByLabel('Comment of Number Ops').fill('Which floor is it?');
  await press(page, 'Send');
  await see(panel.getByRole('blockquote').getByText('Which floor is it?'));
  await press(page, 'Change…');
  await press(page, '+5 days');
  await see(panel.getByText(/^The deadline of the DE local part moved from .* to /));
  await press(page, 'Change…');
  await press(page, 'Remove');
  await see(panel.getByText(/^The DE local part has no deadline any more/));
});

it('an order made elsewhere is added on the desk, whose card says how to find it in Slack', async (t) => {
  const { page } = await visit(t, await browser());
  await desk(page).getByText('Add an order made elsewhere').click();
  await desk(page).getByLabel('Country').selectOption('FR');
  await desk(page).getByLabel('How many').fill('2');
  await desk(page).getByLabel('Reference').fill('By the portal');
  await press(page, 'Add the order');
  const part = desk(page).getByRole('article', { name: 'FR local' });
  await see(part.getByText('France · 2 numbers · By the portal'));
  await write(page, (await part.getByRole('code').textContent()) ?? '');
  await see(messages(page).getByText(/^Order of 2 numbers, made outside numberdesk, .* By the portal$/));
});

it('the clock runs at the chosen speed, stands still when paused, and jumps an hour', async (t) => {
  const { page, world } = await visit(t, await browser());
  await openDeskTab(page, 'Clock');
  const face = desk(page).getByTestId('clock');
  await see(face.getByText(/^10:00/));
  await desk(page).getByRole('radio', { name: '600×' }).check();
  await see(face.getByText(/^1[0-9]:[1-9]/));
  await desk(page).getByRole('radio', { name: 'Paused' }).check();
  await see(desk(page).getByText('The clock stands still.').last());
  const at = world.clock.now();
  await press(page, '+1 hour');
  await see(desk(page).getByText('The clock moved 1 h on.'));
  assert.equal(world.clock.now(), at + HOUR_MS);
});

it('the log is narrowed down by route, by words and to what failed, and shows each call in full', async (t) => {
  const { page } = await visit(t, await browser());
  await order(page);
  await openDeskTab(page, 'Log');
  const lines = desk(page).getByRole('list', { name: 'Calls, newest last' }).getByRole('button');
  await see(lines.getByText('Slack → app'));
  await desk(page).getByLabel('Route').selectOption('app → Telnyx');
  const routes = await lines.locator('.log-route').allTextContents();
  assert.ok(routes.length > 2 && routes.every((route) => route.startsWith('app → Telnyx')), routes.join());
  await desk(page).getByLabel('Text').fill('post number_orders');
  assert.equal(await lines.count(), 1);
  await lines.click();
  await see(desk(page).getByText(/^200, after \d+ ms$/));
  await desk(page).getByLabel('Errors only').check();
  await see(desk(page).getByText(/^0 of \d+ calls/));
});
