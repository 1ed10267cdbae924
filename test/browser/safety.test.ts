import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebClient } from '@slack/web-api';
import type { Page } from 'playwright-core';
import { CONTACT, HEAD_OFFICE } from '../support/act-requirements.ts';
import {
  addAddress,
  attach,
  card,
  decline,
  desk,
  messages,
  openDeskTab,
  openForm,
  openOrderForm,
  openThread,
  see,
  sendForm,
  thread,
  write,
} from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();

/** Each would run where text becomes markup: in an element, in an attribute, as a link, as Slack's own markup. */
const evil = (place: string): string =>
  `${place} "><img src=x onerror=window.hacked='${place}'><svg onload=window.hacked=1><script>window.hacked=1</script>`;
/** A link as only apps can write it; people's angle brackets are escaped by Slack. */
const LINK = '<javascript:window.hacked=1|click me>';

const assertHarmless = async (page: Page): Promise<void> => {
  const found = await page.evaluate(`({
    hacked: window.hacked ?? null,
    markup: document.querySelectorAll('img[src="x"], svg[onload], [onerror], script:not([src])').length,
    links: [...document.querySelectorAll('a[href]')].filter((a) => !/^(https?|mailto|tel):/.test(a.href)).length,
  })`);
  assert.deepEqual(found, { hacked: null, markup: 0, links: 0 });
};

describe('what people type', () => {
  it('is shown as it was typed and never becomes markup, wherever it goes', async (t) => {
    const { page } = await visit(t, await browser());
    await write(page, evil('message'));
    await see(messages(page).getByText(evil('message')));
    await write(page, LINK);
    await see(messages(page).getByText(LINK));
    await write(page, '/numbers <svg/onload=window.hacked=1>');
    await see(messages(page).getByText('<svg/onload=window.hacked=1>'));
    await assertHarmless(page);

    const form = await openOrderForm(page);
    await form.getByLabel(/^Reference/).fill(evil('reference'));
    await form.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('dialog', { name: 'Ordered' }).getByRole('button', { name: 'Close' }).last().click();
    await see(card(page).getByText(evil('reference')));
    await see(desk(page).getByText(evil('reference')));

    const details = await openForm(page);
    await details.getByLabel(CONTACT).fill(evil('contact'));
    const fileName = '"><img src=x onerror=window.hacked=1>.pdf';
    await attach(details, 'Proof of address', fileName);
    await attach(details, 'Company registration certificate', 'register.pdf');
    await attach(details, 'Executed Registration Form', 'form.pdf');
    const street = '<img src=x onerror=window.hacked=1> 1';
    await addAddress(page, { ...HEAD_OFFICE, 'Street and house number': street, 'Business name': '<b>Acme</b> & Co' });
    await see(details.getByText(/<b>Acme<\/b> & Co/));
    await assertHarmless(page);
    await sendForm(page);
    // Telnyx takes the spaces out of file names.
    for (const text of [evil('contact'), fileName.replaceAll(' ', ''), street, '<b>Acme</b> & Co'])
      await see(desk(page).getByText(text));

    await decline(page, { name: 'Proof of address', comment: evil('decline') });
    await openThread(page);
    await see(thread(page).getByText(evil('decline')));
    await thread(page)
      .getByRole('button', { name: /^Reply/ })
      .last()
      .click();
    await page.getByLabel('Your comment').fill(evil('reply'));
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await see(thread(page).getByText(evil('reply')));
    await desk(page).getByText('2 comments').click();
    await see(desk(page).getByText(evil('reply')));
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await openDeskTab(page, 'Log');
    await openDeskTab(page, 'Clock');
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await see(page.getByRole('tabpanel', { name: 'Home' }).getByText(/onerror/));
    await assertHarmless(page);
  });
});

it('a link of an app that would run something is only words', async (t) => {
  const { page, world } = await visit(t, await browser());
  const client = new WebClient(world.slack.credentials.botToken, { slackApiUrl: world.slack.apiUrl });
  await client.chat.postMessage({ channel: 'C0TELECOM', text: `${LINK} and <https://telnyx.com|a real one>` });
  await see(messages(page).getByRole('link', { name: 'a real one' }));
  await messages(page).getByText('click me').click();
  assert.equal(await messages(page).getByRole('link', { name: 'click me' }).count(), 0);
  await assertHarmless(page);
});

describe('the page', () => {
  it('runs no script but its own files, even if one got in', async (t) => {
    const { page } = await visit(t, await browser(), { tolerates: /Content Security Policy|evil\.js$/ });
    const blocked = await page.evaluate(`new Promise((resolve) => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        seen.push(effectiveDirective);
        if (seen.length === 4) resolve(seen.sort());
      });
      const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
      add('script', { textContent: 'window.hacked = 1' });
      add('script', { src: 'https://example.com/evil.js' });
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.hacked = 1');
      document.body.append(button);
      button.click();
      fetch('https://example.com/').catch(() => undefined);
    })`);
    assert.deepEqual(blocked, ['connect-src', 'script-src-attr', 'script-src-elem', 'script-src-elem']);
    assert.equal(await page.evaluate('window.hacked ?? null'), null);
  });

  it('comes with its rules, and so do the documents that people upload', async (t) => {
    const { page, url, context } = await visit(t, await browser());
    const response = await page.reload();
    const headers = response?.headers() ?? {};
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    const foreign = await context.request.get(url, { headers: { host: 'evil.example' } });
    assert.equal(foreign.status(), 403);
    const framed = await context.request.post(`${url}/desk`, {
      headers: { origin: 'https://evil.example' },
      data: { type: 'advance', ms: 1 },
    });
    assert.equal(framed.status(), 403);
  });
});
