import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  card,
  chooseNumbers,
  desk,
  messages,
  modal,
  openDeskTab,
  openOrderForm,
  openThread,
  order,
  search,
  see,
  seeGone,
  thread,
  write,
} from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();

describe('the clock of the desk', () => {
  it('leads day by day past the reminders to the cancellation', async (t) => {
    const { page } = await visit(t, await browser());
    await order(page);
    await openThread(page);
    await openDeskTab(page, 'Clock');
    const day = desk(page).getByRole('button', { name: '+1 day' });
    const reminders = [
      { days: 7, says: /3 days left for the DE local part/ },
      { days: 2, says: /24 hours left/ },
      { days: 1, says: /The DE local part was cancelled: the deadline passed/ },
    ];
    for (const { days, says } of reminders) {
      for (let count = 0; count < days; count += 1) {
        const moved = page.waitForResponse((response) => response.url().endsWith('/desk'));
        await day.click();
        await moved;
      }
      await see(thread(page).getByText(says));
    }
    await see(thread(page).getByText(/4 hours left/));
    await see(thread(page).getByRole('button', { name: /^Search again/ }));
    await see(card(page).getByText(/cancelled: the deadline was missed/));
    await see(
      messages(page)
        .getByText('replied to a thread')
        .or(messages(page).getByText(/^replied to/)),
    );
  });

  it('jumps to the next deadline at once', async (t) => {
    const { page } = await visit(t, await browser());
    await order(page);
    await openDeskTab(page, 'Clock');
    await desk(page).getByRole('button', { name: 'To the next deadline' }).click();
    await see(card(page).getByText(/cancelled: the deadline was missed/));
    await see(desk(page).getByText('No part has a deadline at present.'));
  });
});

const switchOn = async (page: Page, fault: string): Promise<void> => {
  await openDeskTab(page, 'Faults');
  await desk(page).getByRole('switch', { name: fault }).check();
  await see(desk(page).getByText(/switched on/));
};

describe('a fault', () => {
  it('Telnyx took the order and its answer was lost: checking, then the card, and one order only', async (t) => {
    const { page, world } = await visit(t, await browser(), { world: { pollEveryMs: null } });
    await switchOn(page, 'Timeout after the order was taken');
    const form = await openOrderForm(page);
    await form.getByRole('button', { name: 'Place order' }).click();
    await see(modal(page, 'Checking').getByText(/Please do not order these numbers again/));
    await modal(page, 'Checking').getByRole('button', { name: 'Close' }).last().click();
    const checking = messages(page).getByText(/Telnyx did not answer in time/);
    await see(checking);
    await messages(page).getByRole('button', { name: 'Check now' }).click();
    await see(card(page).getByRole('button', { name: /^Provide details/ }));
    await seeGone(checking);
    assert.equal(world.telnyx.desk.pending().length, 1);
  });

  it('Slack refuses posts for a while: the card comes late, and once', async (t) => {
    const { page } = await visit(t, await browser());
    await switchOn(page, 'Slack: too many requests (429)');
    const form = await openOrderForm(page);
    await form.getByRole('button', { name: 'Place order' }).click();
    await openDeskTab(page, 'Log');
    await see(desk(page).getByRole('button', { name: /429.*chat\.postMessage/ }));
    assert.equal(await card(page).count(), 0);
    await openDeskTab(page, 'Faults');
    await desk(page).getByRole('switch', { name: 'Slack: too many requests (429)' }).uncheck();
    await see(card(page).getByRole('button', { name: /repl/ }));
    assert.equal(await card(page).count(), 1);
  });

  for (const [name, says] of [
    ['Telnyx is down (503)', /Telnyx could not be reached, so nothing was changed\./],
    ['Telnyx: too many requests (429)', /Telnyx asks us to slow down; nothing was changed\./],
  ] as const)
    it(`${name}: whoever searches is told so`, async (t) => {
      const { page } = await visit(t, await browser());
      await switchOn(page, name);
      await write(page, '/numbers search DE local');
      await see(messages(page).getByText(says));
      assert.equal(await messages(page).getByRole('button', { name: 'Order selected' }).count(), 0);
    });

  it('Telnyx is slow: the form says that it loads, and comes', async (t) => {
    const { page } = await visit(t, await browser(), { world: { pollEveryMs: null } });
    await search(page);
    await chooseNumbers(page);
    await switchOn(page, 'Telnyx is slow');
    await messages(page).getByRole('button', { name: 'Order selected' }).click();
    const form = modal(page, 'Order numbers');
    await see(form.getByText(/^Fetching this from Telnyx/));
    await see(form.getByRole('button', { name: 'Place order' }));
    await openDeskTab(page, 'Log');
    await see(desk(page).getByRole('button', { name: /app → Telnyx\s*200\s*[4-9]\d{3} ms/ }));
  });

  it('a number is sold in between: the form says which, and the other is ordered', async (t) => {
    const { page, world } = await visit(t, await browser());
    await search(page);
    await chooseNumbers(page, 2);
    await switchOn(page, 'A number is sold in between');
    await messages(page).getByRole('button', { name: 'Order selected' }).click();
    const form = modal(page, 'Order numbers');
    await form.getByRole('button', { name: 'Place order' }).click();
    await see(form.getByText(/^\+49 30 [\d ]+ is no longer for sale\. Nothing was ordered\./));
    await form.getByRole('button', { name: 'Order the other 1' }).click();
    await see(card(page).getByRole('button', { name: /repl/ }));
    assert.equal(world.telnyx.desk.pending()[0]?.phoneNumbers.length, 1);
  });
});
