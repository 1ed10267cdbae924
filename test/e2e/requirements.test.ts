import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import { cardNow, modal, replies, textOf } from '../support/act.ts';
import {
  addAddress,
  CONTACT,
  callsOf,
  callsUnder,
  chooseOffered,
  fieldsOf,
  filledIn,
  isBroadcast,
  JANE,
  nextPage,
  oneTold,
  openForm,
  orderAnswered,
  orderWithPaperwork,
  pdfFile,
  sendForm,
  valueAtTelnyx,
} from '../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, startWorld, WORLDS } from '../support/start-world.ts';

const givenFor = (part: DeskPart, name: string) => part.requirements.find((each) => each.name === name)?.value;

describe('the paperwork of an order', () => {
  for (const { name, ...world } of WORLDS)
    it(`is answered in two rounds, reviewed and activated, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part } = await orderWithPaperwork(w, ada);
      assert.match(
        textOf(replies(w, card)[0] ?? null),
        /needs 5 answers .*All answers must be in by 17 September 2026/s,
      );

      await openForm(w, ada, replies(w, card)[0] ?? card);
      await ada.fill({ [CONTACT]: JANE, 'Proof of address': pdfFile(ada, 'bill.pdf') });
      await addAddress(w, ada);
      assert.match(textOf(ada.view()), /\[Head office · Acme GmbH · Musterstrasse 1 ▾\]/, 'the new address is chosen');
      assert.match(filledIn(ada.view()), /Jane Doe, Acme GmbH.*bill\.pdf/s, 'what was typed and attached is kept');

      const first = await oneTold(w, card, async () => {
        const sent = await sendForm(w, ada);
        assert.match(textOf(sent), /3 of 5 sent, 2 missing, all by 17 September 2026 at 08:00 UTC/);
        await ada.close();
      });
      assert.match(textOf(first), /^@\S+ sent 3 answers for the DE local part: .*still missing: Company registration/s);
      assert.match(textOf(cardNow(w, card)), /3 of 5 answered · you act next/);

      const second = await oneTold(w, card, async () => {
        const form = await openForm(w, ada, cardNow(w, card));
        assert.deepEqual(
          fieldsOf(form).filter((label) => !label.startsWith('Or one')),
          ['Company registration certificate', 'Executed Registration Form'],
          'what is under review is not asked',
        );
        assert.match(textOf(form), /Already sent, not asked again: Contact information/);
        await ada.fill({
          'Company registration certificate': pdfFile(ada, 'register.pdf'),
          'Executed Registration Form': pdfFile(ada, 'form.pdf'),
        });
        assert.match(textOf(await sendForm(w, ada)), /All answers are in\. Number Ops at Telnyx reviews them now/);
        await ada.close();
      });
      assert.match(textOf(second), /All answers are in for the DE local part; its deadline no longer counts/);
      assert.equal(isBroadcast(second), false);
      assert.match(textOf(cardNow(w, card)), /all answers are in; Number Ops reviews · Telnyx acts next/);
      assert.doesNotMatch(textOf(cardNow(w, card)), /Provide details|All answers by/);

      const atDesk = w.telnyx.desk.part(part.partId);
      assert.equal(atDesk.deadlineAt, null);
      assert.deepEqual(
        atDesk.requirements.map(({ status }) => status),
        Array.from({ length: 5 }, () => 'pending-approval'),
      );
      assert.equal(atDesk.requirements.find((each) => each.name === 'Proof of address')?.filename, 'bill.pdf');
      assert.equal(await valueAtTelnyx(w, part, CONTACT), JANE);

      const done = await oneTold(w, card, () => w.telnyx.desk.approveAll(part.partId));
      assert.match(textOf(done), /The DE local part is active: \+49 30 .*The order is complete/s);
      assert.equal(callsOf(done, ada) + Number(isBroadcast(done)), 0, 'good news is quiet');
      assert.match(textOf(cardNow(w, card)), /Complete\. The number is active\./);
      const count = replies(w, card).length;
      await w.clock.advance(DAY_MS);
      assert.equal(replies(w, card).length, count, 'nothing more is said');
    });
});

describe('the form', () => {
  it('opens at once, and fills while Telnyx answers', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    w.telnyx.faults.on({ kind: 'slow', ms: 150, path: '/number_orders' });
    await ada.click({ actionId: 'requirements:open', in: card });
    await modal(w, ada, { title: 'Provide details', says: /Fetching this from Telnyx/ });
    const form = await modal(w, ada, { id: 'requirements:submit' });
    assert.match(textOf(form), /Who is responsible for the number/, 'the description stands at its field');
    assert.match(textOf(form), /Example: Jane Doe, Example GmbH/);
    assert.match(textOf(form), /Age: Dated within 3 months/);
    assert.match(textOf(form), /All answers must be in by 17 September 2026/);
  });

  it('offers the addresses and documents that Telnyx already has', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const one = await orderWithPaperwork(w, ada);
    await openForm(w, ada, one.card);
    await ada.fill({ 'Proof of address': pdfFile(ada, 'bill.pdf') });
    await addAddress(w, ada);
    await sendForm(w, ada);
    await ada.close();

    const other = await orderWithPaperwork(w, ada, { reference: 'Second desk' });
    const form = await openForm(w, ada, other.card);
    const proof = other.part.requirements.find((each) => each.name === 'Proof of address')?.requirementId;
    const address = 'Address Matching the DID Area Code (Geographic Match)';
    assert.doesNotMatch(textOf(form), /\[Head office/, 'nothing is preselected: the wrong address costs a review');
    const document = givenFor(w.telnyx.desk.part(one.partId), 'Proof of address') ?? null;
    await chooseOffered(ada, { field: `${proof}:0:existing`, search: 'bill', choice: document ?? '' });
    await nextPage(w, ada, /2 of 2/);
    await chooseOffered(ada, { field: address, search: 'head', choice: 'Head office · Acme GmbH · Musterstrasse 1' });
    assert.match(textOf(await sendForm(w, ada)), /2 of 5 sent, 3 missing/);
    assert.equal(callsUnder(w, 'POST', '/documents'), 1, 'nothing was uploaded again');
    const [sent, known] = [w.telnyx.desk.part(other.partId), w.telnyx.desk.part(one.partId)];
    assert.equal(givenFor(sent, 'Proof of address'), givenFor(known, 'Proof of address'));
    assert.equal(givenFor(sent, address), givenFor(known, address));
  });

  it('says that nothing is asked when an old button is pressed after all was answered', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderAnswered(w, ada);
    await ada.click({ actionId: 'requirements:open', in: replies(w, card)[0] ?? card });
    const words = textOf(await modal(w, ada, { title: 'Nothing to fill in' }));
    assert.match(words, /Nothing is asked of you here at present/);
    assert.match(words, /Proof of address \(under review\)/);
    assert.doesNotMatch(words, /send what you have|Send to Telnyx/);
  });

  it('reminds tomorrow of what was left out, when asked to', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await ada.fill({ [CONTACT]: JANE });
    await sendForm(w, ada);
    await ada.click({ text: 'Remind me tomorrow' });
    const set = await modal(w, ada, { title: 'Reminder set' });
    assert.match(textOf(set), /will remind you: 8 September 2026 at 08:00 UTC/);
    await w.clock.advance(DAY_MS - HOUR_MS);
    const reminder = await oneTold(w, card, () => w.clock.advance(HOUR_MS));
    assert.match(textOf(reminder), /you asked to be reminded of the DE local part\. Still missing: Proof of address/);
    assert.equal(callsOf(reminder, ada), 1, 'called once, not twice');
    assert.equal(isBroadcast(reminder), false);
    await w.clock.advance(DAY_MS);
    assert.equal(replies(w, card).at(-1)?.ts, reminder.ts, 'reminded once');
  });

  it('shows what only the end user can do, and does not ask it', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada, { text: 'AU mobile' });
    const form = await openForm(w, ada, card);
    assert.match(textOf(form), /1 of 2/);
    await ada.fill({ 'In-service AU mobile numbers': 'None' });
    const last = await nextPage(w, ada, /2 of 2/);
    assert.match(textOf(last), /Australia mobile ID verification \(Onfido\): something the end user does with Telnyx/);
    assert.ok(!fieldsOf(last).some((label) => label.startsWith('Australia mobile ID')));
    await ada.fill({ 'Date of birth': '1985-01-31' });
    assert.match(textOf(await sendForm(w, ada)), /2 of 7 sent, 5 missing/);
    const birth = w.telnyx.desk.part(partId).requirements.find((each) => each.name === 'Date of birth');
    assert.equal(birth?.value, '1985-01-31', 'a date that Telnyx takes as text goes as year, month, day');
  });
});
