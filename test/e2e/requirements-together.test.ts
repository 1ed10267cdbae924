import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elementsOf } from '../../src/sandbox/slack/elements.ts';
import type { Message, View } from '../../src/sandbox/slack/shapes.ts';
import { optionsOf } from '../../src/sandbox/slack/state-values.ts';
import { cardNow, modal, replies, textOf } from '../support/act.ts';
import {
  addAddress,
  answerAll,
  CONTACT,
  chooseOffered,
  fieldsOf,
  HEAD_OFFICE,
  JANE,
  nextPage,
  openForm,
  orderWithPaperwork,
  pdfFile,
  sendForm,
  toldBy,
  valueAtTelnyx,
} from '../support/act-requirements.ts';
import { startWorld, type World } from '../support/start-world.ts';

type Ada = ReturnType<World['slack']['person']>;

/** The option of a list of checkboxes that begins so. */
const optionOf = (view: View, words: string): string => {
  const all = elementsOf(view.blocks).flatMap(({ element }) => optionsOf(element));
  return all.find(({ text }) => text.text.startsWith(words))?.value ?? `no option ${words}`;
};

/** The same papers for a second order: address and documents are chosen from what Telnyx has. */
const answerAllWithKnown = async (w: World, ada: Ada, card: Message): Promise<void> => {
  await openForm(w, ada, card);
  await ada.fill({ [CONTACT]: JANE });
  for (const name of ['Proof of address', 'Company registration certificate'])
    await ada.fill({ [name]: pdfFile(ada, `${name}.pdf`) });
  await nextPage(w, ada, /2 of 2/);
  await ada.fill({ 'Executed Registration Form': pdfFile(ada, 'form.pdf') });
  const address = 'Address Matching the DID Area Code (Geographic Match)';
  await chooseOffered(ada, { field: address, choice: 'Head office · Acme GmbH · Musterstrasse 1' });
  await sendForm(w, ada);
  await ada.close();
};

describe('two people at one part', () => {
  it('see on the card and in the form who is at it', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await w.slack.waitFor(() => /@\S+ is filling in the form, since 7 September 2026/.test(textOf(cardNow(w, card))), {
      what: 'the card that names who is at it',
    });
    const form = await openForm(w, ben, cardNow(w, card));
    assert.match(textOf(form), /has this form open too, since/);
    await ada.close();
    assert.match(textOf(cardNow(w, card)), /is filling in the form/, 'Ben still is');
    await ben.close();
    await w.slack.waitFor(() => !/filling in the form|half filled/.test(textOf(cardNow(w, card))), {
      what: 'the card without anybody at it',
    });
  });

  it('are asked whose answer counts before anything is sent', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card, part } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE, 'Executed Registration Form': pdfFile(ada, 'form.pdf') });
    await openForm(w, ben, cardNow(w, card));
    await ben.fill({ [CONTACT]: 'Ben Okafor, Acme GmbH, +49 30 999' });
    assert.match(textOf(await sendForm(w, ben)), /1 of 5 sent/);

    await ada.submit();
    const asked = await modal(w, ada, { id: 'decisions:submit' });
    assert.match(textOf(asked), /Nothing was sent yet/);
    assert.match(textOf(asked), new RegExp(`${CONTACT.slice(0, 20)}.* was sent by @\\S+, 7 September 2026`));
    assert.match(textOf(asked), /There now: “Ben Okafor, Acme GmbH, \+49 30 999”\nYours: “Jane Doe, Acme GmbH/);
    for (const message of [...replies(w, card), cardNow(w, card)])
      assert.doesNotMatch(textOf(message), /Ben Okafor, Acme|Jane Doe/, 'answers are shown in the form only');
    assert.doesNotMatch(asked.private_metadata, /Okafor|Jane/);
    assert.doesNotMatch(w.logLines.join('\n'), /Ben Okafor|Jane Doe/);
    assert.equal(await valueAtTelnyx(w, part, CONTACT), 'Ben Okafor, Acme GmbH, +49 30 999');
    await ada.submit({ 'Which answer should Number Ops review?': 'theirs' });
    assert.match(textOf(await modal(w, ada, { id: '' })), /1 of 4 sent, 3 missing/);
    assert.equal(await valueAtTelnyx(w, part, CONTACT), 'Ben Okafor, Acme GmbH, +49 30 999', 'theirs stays');
    assert.equal(
      w.telnyx.desk.part(part.partId).requirements.find(({ name }) => name === 'Executed Registration Form')?.filename,
      'form.pdf',
      'the rest was sent',
    );
  });

  it('can put their own answer in the place of the other one', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card, part } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE });
    await openForm(w, ben, cardNow(w, card));
    await ben.fill({ [CONTACT]: 'Ben Okafor, Acme GmbH, +49 30 999' });
    await sendForm(w, ben);
    await ada.submit();
    await modal(w, ada, { id: 'decisions:submit' });
    await ada.submit({ 'Which answer should Number Ops review?': 'mine' });
    await modal(w, ada, { id: '' });
    assert.equal(await valueAtTelnyx(w, part, CONTACT), JANE);
  });
});

describe('a form in whose place the question stood', () => {
  it('comes back with the file that was picked in it', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card, part } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE, 'Executed Registration Form': pdfFile(ada, 'form.pdf') });
    await addAddress(w, ada, { ...HEAD_OFFICE, City: 'Potsdam', 'Postal code': '14467' });
    await openForm(w, ben, cardNow(w, card));
    await ben.fill({ [CONTACT]: 'Ben Okafor, Acme GmbH, +49 30 999' });
    await sendForm(w, ben);

    await ada.submit();
    await modal(w, ada, { id: 'decisions:submit' });
    await ada.submit({ 'Which answer should Number Ops review?': 'theirs' });
    const form = await modal(w, ada, { id: 'requirements:submit', says: /this one is in Potsdam/ });
    assert.match(textOf(form), /form\.pdf is attached/);
    await sendForm(w, ada);
    const { requirements } = w.telnyx.desk.part(part.partId);
    assert.equal(requirements.find(({ name }) => name === 'Executed Registration Form')?.filename, 'form.pdf');
  });

  it('is left half filled when the question is closed, and the card says so', async (t) => {
    const w = await startWorld(t);
    const [ada, ben] = [w.slack.person('ada'), w.slack.person('ben')];
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ben, card);
    await ben.fill({ [CONTACT]: 'Ben Okafor, Acme GmbH, +49 30 999' });
    await openForm(w, ada, cardNow(w, card));
    await ada.fill({ [CONTACT]: JANE });
    await sendForm(w, ben);
    assert.match(textOf(cardNow(w, card)), /is filling in the form/, 'Ada still is');
    await ada.submit();
    await modal(w, ada, { id: 'decisions:submit' });
    await ada.close();
    await w.slack.waitFor(() => /left the form half filled/.test(textOf(cardNow(w, card))), {
      what: 'the card with a half-filled form',
    });
  });
});

describe('one fix for several parts', () => {
  it('is offered where the same is declined or missing, each part ticked by hand', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const [one, two, three] = [
      await orderWithPaperwork(w, ada, { reference: 'Berlin one' }),
      await orderWithPaperwork(w, ada, { reference: 'Berlin two' }),
      await orderWithPaperwork(w, ada, { reference: 'Berlin three' }),
    ];
    await answerAll(w, ada, one.card);
    await answerAllWithKnown(w, ada, two.card);
    const contact = one.part.requirements.find(({ name }) => name === CONTACT)?.requirementId ?? '';
    for (const { partId } of [one, two])
      w.telnyx.desk.decline({ partId, requirementIds: [contact], comment: 'The number is not in service.' });
    await w.tick();

    const form = await openForm(w, ada, cardNow(w, one.card));
    assert.deepEqual(fieldsOf(form), [`${CONTACT} (declined)`]);
    await ada.fill({ [`${CONTACT} (declined)`]: 'Jane Doe, Acme GmbH, +49 30 555' });
    const sent = await sendForm(w, ada);
    assert.match(textOf(sent), /2 other parts of your orders lack the same/);
    await ada.click({ text: 'Use these answers there too…' });
    const list = await modal(w, ada, { id: 'spread:submit' });
    assert.match(textOf(list), /☐ Berlin two.*☐ Berlin three/s, 'with their references, none ticked');

    const told = await toldBy(w, two.card, async () => {
      await ada.submit({ 'For which parts?': [optionOf(list, 'Berlin two'), optionOf(list, 'Berlin three')] });
      const done = await modal(w, ada, { id: '', says: /Sent for 2 parts/ });
      assert.match(textOf(done), /Berlin two.*Berlin three/s);
    });
    assert.match(told.map(textOf).join('\n'), /sent 1 answer for the DE local part/);
    for (const { part } of [one, two, three])
      assert.equal(await valueAtTelnyx(w, part, CONTACT), 'Jane Doe, Acme GmbH, +49 30 555');
    assert.match(textOf(cardNow(w, three.card)), /1 of 5 answered/);
    assert.match(textOf(cardNow(w, two.card)), /all answers are in/);
    assert.doesNotMatch(JSON.stringify(replies(w, two.card)), /49 30 555/, 'the answer is in no message');
  });
});

describe('answers that were sent', () => {
  it('become a requirement group, so that the next order need not ask', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE, 'Executed Registration Form': pdfFile(ada, 'form.pdf') });
    await sendForm(w, ada);
    await ada.click({ text: 'Save these answers as a requirement group' });
    await modal(w, ada, { id: 'group-save:submit' });
    await ada.submit({ 'Name of the group': 'Acme Berlin' });
    const made = await modal(w, ada, { id: '', says: /Saved: 2 of 5 requirements have a value/ });
    await ada.click({ text: 'Fill in', in: made });
    const form = await modal(w, ada, { id: 'requirements:submit', says: /requirement group · Acme Berlin/ });
    assert.match(textOf(form), /Proof of address/);
  });

  it('name what a group cannot keep: it fits the area of these numbers only', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada, { count: 2 });
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE });
    await addAddress(w, ada);
    await sendForm(w, ada);
    await ada.click({ text: 'Save these answers as a requirement group' });
    const form = await modal(w, ada, { id: 'group-save:submit' });
    assert.match(
      textOf(form),
      /Not saved, since such an answer fits these numbers only: [^.]*Address Matching the DID Area/,
    );
    assert.doesNotMatch(textOf(form), /Not saved.*Contact information/);
    await ada.submit({ 'Name of the group': 'Acme Berlin' });
    await modal(w, ada, { id: '', says: /Saved: 1 of 5 requirements have a value/ });
  });
});
