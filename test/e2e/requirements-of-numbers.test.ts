import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import { askTelnyx, cardNow, modal, offeredIn, placeOrder, repliesOnce, search, textOf } from '../support/act.ts';
import {
  addAddress,
  answerAll,
  CONTACT,
  callsUnder,
  fieldsOf,
  HEAD_OFFICE,
  JANE,
  nextPage,
  oneTold,
  openForm,
  orderWithPaperwork,
  sendForm,
} from '../support/act-requirements.ts';
import { startWorld, WORLDS, type World } from '../support/start-world.ts';

type Ada = ReturnType<World['slack']['person']>;

const ADDRESS = 'Address Matching the DID Area Code (Geographic Match)';

/** One order of numbers in Berlin and Munich: one part, two areas. */
const orderInTwoCities = async (w: World, ada: Ada) => {
  const [berlin] = offeredIn(await search(w, ada, 'DE local Berlin'));
  const [munich] = offeredIn(await search(w, ada, 'DE local Munich'));
  assert.ok(berlin && munich);
  const { card } = await placeOrder(w, ada, { numbers: [berlin, munich] });
  await repliesOnce(w, card, 1);
  const [part] = w.telnyx.desk.pending();
  assert.ok(part);
  return { card, part, berlin, munich };
};

type Held = { phone_number: string; regulatory_requirements: { requirement_id: string; field_value: string | null }[] };

/** What Telnyx holds for one number of a part. */
const heldFor = async (w: World, on: { part: DeskPart; phoneNumber: string; name: string }): Promise<string | null> => {
  const id = on.part.requirements.find(({ name }) => name === on.name)?.requirementId;
  const { body } = await askTelnyx(w, { path: `/number_orders/${on.part.orderId}` });
  const { phone_numbers: numbers } = body.data as { phone_numbers: Held[] };
  const number = numbers.find((each) => each.phone_number === on.phoneNumber);
  return number?.regulatory_requirements.find((each) => each.requirement_id === id)?.field_value ?? null;
};

describe('what is bound to an area', () => {
  for (const { name, ...world } of WORLDS.slice(0, 2))
    it(`is asked once for each city of a part, and sent number by number, ${name}`, async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part, berlin, munich } = await orderInTwoCities(w, ada);
      const first = await openForm(w, ada, cardNow(w, card));
      assert.match(textOf(first), new RegExp(`${ADDRESS.replaceAll(/[()]/g, '\\$&')} \\(Berlin\\)`));
      await ada.fill({ [CONTACT]: JANE });
      const keys = part.requirements.find(({ name: named }) => named === ADDRESS)?.requirementId ?? '';
      await ada.click({ actionId: 'requirements:add-address', value: `${keys}@Berlin` });
      await modal(w, ada, { id: 'address:submit' });
      await ada.submit(HEAD_OFFICE);
      await modal(w, ada, { title: 'Address saved' });
      await ada.close();
      await nextPage(w, ada, /2 of 2/);
      await ada.click({ actionId: 'requirements:add-address', value: `${keys}@Munich` });
      await modal(w, ada, { id: 'address:submit' });
      await ada.submit({ ...HEAD_OFFICE, City: 'München', 'Postal code': '80331', 'Your name for it': 'South' });
      await modal(w, ada, { title: 'Address saved' });
      await ada.close();
      const sent = await sendForm(w, ada);
      assert.match(textOf(sent), /2 of 5 sent, 3 missing/, 'München is Munich: nothing is doubted');
      const one = await heldFor(w, { part, phoneNumber: berlin, name: ADDRESS });
      const other = await heldFor(w, { part, phoneNumber: munich, name: ADDRESS });
      assert.ok(one && other && one !== other, 'each number has the address of its own city');
      assert.equal(
        callsUnder(w, 'PATCH', `/sub_number_orders/${part.partId}`),
        1,
        'what fits all goes to the whole part',
      );
      assert.equal(callsUnder(w, 'PATCH', '/number_order_phone_numbers/'), 2);
    });

  it('is doubted once where the city is another one, and sent when the person is sure', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card } = await orderWithPaperwork(w, ada);
    await openForm(w, ada, card);
    await addAddress(w, ada, { ...HEAD_OFFICE, City: 'Potsdam', 'Postal code': '14467' });
    await ada.submit();
    const asked = await modal(w, ada, { id: 'requirements:submit', says: /Please change this/ });
    assert.match(textOf(asked), /the area of Berlin, and this one is in Potsdam.*send the form again as it is/s);
    assert.match(textOf(await sendForm(w, ada)), /1 of 5 sent/);
  });
});

/** From the card to the choice of numbers, with a text typed on the way; gives the choice to tick. */
const findNumber = async (
  w: World,
  ada: Ada,
  { card, phoneNumber }: { card: Message; phoneNumber: string },
): Promise<string> => {
  await openForm(w, ada, card);
  await ada.fill({ [CONTACT]: JANE });
  await ada.click({ text: 'Only some numbers…' });
  await modal(w, ada, { id: 'numbers:submit' });
  const [offered] = await ada.suggest('field:numbers', phoneNumber.slice(-5));
  assert.ok(offered);
  return offered.value;
};

describe('answers for some numbers only', () => {
  it('leave the others as they are, and the part shows that its numbers differ', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part } = await orderWithPaperwork(w, ada, { count: 3 });
    const [first = '', second = ''] = part.phoneNumbers;
    const chosen = await findNumber(w, ada, { card, phoneNumber: first });
    await ada.submit({ Numbers: [chosen] });
    await modal(w, ada, { title: 'Numbers chosen', says: /Only for 1 number of 3/ });
    await ada.close();
    const form = await modal(w, ada, { id: 'requirements:submit', says: /Only for 1 number of 3/ });
    assert.match(textOf(form), /Jane Doe/, 'what was typed stays');
    assert.match(textOf(await sendForm(w, ada)), /1 of 5 sent \(1 not for every number\), 5 missing/);
    assert.equal(await heldFor(w, { part, phoneNumber: first, name: CONTACT }), JANE);
    assert.equal(await heldFor(w, { part, phoneNumber: second, name: CONTACT }), null);
  });

  it('never go to all of them when Telnyx does not answer to the choice', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part } = await orderWithPaperwork(w, ada, { count: 3 });
    const [first = '', second = ''] = part.phoneNumbers;
    const chosen = await findNumber(w, ada, { card, phoneNumber: first });
    const isBack = w.telnyx.faults.on({ kind: 'server-error', method: 'GET' });
    await ada.submit({ Numbers: [chosen] });
    await modal(w, ada, { id: 'numbers:submit', says: /Telnyx is not answering/ });
    isBack();
    await ada.close();
    await sendForm(w, ada);
    assert.equal(await heldFor(w, { part, phoneNumber: first, name: CONTACT }), JANE);
    assert.equal(await heldFor(w, { part, phoneNumber: second, name: CONTACT }), null, 'the choice was kept');
  });

  it('that were declined on two of three are named so, and approved ones are never sent again', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part } = await orderWithPaperwork(w, ada, { count: 3 });
    await answerAll(w, ada, card);
    const contact = part.requirements.find(({ name }) => name === CONTACT)?.requirementId ?? '';
    const [good = '', ...bad] = part.phoneNumbers;
    w.telnyx.desk.approve({ partId: part.partId, requirementIds: [contact], numbers: [good] });
    const told = await oneTold(w, card, () =>
      w.telnyx.desk.decline({ partId: part.partId, requirementIds: [contact], numbers: bad, comment: 'Who is this?' }),
    );
    const form = await openForm(w, ada, told);
    assert.ok(fieldsOf(form).some((label) => label === `${CONTACT} (declined on 2 of 3 numbers)`));
    assert.match(textOf(cardNow(w, card)), /its numbers differ/);
    const before = callsUnder(w, 'PATCH', `/sub_number_orders/${part.partId}`);
    await ada.fill({ [`${CONTACT} (declined on 2 of 3 numbers)`]: 'Jane Doe, Acme GmbH, +49 30 7654321' });
    await sendForm(w, ada);
    assert.equal(callsUnder(w, 'PATCH', `/sub_number_orders/${part.partId}`), before, 'not the whole part');
    assert.equal(callsUnder(w, 'PATCH', '/number_order_phone_numbers/'), 2, 'the two that were declined');
    assert.equal(await heldFor(w, { part, phoneNumber: good, name: CONTACT }), JANE);
  });
});

describe('what only the end user can do', () => {
  it('gets a link to hand over, which stands nowhere but in the form, and is asked after while it is not done', async (t) => {
    const w = await startWorld(t);
    const ada = w.slack.person('ada');
    const { card, part } = await orderWithPaperwork(w, ada, { text: 'AU mobile' });
    await openForm(w, ada, card);
    await nextPage(w, ada, /2 of 2/);
    const told = await oneTold(w, card, async () => {
      await ada.click({ text: 'Make the link' });
      await modal(w, ada, { id: 'link:submit' });
      await ada.submit({ 'First name of the end user': 'Ruby', 'Last name of the end user': 'Walsh' });
      await modal(w, ada, { title: 'A link for the end user', says: /send it to the end user, and to nobody else/ });
    });
    const link = /https:\/\/[^\s`]+/.exec(textOf(ada.view()))?.[0];
    assert.ok(link, textOf(ada.view()));
    assert.match(textOf(told), /made the link for Australia mobile ID verification/);
    assert.match(textOf(cardNow(w, card)), /ID verification \(Onfido\): link made by .*not done yet/);
    for (const text of [JSON.stringify(w.slack.messages(card.channel)), w.logLines.join('\n')])
      assert.ok(!text.includes(link), 'the link is in no message and no log');
    await ada.close({ all: true });

    const reminded = await oneTold(w, card, () => w.clock.advance(49 * 3_600_000));
    assert.match(textOf(reminded), /The end user has not done Australia mobile ID verification \(Onfido\) yet/);

    await openForm(w, ada, cardNow(w, card));
    await nextPage(w, ada, /2 of 2/);
    await ada.click({ text: 'Show the link' });
    const again = await modal(w, ada, { title: 'A link for the end user', says: /nobody else/ });
    assert.ok(textOf(again).includes(link), 'it can be shown again');

    const action = part.requirements.find(({ fieldType }) => fieldType === 'action')?.requirementId ?? '';
    w.telnyx.desk.doAction({ partId: part.partId, requirementId: action });
    await w.tick();
    await w.clock.advance(15 * 60_000);
    assert.match(textOf(cardNow(w, card)), /ID verification \(Onfido\): done by the end user/);
  });
});
