import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { CONTACT, JANE, PDF } from '../support/act-requirements.ts';
import { card, composer, messages, modal, see, seeValue } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();
const MOST_TABS = 90;

const hasFocus = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element === element.ownerDocument.activeElement);

/** Tab, or Shift+Tab, until it is reached, as somebody without a mouse does. */
const tabTo = async (page: Page, what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await see(what);
  for (let count = 0; count < MOST_TABS; count += 1) {
    if (await hasFocus(what.first())) return;
    await page.keyboard.press(key);
  }
  assert.fail(`not reached by ${key}: ${what}`);
};

/** The focus is marked, so that one sees where one is. */
const assertFocusIsSeen = async (page: Page): Promise<void> => {
  const mark = await page.evaluate(`(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  })()`);
  assert.ok(mark, 'the focus is seen');
};

it('a number is searched, ordered and its form sent with the keyboard alone', async (t) => {
  const { page } = await visit(t, await browser());
  const { keyboard } = page;
  const bill = { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF) };
  page.on('filechooser', (chooser) => void chooser.setFiles(bill));
  await keyboard.press('Tab');
  await see(page.getByRole('link', { name: 'Skip to the messages' }));
  await assertFocusIsSeen(page);
  await keyboard.press('Enter');
  await tabTo(page, composer(page));

  await keyboard.type('/numbers o');
  await see(page.getByRole('option', { name: /^\/numbers orders/ }));
  await keyboard.press('Control+A');
  await keyboard.type('/');
  await see(page.getByRole('option', { name: /^\/numbers search/ }));
  const active = page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true });
  for (let count = 0; !/^\/numbers search/.test((await active.textContent()) ?? ''); count += 1) {
    assert.ok(count < 10, 'the search is among the commands');
    await keyboard.press('ArrowDown');
  }
  await keyboard.press('Enter');
  await seeValue(composer(page), '/numbers search ');
  await keyboard.type('DE local Berlin');
  await keyboard.press('Enter');

  await tabTo(page, messages(page).getByRole('button', { name: /^Choose numbers/ }), 'Shift+Tab');
  await assertFocusIsSeen(page);
  await keyboard.press('Enter');
  await see(page.getByRole('option'));
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await see(messages(page).getByRole('button', { name: /^Remove \+49 30/ }));
  await keyboard.press('Escape');
  await tabTo(page, messages(page).getByRole('button', { name: 'Order selected' }));
  await keyboard.press('Enter');

  const form = modal(page, 'Order numbers');
  await see(form.getByRole('button', { name: 'Place order' }));
  await tabTo(page, form.getByLabel(/^Reference/));
  await keyboard.type('Berlin office');
  for (let count = 0; count < 12; count += 1) {
    await keyboard.press('Tab');
    assert.ok(
      await form.evaluate((box) => box.contains(box.ownerDocument.activeElement)),
      'the focus stays in the form',
    );
  }
  await tabTo(page, form.getByRole('button', { name: 'Place order' }));
  await keyboard.press('Enter');
  await see(modal(page, 'Ordered'));
  await keyboard.press('Escape');

  await tabTo(page, card(page).getByRole('button', { name: /^Provide details/ }), 'Shift+Tab');
  await keyboard.press('Enter');
  const details = modal(page, 'Provide details');
  await tabTo(page, details.getByLabel(CONTACT));
  await keyboard.type(JANE);
  await tabTo(page, details.getByLabel('Proof of address'));
  await assertFocusIsSeen(page);
  await keyboard.press('Enter');
  await see(details.getByRole('button', { name: 'Remove bill.pdf' }));
  await tabTo(page, details.getByRole('button', { name: 'Send to Telnyx' }));
  await keyboard.press('Enter');
  await see(modal(page, /sent$/));
  await keyboard.press('Escape');
  await see(card(page).getByText(/2 of 5 answered/));
});
