import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONTACT } from '../support/act-requirements.ts';
import {
  attach,
  card,
  composer,
  decline,
  desk,
  fillForm,
  modal,
  openForm,
  openThread,
  order,
  SEARCH,
  see,
  seeGone,
  seeValue,
  sendForm,
  thread,
} from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();
const COMMENT = 'The bill is from 2019. Please send one of the last three months.';

describe('the whole way, in the browser', () => {
  it('leads from a search through a declined document to active numbers', async (t) => {
    const { page, world } = await visit(t, await browser());
    await order(page);
    await see(desk(page).getByText('0 of 5 answered'));

    const form = await openForm(page);
    await fillForm(page, form);
    await see(form.getByText('Head office · Acme GmbH'));
    await sendForm(page);
    await see(card(page).getByText('all answers are in; Number Ops reviews'));

    await decline(page, { name: 'Proof of address', comment: COMMENT });
    await openThread(page);
    await see(thread(page).getByText(/Number Ops declined Proof of address/));
    await see(thread(page).getByRole('blockquote').getByText(COMMENT));
    await see(card(page).getByText(/declined/));

    const fix = await openForm(page);
    assert.equal(await fix.getByRole('textbox', { name: CONTACT }).count(), 0, 'only what was declined is asked');
    await attach(fix, 'Proof of address', 'new-bill.pdf');
    await sendForm(page);
    await desk(page)
      .getByRole('button', { name: /^Approve all/ })
      .click();
    await see(thread(page).getByText(/The DE local part is active/));
    await see(card(page).getByText(/active/));
    await seeGone(card(page).getByRole('button', { name: 'Provide details' }));
    assert.equal(world.telnyx.desk.pending().length, 0);
  });

  it('is shown by the tour, which does each step for whoever asks it to', async (t) => {
    const { page } = await visit(t, await browser(), { withTour: true });
    const tour = page.getByRole('complementary', { name: 'Tour' });
    const help = (name: string) => tour.getByRole('button', { name }).click();
    const step = (name: string) => see(tour.getByRole('heading', { name }));
    await help('Type it for me');
    await seeValue(composer(page), SEARCH);
    await page.keyboard.press('Enter');
    await help('Choose two for me');
    await see(page.getByRole('button', { name: /^Remove \+/ }).nth(1));
    await page.getByRole('button', { name: 'Order selected' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await step('3. Fill');
    await modal(page, 'Ordered').getByRole('button', { name: 'Close' }).last().click();
    await help('Open it for me');
    await help('Fill in sample answers');
    await see(tour.getByText('An address is still missing'));
    await page.getByRole('button', { name: 'Add a new address' }).click();
    await help('Fill in a sample address');
    await see(tour.getByText('Press Save address.'));
    await page.getByRole('button', { name: 'Save address' }).click();
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await see(tour.getByText('All filled in.'));
    await sendForm(page);
    await help('Decline one for me');
    await step('5. Fix');
    await help('Open it for me');
    await help('Fill in sample answers');
    await see(tour.getByText('All filled in.'));
    await sendForm(page);
    await help('Approve all for me');
    await step('Done!');
    await see(card(page).getByText(/active/));
    await help('Dismiss');
    await seeGone(tour.getByRole('heading'));
    await page.reload();
    await help('Tour');
    await step('Done!');
  });
});
