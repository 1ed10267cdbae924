import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  card,
  composer,
  decline,
  desk,
  fillForm,
  messages,
  modal,
  openDeskTab,
  openForm,
  openThread,
  order,
  search,
  see,
  seeGone,
  sendForm,
} from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that keeps people out; the script comes by the debugger, as the page's rules admit no other. */
const assertOpenToAll = async (page: Page, where: string): Promise<void> => {
  await page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
  const { checks, problems } =
    (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ passes, violations }) => ({
    checks: passes.length,
    problems: violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target.join(' '), failureSummary].join(': '))),
  }))`)) as { checks: number; problems: string[] };
  assert.ok(checks > 20, `${where}: ${checks} rules had something to check`);
  assert.deepEqual(problems, [], where);
};

/** Nothing is wider than the window. */
const assertFits = async (page: Page): Promise<void> => {
  const [content, width] = (await page.evaluate(
    '[document.documentElement.scrollWidth, window.innerWidth]',
  )) as number[];
  assert.ok((content ?? 0) <= (width ?? 0), `${content} px of content in ${width} px`);
};

const PHONE = { width: 400, height: 800 };

describe('the page is usable by everybody', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    it(`empty, with results, in forms with errors, in threads and on the desk, ${colorScheme}`, async (t) => {
      const { page } = await visit(t, await browser(), { colorScheme, withTour: true });
      assert.equal(await page.evaluate('document.documentElement.dataset.theme'), colorScheme);
      await assertOpenToAll(page, 'empty');
      await search(page);
      await composer(page).fill('/');
      await assertOpenToAll(page, 'results and commands');
      await composer(page).fill('');
      await order(page);
      const form = await openForm(page);
      await page.getByRole('button', { name: 'Add a new address' }).click();
      await modal(page, 'New address').getByRole('button', { name: 'Save address' }).click();
      await see(page.locator('.field-error'));
      await assertOpenToAll(page, 'a form with errors');
      await page.keyboard.press('Escape');
      await seeGone(modal(page, 'New address'));
      await fillForm(page, form);
      await assertOpenToAll(page, 'a filled form');
      await sendForm(page);
      await decline(page, { name: 'Proof of address', comment: 'Please send another one.' });
      await openThread(page);
      await assertOpenToAll(page, 'a thread, and the desk’s review');
      for (const tab of ['Clock', 'Faults', 'Log']) {
        await openDeskTab(page, tab);
        await assertOpenToAll(page, `the desk: ${tab}`);
      }
      await page.getByRole('button', { name: 'Home', exact: true }).click();
      await see(page.getByRole('tabpanel', { name: 'Home' }).getByRole('button'));
      await assertOpenToAll(page, 'Home');
    });

  it('on 400 pixels of width one room at a time, with everything in reach', async (t) => {
    const { page } = await visit(t, await browser(), { viewport: PHONE });
    await assertFits(page);
    const close = page.getByRole('button', { name: /desk/ }).first();
    if (await desk(page).isVisible()) await close.click();
    await order(page);
    await assertFits(page);
    await assertOpenToAll(page, 'a card, narrow');
    await openForm(page);
    await assertFits(page);
    await assertOpenToAll(page, 'a form, narrow');
    await page.keyboard.press('Escape');
    const panel = await openThread(page);
    await assertFits(page);
    await assertOpenToAll(page, 'a thread, narrow');
    await panel.getByRole('button', { name: 'Close the thread' }).click();
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await assertOpenToAll(page, 'the list of channels, narrow');
    await page.getByRole('button', { name: 'random', exact: true }).click();
    await see(page.getByRole('textbox', { name: 'Message #random' }));
    await close.click();
    await see(desk(page).getByText('0 of 5 answered'));
    await assertFits(page);
    await assertOpenToAll(page, 'the desk, narrow');
  });

  it('the tour rings what one sees, and nothing through what lies over it', async (t) => {
    const { page } = await visit(t, await browser(), { viewport: PHONE, withTour: true });
    await see(page.locator('.tour-spot'));
    await page.getByRole('button', { name: /desk/ }).first().click();
    await see(desk(page));
    await seeGone(page.locator('.tour-spot'));
  });

  it('the chosen theme is kept', async (t) => {
    const { page } = await visit(t, await browser(), { colorScheme: 'light' });
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    await page.reload();
    await see(page.getByRole('button', { name: 'Use the light theme' }));
    assert.equal(await page.evaluate('document.documentElement.dataset.theme'), 'dark');
    await see(messages(page));
    assert.equal(await card(page).count(), 0);
  });
});
