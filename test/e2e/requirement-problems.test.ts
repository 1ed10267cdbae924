import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { samplePng } from '../../src/sandbox/sample-files.ts';
import { modal, replies, textOf } from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  callsUnder,
  filledIn,
  HEAD_OFFICE,
  JANE,
  nextPage,
  openForm,
  orderAnswered,
  orderWithPaperwork,
  PDF,
  sendForm,
} from '../support/act-requirements.ts';
import { lockedPdf } from '../support/bad-files.ts';
import { HOUR_MS, startWorld } from '../support/start-world.ts';

const thumbnail = samplePng({ width: 320, height: 240 });
const locked = await lockedPdf({ userPassword: 'secret' });

/** A part with its form open. */
const openedForm = async (t: TestContext, text = 'DE local Berlin') => {
  const w = await startWorld(t);
  const ada = w.slack.person('ada');
  const ordered = await orderWithPaperwork(w, ada, { text });
  await openForm(w, ada, ordered.card);
  return { w, ada, ...ordered };
};

describe('an answer that is plainly wrong', () => {
  it('is told at its field, before anything is sent', async (t) => {
    const { w, ada } = await openedForm(t, 'FR toll-free');
    const siren = 'Company Registration Number (SIREN number)';
    await assert.rejects(ada.fill({ [siren]: '123' }), /at least 9 characters/, 'Slack itself keeps a short one back');
    await assert.rejects(ada.fill({ [siren]: '1234567890' }), /at most 9 characters/, 'and a long one');
    const before = w.telnyx.calls.length;
    await ada.submit({ [siren]: '12345678A' });
    const [message = '', ...others] = Object.values(ada.errors());
    assert.match(message, /Only these characters are accepted: 0123456789\. Change “A”/);
    assert.equal(others.length, 0);
    assert.equal(w.telnyx.calls.length, before, 'Telnyx heard nothing');
    await ada.submit({ [siren]: '123456789' });
    assert.match(textOf(await modal(w, ada, { id: '' })), /1 of 5 sent, 4 missing/);
  });

  it('cannot be a date that is in no calendar, nor a value that is not accepted', async (t) => {
    const { w, ada } = await openedForm(t, 'AU mobile');
    await nextPage(w, ada, /2 of 2/);
    await assert.rejects(ada.fill({ 'Date of birth': '1985-02-31' }), /in no calendar/);
    await assert.rejects(ada.fill({ 'Date of birth': 'yesterday' }), /takes a date/);
  });
});

describe('a file', () => {
  const cases: { why: string; name: string; content: Uint8Array | string; says: RegExp }[] = [
    { why: 'a picture named .pdf', name: 'bill.pdf', content: thumbnail, says: /bill\.pdf is really a PNG file/ },
    { why: 'text named .pdf', name: 'bill.pdf', content: 'hello', says: /bill\.pdf cannot be read as PDF/ },
    { why: 'a password', name: 'bill.pdf', content: locked, says: /bill\.pdf needs a password to be opened/ },
    { why: 'a thumbnail', name: 'bill.png', content: thumbnail, says: /bill\.png is too small to read, 320 by 240/ },
    { why: 'nothing in it', name: 'bill.pdf', content: '', says: /bill\.pdf is empty/ },
    { why: 'a program', name: 'bill.exe', content: 'MZ', says: /is not a kind of file that Telnyx takes/ },
  ];
  for (const { why, name, content, says } of cases)
    it(`is refused at its field and nothing is sent: ${why}`, async (t) => {
      const { w, ada, partId } = await openedForm(t);
      const proof = { 'Proof of address': [ada.upload({ name, content })] };
      await ada.submit({ [CONTACT]: JANE, ...proof });
      const form = await modal(w, ada, { id: 'requirements:submit', says });
      assert.match(filledIn(form) + textOf(form), /Jane Doe, Acme GmbH/, 'what was typed is kept');
      assert.equal(callsUnder(w, 'POST', '/documents') + callsUnder(w, 'PATCH', '/sub_number_orders'), 0);

      await ada.fill({ 'Proof of address': [ada.upload({ name: 'good.pdf', content: PDF })] });
      assert.match(textOf(await sendForm(w, ada)), /2 of 5 sent/);
      const values = w.telnyx.desk.part(partId).requirements.map(({ filename, value }) => filename ?? value);
      assert.deepEqual(values.filter(Boolean), [JANE, 'good.pdf']);
    });

  it('of more than 10 MB is not taken by Slack', async (t) => {
    const { ada } = await openedForm(t);
    const large = ada.upload({ name: 'large.pdf', content: new Uint8Array(10 * 1024 * 1024 + 1) });
    await assert.rejects(ada.fill({ 'Proof of address': [large] }), /larger than 10 MB/);
  });
});

describe('an address', () => {
  it('is checked at its fields first', async (t) => {
    const { w, ada } = await openedForm(t);
    await ada.click({ actionId: 'requirements:add-address' });
    await modal(w, ada, { id: 'address:submit' });
    await ada.submit({ ...HEAD_OFFICE, 'Postal code': '1011' });
    assert.match(Object.values(ada.errors()).join(), /no postal code of Germany/);
    assert.equal(callsUnder(w, 'POST', '/addresses'), 0);
  });

  it('is not made while its form cannot be read: trying again would make a second one', async (t) => {
    const { w, ada } = await openedForm(t);
    await ada.click({ actionId: 'requirements:add-address' });
    await modal(w, ada, { id: 'address:submit' });
    await w.clock.advance(HOUR_MS);
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'GET', path: '/documents' });
    await ada.submit(HEAD_OFFICE);
    await modal(w, ada, { id: 'address:submit', says: /nothing was changed/ });
    assert.equal(callsUnder(w, 'POST', '/addresses'), 0);
    isBack();
    await ada.submit();
    await modal(w, ada, { title: 'Address saved' });
    assert.equal(callsUnder(w, 'POST', '/addresses'), 1);
  });

  it('that Telnyx refuses comes back with its words and what was typed', async (t) => {
    const { w, ada } = await openedForm(t);
    const refusal = { code: '20204', title: 'Invalid street', detail: 'The street was not found in this postal code.' };
    w.telnyx.faults.on({ kind: 'refused', ...refusal, method: 'POST', path: '/addresses', times: 1 });
    await ada.fill({ [CONTACT]: JANE });
    await ada.click({ actionId: 'requirements:add-address' });
    await modal(w, ada, { id: 'address:submit' });
    await ada.submit(HEAD_OFFICE);
    const back = await modal(w, ada, { id: 'address:submit', says: /The street was not found in this postal code/ });
    assert.match(filledIn(back) + textOf(back), /Musterstrasse 1/);
    await ada.submit({ 'Street and house number': 'Musterstrasse 2' });
    await modal(w, ada, { title: 'Address saved' });
    await ada.close();
    assert.match(textOf(ada.view()), /\[Head office · Acme GmbH · Musterstrasse 2 ▾\]/);
    assert.match(filledIn(ada.view()), /Jane Doe/, 'the form below kept what was typed');
  });
});

describe('a form that cannot be filled', () => {
  it('says what is wrong in place of the form, and opens when all is well again', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    const isBack = w.telnyx.faults.on({ kind: 'server-error', path: '/number_orders' });
    await ada.click({ actionId: 'requirements:open', in: card });
    const problem = await modal(w, ada, { says: /Telnyx.*again/s });
    assert.equal(problem.submit, null, 'nothing to send');
    await ada.close();
    isBack();
    await openForm(w, ada, card);
  });

  it('is closed by its person while Telnyx answers, and stays closed', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    w.telnyx.faults.on({ kind: 'slow', ms: 100, path: '/number_orders' });
    await ada.click({ actionId: 'requirements:open', in: card });
    await modal(w, ada, { says: /Fetching this from Telnyx/ });
    await ada.close();
    w.telnyx.faults.clear();
    await openForm(w, ada, card);
    assert.equal(ada.views().length, 1);
    assert.deepEqual(
      ada
        .ephemerals()
        .map(textOf)
        .filter((words) => /went wrong|recorded/i.test(words)),
      [],
    );
  });
});

describe('when sending fails', () => {
  it('the form comes back with what was typed, and the next try works', async (t) => {
    const { w, ada, card, partId } = await openedForm(t);
    await ada.fill({ [CONTACT]: JANE, 'Proof of address': [ada.upload({ name: 'bill.pdf', content: PDF })] });
    await addAddress(w, ada);
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'PATCH', path: '/sub_number_orders' });
    await ada.submit();
    const form = await modal(w, ada, { id: 'requirements:submit', says: /Telnyx/ });
    await w.slack.waitFor(() => /:warning:|⚠/.test(textOf(ada.view())), { what: 'the problem above the form' });
    assert.match(filledIn(ada.view()), /Jane Doe.*bill\.pdf/s, 'typed and attached: all is kept');
    assert.match(filledIn(ada.view()), /Head office/);
    assert.equal(replies(w, card).length, 1, 'the thread is not told of what did not happen');
    assert.ok(form);
    isBack();
    assert.match(textOf(await sendForm(w, ada)), /3 of 5 sent/);
    assert.equal(w.telnyx.desk.part(partId).requirements.filter(({ value }) => value !== null).length, 3);
    assert.equal(replies(w, card).length, 2);
  });

  it('after the answers reached Telnyx, they are said to be sent all the same', async (t) => {
    const { w, ada } = await openedForm(t);
    w.telnyx.faults.on({ kind: 'server-error', method: 'GET', path: '/documents' });
    await ada.submit({ [CONTACT]: JANE });
    assert.match(textOf(await modal(w, ada, { title: 'Answers sent' })), /1 of 5 sent/);
  });

  it('an answer that came too late is not sent: Number Ops had approved all', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const [contact] = part.requirements;
    w.telnyx.desk.decline({ partId, requirementIds: [contact?.requirementId ?? ''], comment: 'Which company?' });
    await w.tick();
    await openForm(w, ada, card);
    w.telnyx.desk.approveAll(partId);
    const before = replies(w, card).length;
    await ada.submit({ [`${contact?.name} (declined)`]: 'Jane Doe, Acme Ltd' });
    assert.match(textOf(await modal(w, ada, { title: 'Nothing to send' })), /Telnyx already has all of these answers/);
    assert.equal(callsUnder(w, 'PATCH', `/sub_number_orders/${partId}`), 1, 'only the first answers were sent');
    assert.equal(replies(w, card).length, before);
  });

  it('pressing Send twice sends once and tells the thread once', async (t) => {
    const { w, ada, card } = await openedForm(t);
    await ada.fill({ [CONTACT]: JANE });
    const before = replies(w, card).length;
    await Promise.allSettled([ada.submit(), ada.submit()]);
    await modal(w, ada, { id: '' });
    await w.slack.settled();
    await w.tick();
    assert.equal(callsUnder(w, 'PATCH', '/sub_number_orders'), 1);
    assert.equal(replies(w, card).length, before + 1);
  });
});

describe('a menu of what is at Telnyx', () => {
  it('says that it cannot be filled, in the one choice that is no answer', async (t) => {
    const { w, ada, card } = await openedForm(t);
    await addAddress(w, ada);
    await ada.close({ all: true });
    await openForm(w, ada, card);
    await w.clock.advance(HOUR_MS);
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'GET' });
    const [only, ...more] = await ada.suggest('field:address', 'acme');
    isBack();
    assert.deepEqual(more, []);
    assert.match(JSON.stringify(only), /These cannot be listed now.*Telnyx is not answering/);
    await ada.select({ actionId: 'field:address', choice: only?.value ?? '' });
    assert.match(textOf(await sendForm(w, ada)), /Nothing was sent/);
  });
});
