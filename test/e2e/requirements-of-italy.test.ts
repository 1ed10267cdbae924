import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardNow, command, modal, placeOrder, rawOf, replies, textOf } from '../support/act.ts';
import {
  addAddress,
  chooseOffered,
  fieldsOf,
  nextPage,
  oneTold,
  openForm,
  pdfFile,
  sendForm,
  valueAtTelnyx,
} from '../support/act-requirements.ts';
import { startWorld, type World } from '../support/start-world.ts';

const MILAN = {
  'First name': 'Mario',
  'Last name': 'Rossi',
  'Business name': 'Mario Rossi',
  'Street and house number': 'Via Torino 1',
  City: 'Milano',
  'Postal code': '20123',
};
const PROOF = 'Proof of address (national)';
const ID_COPY = 'Local copy of ID or passport (front and back)';
const RESIDENCE = "Supplemental Address of Legal Representative's Residence in Italy";
const CERTIFICATE = 'Local company registration certificate';

type Ada = ReturnType<World['slack']['person']>;

/** `/numbers groups`, then a new group: its form stands open at the first page. */
const createGroup = async (w: World, ada: Ada): Promise<void> => {
  await ada.click({ text: 'Create a group', in: await command(w, ada, 'groups IT local') });
  await modal(w, ada, { id: 'group-create:submit' });
  await ada.submit({ Name: 'Rossi' });
  await modal(w, ada, { id: 'requirements:submit', says: /1 of 4/ });
};

/** A natural person's own answers, over three pages. */
const fillPerson = async (w: World, ada: Ada): Promise<void> => {
  await ada.fill({ 'Customer type': 'natural_person' });
  await nextPage(w, ada, /2 of 4/);
  await ada.fill({
    'End user name (name and surname or business name)': 'Mario Rossi',
    'Date of birth': '1985-01-31',
    'Place of birth': 'Roma',
    'Identity document type': 'Identity card',
    'Identity document number': 'CA00000AA',
    'Identity document issuer': 'Comune di Roma',
  });
  await nextPage(w, ada, /3 of 4/);
  await ada.fill({
    'Identity document expiration date': '2031-01-31',
    [ID_COPY]: pdfFile(ada, 'carta.pdf'),
    'Personal tax code (Codice Fiscale)': 'RSSMRA85A31H501Z',
    [PROOF]: pdfFile(ada, 'bolletta.pdf'),
    [`${PROOF}: When was it issued?`]: '2026-08-20',
  });
  await addAddress(w, ada, MILAN);
};

describe('the sixteen requirements of Italy', () => {
  it('are asked by the kind of customer, page by page, and what is put aside is decided by hand', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    await createGroup(w, ada);
    assert.deepEqual(fieldsOf(ada.view()), ['Customer type'], 'the kind of customer is asked first, and alone');
    await fillPerson(w, ada);

    await ada.click({ text: 'Back' });
    const second = await modal(w, ada, { id: 'requirements:submit', says: /2 of 4/ });
    assert.match(textOf(second), /Place of birth \(optional\): Roma/, 'nothing is lost on the way back');
    const third = await nextPage(w, ada, /3 of 4/);
    assert.match(textOf(third), new RegExp(`${PROOF.replaceAll(/[()]/g, '\\$&')}: bolletta\\.pdf is attached`));

    const aside = await nextPage(w, ada, /4 of 4/);
    assert.match(textOf(aside), /Put aside: what is asked of the other kind of customer/);
    assert.match(textOf(aside), /☐ Company tax code {2}☐ VAT number/, 'nothing is ticked for them');
    assert.match(textOf(aside), new RegExp(`${CERTIFICATE} and Supplemental Address`));
    await ada.click({ text: 'Ask me for these too' });
    const asked = await modal(w, ada, { id: 'requirements:submit', says: new RegExp(`${CERTIFICATE} \\(optional\\)`) });
    assert.equal(fieldsOf(asked).includes('VAT number (Partita IVA)'), true);
    await ada.click({ text: 'Put the other kind of customer aside again' });
    await modal(w, ada, { id: 'requirements:submit', says: /4 of 4.*Put aside: what is asked of the other kind/s });
  });

  it('are asked of one kind only once the other was chosen, whatever was asked after all before', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    await createGroup(w, ada);
    await ada.fill({ 'Customer type': 'natural_person' });
    await nextPage(w, ada, /2 of 4/);
    await nextPage(w, ada, /3 of 4/);
    await nextPage(w, ada, /4 of 4/);
    await ada.click({ text: 'Ask me for these too' });
    let view = await modal(w, ada, { says: /Put the other kind/ });
    while (!fieldsOf(view).includes('Customer type')) {
      const page = Number(/(\d+) of \d+ ·/.exec(textOf(view))?.[1]);
      await ada.click({ text: 'Back' });
      view = await modal(w, ada, { id: 'requirements:submit', says: new RegExp(`\\b${page - 1} of`) });
    }
    await ada.fill({ 'Customer type': 'legal_entity' });
    const second = await nextPage(w, ada, /2 of/);
    const pages = Number(/2 of (\d+)/.exec(textOf(second))?.[1]);
    for (let page = 3; page <= pages; page += 1) await nextPage(w, ada, new RegExp(`${page} of ${pages}`));
    assert.match(textOf(ada.view()), /Put aside: what is asked of the other kind of customer.*Personal tax code/s);
  });

  it('go into a group, the order is placed with it, and only what is declined is asked again', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    await createGroup(w, ada);
    await fillPerson(w, ada);
    await nextPage(w, ada, /4 of 4/);
    await ada.fill({ 'Send “N/A” for these texts?': ['Company tax code', 'VAT number (Partita IVA)'] });
    const saved = await sendForm(w, ada);
    assert.match(textOf(saved), /2 of its requirements still need an answer/);

    await ada.click({ text: 'Go on filling in' });
    const first = await modal(w, ada, { id: 'requirements:submit', says: /1 of / });
    const pages = Number(/1 of (\d+)/.exec(textOf(first))?.[1]);
    for (let page = 2; page <= pages; page += 1) await nextPage(w, ada, new RegExp(`${page} of ${pages}`));
    await ada.click({ text: 'Ask me for these too' });
    await modal(w, ada, { id: 'requirements:submit', says: new RegExp(`${CERTIFICATE} \\(optional\\)`) });
    await ada.fill({ [CERTIFICATE]: pdfFile(ada, 'none.pdf') });
    await chooseOffered(ada, { field: RESIDENCE, search: 'torino', choice: 'Mario Rossi · Via Torino 1' });
    await nextPage(w, ada, /(\d) of \1/);
    const done = await sendForm(w, ada);
    assert.match(textOf(done), /The group is fulfilled: every requirement has a value/);
    await ada.close({ all: true });

    const { card } = await placeOrder(w, ada, {
      text: 'IT local',
      reference: 'Milan desk',
      values: { 'Requirement group for IT local': 'Rossi' },
    });
    await w.tick();
    const [part] = w.telnyx.desk.pending();
    assert.ok(part);
    assert.match(textOf(cardNow(w, card)), /all answers are in; Number Ops reviews/);
    assert.equal(await valueAtTelnyx(w, part, 'VAT number (Partita IVA)'), 'N/A');

    const birth = part.requirements.find(({ name }) => name === 'Date of birth')?.requirementId ?? '';
    const told = await oneTold(w, card, () =>
      w.telnyx.desk.decline({ partId: part.partId, requirementIds: [birth], comment: 'Not the day in the document.' }),
    );
    const form = await openForm(w, ada, told);
    assert.deepEqual(fieldsOf(form), ['Date of birth (declined)'], 'only what was declined is asked');
    assert.match(textOf(form), /What Number Ops wrote about this part.*Not the day in the document/s);
    assert.match(textOf(form), /1985-01-31/, 'the old text stands there to be corrected');
    await ada.fill({ 'Date of birth (declined)': '1985-01-30' });
    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    assert.equal(await valueAtTelnyx(w, part, 'Date of birth'), '1985-01-30');
    for (const message of [...replies(w, card), cardNow(w, card)])
      assert.doesNotMatch(rawOf(message), /RSSMRA85A31H501Z|CA00000AA|Via Torino/, 'no answer stands in a message');
    assert.doesNotMatch(w.logLines.join('\n'), /RSSMRA85A31H501Z|CA00000AA|Via Torino/, 'nor in the log');
  });
});
