import assert from 'node:assert/strict';
import { it } from 'node:test';
import { card, composer, desk, messages, order, search, see, seeGone, seeValue, write } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();

it('three people see the same channel, and each what only they were told', async (t) => {
  const { page, openTab } = await visit(t, await browser());
  const ben = await openTab('#ben/telecom');
  const gus = await openTab('#gus/telecom');
  await search(page);
  await write(gus, '/numbers search DE local');
  await see(messages(gus).getByText(/Guests cannot order numbers\./));
  await see(messages(gus).getByText('Only visible to you'));
  await write(page, 'Ben, these are for the Berlin office');
  for (const other of [ben, gus]) {
    await see(messages(other).getByText('Ben, these are for the Berlin office'));
    assert.equal(await messages(other).getByRole('table').count(), 0, 'the results are only Ada’s');
  }
  assert.equal(await messages(ben).getByText('Only visible to you').count(), 0);

  await messages(page)
    .getByRole('button', { name: /^Choose numbers/ })
    .click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  await messages(page).getByRole('button', { name: 'Order selected' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  for (const other of [ben, gus]) await see(card(other).getByText(/@Ada Lindqvist/));
  assert.equal(await ben.getByRole('dialog').count(), 0, 'the forms of others are theirs');
});

it('one may become somebody else, and read marks are each person’s own', async (t) => {
  const { page } = await visit(t, await browser(), { hash: '#ben/random' });
  await see(page.getByRole('button', { name: /^Ben Okafor/, pressed: true }));
  await page.getByRole('button', { name: /^Ada Lindqvist/ }).click();
  await see(page.getByRole('button', { name: /^Ada Lindqvist/, pressed: true }));
  await page.getByRole('button', { name: 'telecom', exact: true }).click();
  await see(page.getByRole('textbox', { name: 'Message #telecom' }));
  await order(page);
  await page.getByRole('button', { name: 'random', exact: true }).click();
  await page.getByRole('button', { name: /^Ben Okafor/ }).click();
  const unread = page.getByRole('button', { name: /^telecom , \d unread/ });
  await see(unread);
  await unread.click();
  await see(card(page));
  await seeGone(unread);
  for (const [name, role] of Object.entries({
    'Ada Lindqvist': 'admin',
    'Ben Okafor': 'member',
    'Gus Moreau': 'guest',
  }))
    await see(page.getByRole('button', { name: `${name} ${role}` }));
  await see(page.getByRole('button', { name: /^numbers-alerts/ }));
  await page.getByRole('button', { name: 'Gus Moreau guest' }).click();
  await seeGone(page.getByRole('button', { name: /^numbers-alerts/ }));
  await page.getByRole('button', { name: /^numberdesk/ }).click();
  await see(page.getByRole('textbox', { name: 'Message numberdesk' }));
});

it('a sandbox that was stopped is said to be gone, and what was typed stays', async (t) => {
  const { page, world } = await visit(t, await browser(), { tolerates: /ERR_|Failed to load/ });
  await write(page, 'hello');
  await see(messages(page).getByText('hello'));
  await see(desk(page));
  await world.stop();
  await see(page.getByText('Connection lost, trying again…'));
  await composer(page).fill('/numbers help');
  await composer(page).press('Enter');
  await see(page.getByRole('alert').getByText(/The sandbox does not answer/));
  await seeValue(composer(page), '/numbers help');
});
