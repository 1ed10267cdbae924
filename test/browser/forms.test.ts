import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { samplePng } from '../../src/sandbox/sample-files.ts';
import { CONTACT, HEAD_OFFICE, JANE } from '../support/act-requirements.ts';
import {
  attach,
  card,
  desk,
  fileField,
  modal,
  openForm,
  openOrderForm,
  order,
  see,
  seeGone,
  seeValue,
} from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { visit } from './support/visit.ts';

const browser = sharedBrowser();

const PICTURE = {
  name: 'register.png',
  mimeType: 'image/png',
  buffer: Buffer.from(samplePng({ width: 800, height: 1000 })),
};

/** What was sent is all there to vet: a picture to see, a document to take, an address, a text. */
const reviewOnDesk = async (page: Page): Promise<void> => {
  const image = desk(page)
    .getByRole('link', { name: /^register\.png/ })
    .locator('img');
  await see(image);
  assert.equal(await image.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth), 800);
  const downloading = page.waitForEvent('download');
  await desk(page).getByRole('link', { name: 'bill.pdf (downloads)' }).click();
  assert.equal((await downloading).suggestedFilename(), 'bill.pdf');
  await see(desk(page).getByText('Musterstrasse 1'));
  await see(desk(page).getByText(JANE));
  await desk(page)
    .getByRole('button', { name: `Approve with a comment: ${CONTACT}` })
    .click();
  await desk(page).getByLabel('A comment for the customer').fill('We called her.');
  await desk(page).getByRole('button', { name: 'Approve', exact: true }).click();
  const row = desk(page).getByRole('listitem').filter({ hasText: CONTACT });
  await see(row.getByText('Approved', { exact: true }));
  await desk(page).getByText('1 comment').click();
  await see(desk(page).getByText('We called her.'));
};

describe('a form', () => {
  it('says what is wrong at the field, leads there, and keeps everything else', async (t) => {
    const { page } = await visit(t, await browser());
    await order(page);
    const form = await openForm(page);
    await form.getByLabel(CONTACT).fill(JANE);
    await fileField(form, 'Proof of address').setInputFiles({
      name: 'virus.exe',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('MZ'),
    });
    await see(form.getByText(/^virus\.exe is not one of pdf/));
    const fake = { name: 'fake.pdf', mimeType: 'application/pdf', buffer: Buffer.from('this is no PDF') };
    await fileField(form, 'Proof of address').setInputFiles(fake);
    await see(form.getByRole('button', { name: 'Remove fake.pdf' }));
    await form.getByRole('button', { name: 'Send to Telnyx' }).click();
    await see(form.getByText(/fake\.pdf cannot be read as PDF/));
    await seeValue(form.getByLabel(CONTACT), JANE);
    await form.getByRole('button', { name: 'Remove fake.pdf' }).click();
    await attach(form, 'Proof of address', 'bill.pdf');
    await fileField(form, 'Company registration certificate').setInputFiles(PICTURE);

    await form.getByRole('button', { name: 'Add a new address' }).click();
    const address = modal(page, 'New address');
    for (const [label, value] of Object.entries({ ...HEAD_OFFICE, 'Postal code': '1011' })) {
      await address.getByLabel(label).fill(value);
    }
    await address.getByRole('button', { name: 'Save address' }).click();
    const field = address.getByLabel('Postal code');
    await see(address.getByText(/no postal code of Germany/));
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const describedBy = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const said = await page.locator(`#${describedBy[0]}`).textContent();
    assert.match(said ?? '', /no postal code of Germany/);
    assert.ok(await field.evaluate((element) => element === element.ownerDocument.activeElement), 'the focus is there');
    await seeValue(address.getByLabel('City'), 'Berlin');
    await field.fill('10115');
    await address.getByRole('button', { name: 'Save address' }).click();
    await modal(page, 'Address saved').getByRole('button', { name: 'Back to the form' }).click();
    await see(form.getByText('Head office · Acme GmbH'));
    await seeValue(form.getByLabel(CONTACT), JANE);
    await form.getByRole('button', { name: 'Send to Telnyx' }).click();
    await see(page.getByText(/4 of 5 sent/));
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await reviewOnDesk(page);
  });

  it('half-filled, outlives a reload; another tab shows the same, and what one sends both see', async (t) => {
    const { page, openTab } = await visit(t, await browser());
    await order(page);
    const form = await openForm(page);
    await attach(form, 'Proof of address', 'bill.pdf');
    await form.getByLabel(CONTACT).fill(JANE);
    await page.reload();
    await seeValue(form.getByLabel(CONTACT), JANE);
    await see(form.getByRole('button', { name: 'Remove bill.pdf' }));

    const other = await openTab();
    const same = modal(other, 'Provide details');
    await seeValue(same.getByLabel(CONTACT), JANE);
    await same.getByLabel(CONTACT).fill(`${JANE}, extension 5`);
    await seeValue(form.getByLabel(CONTACT), `${JANE}, extension 5`);
    await same.getByRole('button', { name: 'Send to Telnyx' }).click();
    await see(page.getByText(/2 of 5 sent/));
    await page.getByRole('button', { name: 'Close' }).last().click();
    await seeGone(other.getByRole('dialog'));
    await see(card(other).getByText(/2 of 5 answered/));
  });

  it('is left only when one means it, and cannot be sent twice', async (t) => {
    const { page, world } = await visit(t, await browser());
    const form = await openOrderForm(page);
    await form.getByLabel(/^Reference/).fill('Berlin office');
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Leave this form?' });
    await question.getByRole('button', { name: 'Keep writing' }).click();
    await seeValue(form.getByLabel(/^Reference/), 'Berlin office');
    await form.getByRole('button', { name: 'Place order' }).dblclick();
    await see(card(page).getByText(/Berlin office/));
    assert.equal(world.telnyx.desk.pending().length, 1);
    assert.equal(await card(page).count(), 1);
  });
});
