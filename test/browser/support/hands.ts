import type { Locator, Page } from 'playwright-core';
import { samplePdf } from '../../../src/sandbox/sample-files.ts';
import { CONTACT, HEAD_OFFICE, JANE } from '../../support/act-requirements.ts';

/** What a person does on the page, found as they find it: by role and name. */

export const SEARCH = '/numbers search DE local Berlin';

export const see = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' });
export const seeGone = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' });

/** Waits until this stands in a field. */
export const seeValue = async (field: Locator, value: string): Promise<void> => {
  const [page, handle] = [field.page(), await field.elementHandle()];
  await page.waitForFunction(({ element, wanted }) => (element as { value?: string } | null)?.value === wanted, {
    element: handle,
    wanted: value,
  });
};

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / });
export const messages = (page: Page): Locator => page.getByRole('region', { name: /^Messages (in|with) / });
export const thread = (page: Page): Locator => page.getByRole('region', { name: 'Thread', exact: true });
export const modal = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });
export const desk = (page: Page): Locator => page.getByRole('region', { name: 'Number Ops desk' });
export const card = (page: Page): Locator =>
  messages(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: /^Order:/ }) });

/** Types a line into the channel and sends it. */
export const write = async (page: Page, line: string): Promise<void> => {
  await composer(page).fill(line);
  await composer(page).press('Enter');
};

export const search = async (page: Page, line = SEARCH): Promise<void> => {
  const results = messages(page).getByRole('button', { name: 'Order selected' });
  const before = await results.count();
  await write(page, line);
  await see(results.nth(before));
};

/** Picks the first numbers in the newest results. */
export const chooseNumbers = async (page: Page, count = 1): Promise<void> => {
  const trigger = messages(page)
    .getByRole('button', { name: /^Choose numbers/ })
    .last();
  await trigger.click();
  for (let at = 0; at < count; at += 1) {
    await page.getByRole('option').nth(at).click();
    await see(
      messages(page)
        .getByRole('button', { name: /^Remove \+/ })
        .nth(at),
    );
  }
  await page.keyboard.press('Escape');
};

export const openOrderForm = async (page: Page): Promise<Locator> => {
  await search(page);
  await chooseNumbers(page);
  await messages(page).getByRole('button', { name: 'Order selected' }).last().click();
  const form = modal(page, 'Order numbers');
  await see(form.getByRole('button', { name: 'Place order' }));
  return form;
};

/** From the search to the order's card. */
export const order = async (page: Page): Promise<void> => {
  const form = await openOrderForm(page);
  await form.getByRole('button', { name: 'Place order' }).click();
  await modal(page, 'Ordered').getByRole('button', { name: 'Close' }).last().click();
  await see(card(page).getByRole('button', { name: /repl/ }));
};

export const openForm = async (page: Page): Promise<Locator> => {
  await card(page)
    .getByRole('button', { name: /^Provide details|^Fix what/ })
    .click();
  const form = modal(page, /^Provide details|^Fix what/);
  await see(form.getByRole('button', { name: 'Send to Telnyx' }));
  return form;
};

export const openThread = async (page: Page): Promise<Locator> => {
  await card(page)
    .getByRole('button', { name: /repl(y|ies) / })
    .click();
  await see(thread(page));
  return thread(page);
};

/** The input of a file; the date beside it has the same words in its label. */
export const fileField = (form: Locator, label: string): Locator =>
  form.locator('input[type=file]').and(form.getByLabel(label));

export const attach = async (form: Locator, label: string, name: string): Promise<void> => {
  await fileField(form, label).setInputFiles({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(samplePdf(name)),
  });
  await see(form.getByRole('button', { name: `Remove ${name}` }));
};

/** Makes an address over the open form, and comes back to it. */
export const addAddress = async (page: Page, values: Record<string, string> = HEAD_OFFICE): Promise<void> => {
  await page.getByRole('button', { name: 'Add a new address' }).click();
  const form = modal(page, 'New address');
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'Save address' }).click();
  await modal(page, 'Address saved').getByRole('button', { name: 'Back to the form' }).click();
  await seeGone(modal(page, 'Address saved'));
};

/** All that a DE local number asks. */
export const fillForm = async (page: Page, form: Locator): Promise<void> => {
  await form.getByLabel(CONTACT).fill(JANE);
  await attach(form, 'Proof of address', 'bill.pdf');
  await attach(form, 'Company registration certificate', 'register.pdf');
  await attach(form, 'Executed Registration Form', 'form.pdf');
  await addAddress(page);
};

export const sendForm = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Send to Telnyx' }).click();
  await modal(page, 'All answers sent').getByRole('button', { name: 'Close' }).last().click();
};

/** On the desk. */
export const decline = async (page: Page, { name, comment }: { name: string; comment: string }): Promise<void> => {
  await desk(page)
    .getByRole('button', { name: `Decline: ${name}` })
    .click();
  await desk(page)
    .getByLabel(/^What is wrong/)
    .fill(comment);
  await desk(page).getByRole('button', { name: 'Decline', exact: true }).click();
  await see(desk(page).getByText(/^Declined\./));
};

export const openDeskTab = (page: Page, name: string): Promise<void> =>
  desk(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
