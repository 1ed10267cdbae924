import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplePng } from '../../src/sandbox/sample-files.ts';
import { cardNow, modal, textOf } from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  callsUnder,
  chooseOffered,
  JANE,
  nextPage,
  oneTold,
  openForm,
  orderWithPaperwork,
  pdfFile,
  sendForm,
} from '../support/act-requirements.ts';
import { startWorld, type World } from '../support/start-world.ts';

const PARIS = {
  'First name': 'Jane',
  'Last name': 'Doe',
  'Business name': 'Acme SARL',
  'Street and house number': '1 Rue de Rivoli',
  City: 'Paris',
  'Postal code': '75001',
  'Your name for it': 'Paris office',
};
const IDENTITY = 'Local ID / passport copy or local company registration certificate';
const ISSUED = 'Proof of address: When was it issued?';

const documentOf = (w: World, partId: string, name: string): string =>
  w.telnyx.desk.part(partId).requirements.find((each) => each.name === name)?.value ?? '';

describe('a number in France', () => {
  it('is refused what would be declined for its age or its size, with the reason, and goes live in the end', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada, { text: 'FR local Paris' });
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE, [ISSUED]: '2026-03-01' });
    await ada.fill({
      'Proof of address': [ada.upload({ name: 'bill.png', content: samplePng({ width: 200, height: 300 }) })],
    });
    await ada.submit();
    const [[place, words] = []] = Object.entries(ada.errors());
    assert.match(
      `${place} ${words}`,
      /:date It was issued on 1 March 2026, which is too long ago/,
      'at the date, at once',
    );
    await ada.fill({ [ISSUED]: '2026-08-15' });
    await ada.submit();
    await modal(w, ada, { id: 'requirements:submit', says: /bill\.png is too small to read/ });
    assert.equal(callsUnder(w, 'PATCH', '/sub_number_orders') + callsUnder(w, 'POST', '/documents'), 0);

    await ada.fill({ 'Proof of address': pdfFile(ada, 'bill.pdf'), [IDENTITY]: pdfFile(ada, 'kbis.pdf') });
    await addAddress(w, ada, PARIS);
    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    await ada.close();
    const done = await oneTold(w, card, () => w.telnyx.desk.approveAll(partId));
    assert.match(textOf(done), /The FR local part is active/);
    assert.match(textOf(cardNow(w, card)), /Complete/);
  });

  it('is answered a second time from what Telnyx has: chosen by its name, or recognised by its content', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const one = await orderWithPaperwork(w, ada, { text: 'FR local Paris' });
    await openForm(w, ada, one.card);
    await ada.fill({
      [CONTACT]: JANE,
      'Proof of address': pdfFile(ada, 'bill.pdf'),
      [IDENTITY]: pdfFile(ada, 'kbis.pdf'),
    });
    await addAddress(w, ada, PARIS);
    await sendForm(w, ada);
    await ada.close();
    assert.equal(callsUnder(w, 'POST', '/documents'), 2);

    const other = await orderWithPaperwork(w, ada, { text: 'FR local Lyon', reference: 'Lyon' });
    const form = await openForm(w, ada, other.card);
    assert.doesNotMatch(JSON.stringify(form.blocks), /initial_option/, 'nothing is preselected');
    await ada.fill({ [CONTACT]: JANE });
    const identity = other.part.requirements.find(({ name }) => name === IDENTITY)?.requirementId;
    const known = documentOf(w, one.partId, IDENTITY);
    await chooseOffered(ada, { field: `${identity}:0:existing`, search: 'kbis', choice: known });
    const office = 'Paris office · Acme SARL · 1 Rue de Rivoli';
    await chooseOffered(ada, { field: 'Address in France', search: 'rivoli', choice: office });
    await nextPage(w, ada, /2 of 2/);
    await ada.fill({ 'Proof of address': pdfFile(ada, 'bill.pdf') });
    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    assert.equal(callsUnder(w, 'POST', '/documents'), 2, 'the same file is not sent twice');
    assert.equal(documentOf(w, other.partId, 'Proof of address'), documentOf(w, one.partId, 'Proof of address'));
  });
});
