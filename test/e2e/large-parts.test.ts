import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonDriver } from '../../src/sandbox/slack/person.ts';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import type { PaperworkState } from '../../src/sandbox/telnyx/order-elsewhere.ts';
import { askTelnyx, cardNow, cards, command, modal, repliesOnce, textOf } from '../support/act.ts';
import {
  CONTACT,
  callsUnder,
  fieldsOf,
  HEAD_OFFICE,
  JANE,
  nextPage,
  oneTold,
  openForm,
  pdfFile,
  sendForm,
} from '../support/act-requirements.ts';
import { startWorld, WORLDS, type World } from '../support/start-world.ts';

const COUNT = 120;
const ADDRESS = 'Address Matching the DID Area Code (Geographic Match)';

type Followed = { card: Message; part: DeskPart };

/** A part of 120 numbers, Berlin and Munich in turn, that was ordered elsewhere and is followed here. */
const followLarge = async (
  w: World,
  person: PersonDriver,
  given: { cities?: string[]; paperwork?: PaperworkState } = {},
): Promise<Followed> => {
  const { orderId, partIds } = w.telnyx.desk.addOrder({
    reference: 'Call centre',
    parts: [{ country: 'DE', numberType: 'local', count: COUNT, cities: ['Berlin', 'Munich'], ...given }],
  });
  await command(w, person, `watch ${orderId}`);
  const [card] = cards(w);
  assert.ok(card);
  await repliesOnce(w, card, 1);
  return { card, part: w.telnyx.desk.part(partIds[0] ?? '') };
};

type Held = { phone_number: string; regulatory_requirements: { requirement_id: string; field_value: string | null }[] };

/** What Telnyx holds of one requirement, by number. */
const heldBy = async (w: World, part: DeskPart, name: string): Promise<Map<string, string | null>> => {
  const id = part.requirements.find((each) => each.name === name)?.requirementId;
  const { body } = await askTelnyx(w, { path: `/number_orders/${part.orderId}` });
  const { phone_numbers: numbers } = body.data as { phone_numbers: Held[] };
  const valueAt = ({ regulatory_requirements: all }: Held): string | null =>
    all.find((each) => each.requirement_id === id)?.field_value ?? null;
  return new Map(numbers.map((number) => [number.phone_number, valueAt(number)]));
};

/** In the form that is open: the answers are for these numbers only. */
const chooseNumbers = async (w: World, person: PersonDriver, phoneNumbers: string[]): Promise<void> => {
  await person.click({ text: 'Only some numbers…' });
  await modal(w, person, { id: 'numbers:submit' });
  const chosen: string[] = [];
  for (const phoneNumber of phoneNumbers) {
    const [offered] = await person.suggest('field:numbers', phoneNumber.slice(1));
    assert.ok(offered, `${phoneNumber} is offered`);
    chosen.push(offered.value);
    await person.fill({ Numbers: chosen });
  }
  await person.submit();
  await modal(w, person, { title: 'Numbers chosen' });
  await person.close();
  await modal(w, person, { id: 'requirements:submit', says: new RegExp(`Only for ${chosen.length} numbers? of`) });
};

const addAddressIn = async (w: World, person: PersonDriver, values: Record<string, string>): Promise<void> => {
  await person.click({ actionId: 'requirements:add-address' });
  await modal(w, person, { id: 'address:submit' });
  await person.submit({ ...HEAD_OFFICE, ...values });
  await modal(w, person, { title: 'Address saved' });
  await person.close();
};

for (const { name, ...world } of WORLDS.slice(0, 2))
  describe(`a part of ${COUNT} numbers, of which Telnyx details fifty, ${name}`, () => {
    it('is answered at once for all of them, activated, and told in one message', async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part } = await followLarge(w, ada, { cities: ['Berlin'] });
      assert.match(textOf(await openForm(w, ada, card)), /These answers apply to all its 120 numbers\./);
      await ada.fill({
        [CONTACT]: JANE,
        'Proof of address': pdfFile(ada, 'bill.pdf'),
        'Company registration certificate': pdfFile(ada, 'register.pdf'),
        'Executed Registration Form': pdfFile(ada, 'form.pdf'),
      });
      await addAddressIn(w, ada, {});
      await sendForm(w, ada);
      await ada.close();
      assert.equal(callsUnder(w, 'PATCH', '/sub_number_orders/'), 1);
      assert.equal(callsUnder(w, 'PATCH', '/number_order_phone_numbers/'), 0);
      const held = await heldBy(w, part, CONTACT);
      assert.equal(held.size, COUNT);
      assert.ok([...held.values()].every((value) => value === JANE));
      assert.match(textOf(cardNow(w, card)), /120 numbers · all answers are in; Number Ops reviews/);
      const told = await oneTold(w, card, () => w.telnyx.desk.approveAll(part.partId));
      assert.match(textOf(told), /The DE local part is active: (\+49 30 \d+, ){4}\+49 30 \d+ and 115 more\./);
      assert.match(textOf(cardNow(w, card)), /Complete\. All 120 numbers are active\./);
    });

    it('is answered for chosen ones, beyond the fiftieth too, and shows how its numbers differ', async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part } = await followLarge(w, ada);
      const chosen = [part.phoneNumbers[3] ?? '', part.phoneNumbers[57] ?? '', part.phoneNumbers[119] ?? ''];
      await openForm(w, ada, card);
      await chooseNumbers(w, ada, chosen);
      await ada.fill({ [CONTACT]: JANE });
      assert.match(textOf(await sendForm(w, ada)), /1 of 5 sent \(1 not for every number\), 5 missing/);
      await ada.close();
      const held = await heldBy(w, part, CONTACT);
      assert.deepEqual(
        [...held].flatMap(([phoneNumber, value]) => (value === JANE ? [phoneNumber] : [])),
        chosen,
      );

      await ada.click({ actionId: 'order:more', option: 'Show numbers…', in: cardNow(w, card) });
      const numbers = await modal(w, ada, { title: 'Numbers of this order', says: /120 numbers, 120 answers missing/ });
      assert.equal(textOf(numbers).split('· answers missing').length - 1, COUNT);
      await ada.close();
      await openForm(w, ada, cardNow(w, card));
      await chooseNumbers(w, ada, chosen.slice(1));
      assert.ok(!fieldsOf(ada.view()).includes(CONTACT), 'it is answered for these');
      await ada.close({ all: true });
    });

    it('asks the one that was declined again, though all others are active', async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part } = await followLarge(w, ada, { paperwork: 'under-review' });
      const contact = part.requirements.find((each) => each.name === CONTACT)?.requirementId ?? '';
      const [last = '', ...others] = part.phoneNumbers.toReversed();
      const told = await oneTold(w, card, () => {
        w.telnyx.desk.approve({ partId: part.partId, numbers: others });
        w.telnyx.desk.decline({
          partId: part.partId,
          numbers: [last],
          requirementIds: [contact],
          comment: 'Who is it?',
        });
      });
      assert.match(textOf(told), /119 numbers of the DE local part active/);
      assert.match(textOf(cardNow(w, card)), /its numbers differ: 119 active, 1 declined/);
      await openForm(w, ada, told);
      const field = fieldsOf(ada.view()).find((label) => label.startsWith(CONTACT));
      assert.ok(field, 'it is asked');
      await ada.fill({ [field]: JANE });
      await sendForm(w, ada);
      assert.deepEqual(
        [...(await heldBy(w, part, CONTACT))].flatMap(([phoneNumber, value]) => (value === JANE ? [phoneNumber] : [])),
        [last],
      );
      assert.equal(callsUnder(w, 'PATCH', '/number_order_phone_numbers/'), 1);
      assert.equal(callsUnder(w, 'PATCH', '/sub_number_orders/'), 0);
    });

    it('asks once for each city, and each of its numbers gets the address of its own', async (t) => {
      const w = await startWorld(t, world);
      const ada = w.slack.person('ada');
      const { card, part } = await followLarge(w, ada);
      const id = part.requirements.find((each) => each.name === ADDRESS)?.requirementId ?? '';
      const addFor = async (city: string, values: Record<string, string>): Promise<void> => {
        await ada.click({ actionId: 'requirements:add-address', value: `${id}@${city}` });
        await modal(w, ada, { id: 'address:submit' });
        await ada.submit({ ...HEAD_OFFICE, ...values });
        await modal(w, ada, { title: 'Address saved' });
        await ada.close();
      };
      await openForm(w, ada, card);
      await addFor('Berlin', {});
      await nextPage(w, ada, /2 of 2/);
      await addFor('Munich', { City: 'München', 'Postal code': '80331', 'Your name for it': 'South' });
      await sendForm(w, ada);
      const held = [...(await heldBy(w, part, ADDRESS))];
      const of = (code: string): Set<string | null> =>
        new Set(held.flatMap(([phoneNumber, value]) => (phoneNumber.startsWith(code) ? [value] : [])));
      assert.equal(of('+4930').size, 1);
      assert.equal(of('+4989').size, 1);
      assert.ok(!of('+4930').has(null) && !of('+4989').has(null));
      assert.notDeepEqual(of('+4930'), of('+4989'));
      assert.equal(callsUnder(w, 'PATCH', '/number_order_phone_numbers/'), COUNT);
      assert.doesNotMatch(textOf(ada.view()), /not for every number/);
    });
  });
