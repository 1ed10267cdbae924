import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplePdf } from '../../src/sandbox/sample-files.ts';
import { buttonsOf, cardNow, modal, rawOf, replies, textOf } from '../support/act.ts';
import {
  askedOnAllPages,
  CONTACT,
  callsOf,
  callsUnder,
  chooseOffered,
  fieldsOf,
  filledIn,
  isBroadcast,
  oneTold,
  openForm,
  orderAnswered,
  pdfFile,
  sendForm,
  toldBy,
  valueAtTelnyx,
} from '../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, START_AT, startWorld, WORLDS } from '../support/start-world.ts';

const COMMENT = 'The phone number is not in service. Please give one that we can reach.';

describe('a rejection by Number Ops', () => {
  for (const { name, ...world } of WORLDS)
    it(`is announced with the reviewer's words, fixed and activated, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part, partId } = await orderAnswered(w, ada);
      const contact = part.requirements.find((each) => each.name === CONTACT)?.requirementId ?? '';
      const decline = () => w.telnyx.desk.decline({ partId, requirementIds: [contact], comment: COMMENT });

      const told = await oneTold(w, card, decline);
      const words = textOf(told);
      assert.match(
        words,
        world.extras ? /Number Ops declined Contact information/ : /declined something in the DE local/,
      );
      assert.match(words, world.extras ? /^@/ : /does not say which requirement.*Contact information/s);
      assert.match(words, /The new deadline is 12 September 2026 at 08:00 UTC \(5 days left\)/);
      assert.match(
        words,
        /Number Ops \(numberops@telnyx\.example\) wrote about the DE local part:\n> The phone number/,
      );
      assert.equal(callsOf(told, ada), 1, 'the owner is called, once');
      assert.equal(isBroadcast(told), false, 'but not the whole channel');
      assert.deepEqual(buttonsOf(told), ['Fix what was rejected', 'Reply', 'Mark as read']);
      assert.match(textOf(cardNow(w, card)), /declined · 5 of 5 answered · you act next/);
      assert.deepEqual(await toldBy(w, card, () => w.clock.advance(2 * HOUR_MS)), [], 'told once');

      const form = await openForm(w, ada, told);
      assert.equal(form.title.text, 'Fix what was rejected');
      assert.match(textOf(form), /What Number Ops wrote about this part:.*The phone number is not in service/s);
      const asked = await askedOnAllPages(w, ada);
      if (world.extras) assert.deepEqual(asked, [`${CONTACT} (declined)`]);
      else assert.equal(asked.length, 5, 'which one is not known: all that are not approved');
      if (!world.extras) assert.match(textOf(form), /Telnyx does not say which requirement was declined/);
      assert.match(filledIn(form) + textOf(form), /Jane Doe, Acme GmbH, \+49 30 1234567/, 'the old answer is there');
      const field = asked.find((label) => label.startsWith(CONTACT)) ?? '';
      const fixed = await oneTold(w, card, async () => {
        await ada.fill({ [field]: 'Jane Doe, Acme GmbH, +49 30 7654321' });
        assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
        await ada.close();
      });
      assert.match(textOf(fixed), /sent 1 answer for the DE local part: .*\. Nothing is missing; Number Ops reviews/);
      assert.equal(await valueAtTelnyx(w, part, CONTACT), 'Jane Doe, Acme GmbH, +49 30 7654321');
      assert.match(textOf(cardNow(w, card)), /all answers are in; Number Ops reviews/);

      await w.clock.advance(HOUR_MS);
      const again = await oneTold(w, card, () =>
        w.telnyx.desk.decline({ partId, requirementIds: [contact], comment: 'Still not in service.' }),
      );
      assert.match(textOf(again), /declined.*Still not in service/s);
      assert.doesNotMatch(textOf(again), /Please give one/, 'the earlier words are not repeated');
      await openForm(w, ada, again);
      assert.doesNotMatch(textOf(ada.view()), /Please give one/, 'the form has only the words since the last answers');
      await ada.fill({ [field]: 'Jane Doe, Acme GmbH, +49 30 1111111' });
      await sendForm(w, ada);
      await ada.close();

      const done = await oneTold(w, card, () => w.telnyx.desk.approveAll(partId));
      assert.match(textOf(done), /The DE local part is active/);
    });

  it('of one requirement and then another is announced each time', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const [one, other] = part.requirements;
    const decline = (requirementId = '') =>
      oneTold(w, card, () => w.telnyx.desk.decline({ partId, requirementIds: [requirementId], comment: null }));
    assert.match(textOf(await decline(one?.requirementId)), /declined Contact information/);
    await w.clock.advance(HOUR_MS);
    const second = textOf(await decline(other?.requirementId));
    assert.match(second, /declined Proof of address of/);
    assert.doesNotMatch(second, /Contact information/, 'what was told is not told again');
    const form = await openForm(w, ada, cardNow(w, card));
    assert.deepEqual(
      fieldsOf(form).filter((label) => !/^Or one|When was it/.test(label)),
      [`${CONTACT} (declined)`, 'Proof of address (declined)'],
    );
  });

  it('is not answered with the very file that was declined, unless its person sends it again', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const proof = part.requirements.find(({ name }) => name === 'Proof of address')?.requirementId ?? '';
    await oneTold(w, card, () => w.telnyx.desk.decline({ partId, requirementIds: [proof], comment: 'Which bill?' }));
    await openForm(w, ada, cardNow(w, card));
    const sameFile = ada.upload({ name: 'another name.pdf', content: samplePdf('bill.pdf') });
    const sent = () => callsUnder(w, 'POST', '/documents') + callsUnder(w, 'PATCH', '/sub_number_orders');
    const before = sent();
    await ada.submit({ 'Proof of address (declined)': [sameFile] });
    const form = await modal(w, ada, { id: 'requirements:submit', says: /Number Ops declined this very file\./ });
    assert.match(
      textOf(form),
      /Please change this: Number Ops declined this very file\. Attach another one, or send it/,
    );
    assert.match(filledIn(form) + textOf(form), new RegExp(`${sameFile}|another name\\.pdf is attached`), 'it is kept');
    assert.equal(sent(), before, 'nothing was sent');

    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    assert.equal(sent(), before + 1, 'the answer only: Telnyx has the file');
    await ada.close();
    await oneTold(w, card, () =>
      w.telnyx.desk.decline({ partId, requirementIds: [proof], comment: 'Still that one.' }),
    );
    await openForm(w, ada, cardNow(w, card));
    const choice = (await valueAtTelnyx(w, part, 'Proof of address')) ?? '';
    await chooseOffered(ada, { field: 'Or one that is already at Telnyx', search: 'bill', choice });
    await ada.submit();
    await modal(w, ada, { id: 'requirements:submit', says: /Number Ops declined this very file\./ });
    await ada.fill({ 'Proof of address (declined)': pdfFile(ada, 'electricity.pdf') });
    assert.match(textOf(await sendForm(w, ada)), /All answers are in/);
    const { requirements } = w.telnyx.desk.part(partId);
    assert.equal(requirements.find(({ name }) => name === 'Proof of address')?.filename, 'electricity.pdf');
  });

  it('stays open when one of two was fixed, though Telnyx does not say which are left', async (t) => {
    const w = await startWorld(t, { extras: false });
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const requirementIds = part.requirements.slice(0, 2).map((each) => each.requirementId);
    const told = await oneTold(w, card, () => w.telnyx.desk.decline({ partId, requirementIds, comment: 'Both.' }));
    await openForm(w, ada, told);
    await ada.fill({ [CONTACT]: 'Jane Doe, Acme GmbH, +49 30 7654321' });
    assert.doesNotMatch(textOf(await sendForm(w, ada)), /All answers are in/);
    assert.match(textOf(cardNow(w, card)), /declined.*you act next.*Fix what was rejected/s);
  });

  it('keeps hostile words harmless and within what Slack takes', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    const hostile = `<!channel> <@U0ADA> *now* <https://evil.example|your bank> &amp; \`\`\`${'long '.repeat(1000)}`;
    const told = await oneTold(w, card, () =>
      w.telnyx.desk.decline({ partId, requirementIds: [part.requirements[0]?.requirementId ?? ''], comment: hostile }),
    );
    assert.doesNotMatch(rawOf(told), /<!channel>|<https:/);
    assert.match(rawOf(told), /&lt;!channel&gt; &lt;@U0ADA&gt;/);
    assert.match(textOf(told), /…\nShortened here: the Telnyx portal has all of it/);
    assert.equal(callsOf(told, ada), 1, 'only our own call of the owner');
    assert.doesNotMatch(told.text, /<!channel>|<https:/, 'nor in what screen readers read');
    await openForm(w, ada, told);
    assert.doesNotMatch(rawOf(ada.view()), /<!channel>|<https:/);
    assert.match(textOf(ada.view()), /long long/);
  });

  it('starts the reminders anew for the new deadline', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    w.telnyx.desk.decline({ partId, requirementIds: [part.requirements[0]?.requirementId ?? ''], comment: null });
    await w.tick();
    const due = START_AT + 5 * DAY_MS;
    const reminder = await oneTold(w, card, () => w.clock.set(due - 71 * HOUR_MS));
    assert.match(textOf(reminder), /left for the DE local part: all answers must be in by 12 September 2026/);
    assert.equal(replies(w, card).at(-1)?.ts, reminder.ts);
  });
});
