import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { CONTACT, JANE } from '../support/act-requirements.ts';
import { START_AT } from '../support/start-world.ts';
import {
  attach,
  card,
  chooseNumbers,
  decline,
  desk,
  fillForm,
  openForm,
  openThread,
  search,
  see,
  seeGone,
  sendForm,
  thread,
  write,
} from './support/hands.ts';
import { openBrowser } from './support/open-browser.ts';

/** Makes the pictures of the README anew: the same world, clock and window each time. */

const FOLDER = join(import.meta.dirname, '../../docs/screenshots');
const WINDOW = { width: 1280, height: 800 };
const COMMENT = 'The bill is older than three months. Please send a recent one.';

/** The mark in an order's reference is drawn by lot: in the pictures it is always the same. */
const SAME_TOKEN = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/nd-\\w{8}/, 'nd-k7m2q9xd');
})()`;

const toggleDesk = (page: Page): Promise<void> => page.getByRole('button', { name: 'Number Ops desk' }).click();

const take = async (page: Page, name: string): Promise<void> => {
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur()');
  await page.evaluate(SAME_TOKEN);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
};

const orderAs = async (page: Page, reference: string): Promise<void> => {
  await search(page, '/numbers search DE local Berlin limit:8');
  await chooseNumbers(page, 2);
  await take(page, 'search-results');
  await page.getByRole('button', { name: 'Order selected' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Reference/)
    .fill(reference);
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('dialog', { name: 'Ordered' }).getByRole('button', { name: 'Close' }).last().click();
  await see(card(page).getByRole('button', { name: /repl/ }));
};

const play = async (page: Page): Promise<void> => {
  await toggleDesk(page);
  await orderAs(page, 'Berlin office');
  const form = await openForm(page);
  await form.getByLabel(CONTACT).fill(JANE);
  await attach(form, 'Proof of address', 'proof-of-address.pdf');
  await take(page, 'requirements-form');

  await page.getByRole('button', { name: 'Remove proof-of-address.pdf' }).click();
  await seeGone(page.getByRole('button', { name: 'Remove proof-of-address.pdf' }));
  await fillForm(page, form);
  await sendForm(page);
  await toggleDesk(page);
  await desk(page)
    .getByRole('button', { name: `Approve: ${CONTACT}` })
    .click();
  await see(desk(page).getByText(/^Approved/));
  await take(page, 'number-ops-desk');

  await decline(page, { name: 'Proof of address', comment: COMMENT });
  await openThread(page);
  await see(thread(page).getByText(COMMENT));
  await toggleDesk(page);
  await take(page, 'channel-and-thread');

  await openForm(page);
  await take(page, 'declined-requirement');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await fillGroup(page);
};

/** A group for Italy, whose sixteen requirements take pages: the third one. */
const fillGroup = async (page: Page): Promise<void> => {
  await write(page, '/numbers groups IT local');
  await page.getByRole('button', { name: /^Create a group/ }).click();
  await page.getByRole('dialog').getByLabel(/^Name/).fill('Rossi');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Requirement group' });
  await see(form.getByText(/^1 of \d/));
  await page.getByRole('button', { name: /^Customer type/ }).click();
  await page.getByRole('option', { name: 'natural person' }).click();
  for (let number = 2; (await form.getByRole('button', { name: 'Next' }).count()) > 0; number += 1) {
    await form.getByRole('button', { name: 'Next' }).click();
    await see(form.getByText(new RegExp(`^${number} of \\d`)));
    if (number === 2) await take(page, 'requirement-group');
  }
  await take(page, 'put-aside');
};

const main = async (): Promise<void> => {
  mkdirSync(FOLDER, { recursive: true });
  const sandbox = await startSandbox({
    config: { ...parseConfig({}).config, storeUrl: 'sqlite://:memory:', port: 0 },
    clock: createManualClock(START_AT),
    log: createLog({ level: 'error' }),
    pollEveryMs: 250,
    postIntervalMs: 0,
    web: { port: 0 },
  });
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`${sandbox.url}/#ada/telecom`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await play(page);
  } finally {
    await close();
    await sandbox.stop();
  }
};

await main();
