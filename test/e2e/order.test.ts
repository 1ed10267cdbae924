import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  buttonsOf,
  callsTo,
  cardNow,
  cards,
  command,
  modal,
  offeredIn,
  openOrderForm,
  ordersAtTelnyx,
  placeOrder,
  rawOf,
  replies,
  repliesOnce,
  search,
  searchAndSelect,
  submitOrder,
  textOf,
} from '../support/act.ts';
import { createFulfilledGroup } from '../support/fulfilled-group.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

const oneNumberOf = async (world: World, place: string): Promise<string> =>
  offeredIn(await search(world, world.slack.person('ada'), place))[0] ?? '';

for (const { name, ...kind } of WORLDS) {
  describe(`an order ${name}`, () => {
    it('without paperwork is active within minutes and says so once', async (t) => {
      const world = await startWorld(t, kind);
      const ada = world.slack.person('ada');
      const { form, numbers } = await openOrderForm(world, ada, { text: 'US local Chicago', count: 2 });
      assert.match(textOf(form), /\+1 312 240 7919 · Chicago, IL · upfront \$1\.00, monthly \$1\.00/);
      assert.match(textOf(form), /Total: upfront \$2\.00, then \$2\.00 a month\./);
      assert.match(textOf(form), /Orders are final: Telnyx does not refund\./);
      assert.match(textOf(form), /US local \(2 numbers\): no paperwork, active within minutes/);
      const { card, done } = await submitOrder(world, ada, { values: { Reference: 'Chicago office' } });
      assert.equal(done.title.text, 'Ordered');
      assert.match(textOf(done), /2 numbers ordered\. The card is in #C0TELECOM/);
      assert.match(textOf(card), /US local part · 2 numbers · approved, activating · Telnyx acts next/);
      assert.deepEqual(replies(world, card), []);
      await world.clock.advance(HOUR_MS);
      const [only, ...more] = await repliesOnce(world, card, 1);
      assert.deepEqual(more, []);
      assert.match(
        textOf(only ?? null),
        /The US local part is active: \+1 312 240 7919 and .*\nThe order is complete\./,
      );
      assert.match(textOf(cardNow(world, card)), /Complete\. All 2 numbers are active\./);
      const [order, ...others] = await ordersAtTelnyx(world);
      assert.deepEqual(others, []);
      assert.deepEqual(order?.phone_numbers.map((each) => each.phone_number).sort(), numbers.toSorted());
      assert.match(order?.customer_reference ?? '', /^Chicago office · nd-\w{8}$/);
    });

    it('with paperwork says what is needed, and by when', async (t) => {
      const world = await startWorld(t, kind);
      const { card } = await placeOrder(world, world.slack.person('ada'), { text: 'DE local Berlin' });
      const [first] = await repliesOnce(world, card, 1);
      assert.match(
        textOf(first ?? null),
        /The DE local part needs 5 answers before it is activated: Contact information/,
      );
      assert.match(
        textOf(first ?? null),
        /All answers must be in by 17 September 2026 at 08:00 UTC \(10 days left\)\./,
      );
      assert.deepEqual(buttonsOf(first ?? null), ['Provide details']);
      const shown = textOf(cardNow(world, card));
      assert.match(shown, /Waiting for you: DE local part\. The deadline is 17 September 2026 at 08:00 UTC/);
      assert.match(shown, /DE local part · 1 number · 0 of 5 answered · you act next/);
      assert.match(shown, /Ordered by @U0ADA, 7 September 2026 at 08:00 UTC · upfront \$1\.00, then \$1\.00 a month/);
      await world.tick();
      assert.equal(replies(world, card).length, 1, 'nothing is said twice');
    });
  });
}

describe('the order form', () => {
  it('takes numbers from the command, in any notation, in several countries', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const numbers = [];
    for (const place of ['US local Chicago', 'DE local Munich', 'GB local London'])
      numbers.push(await oneNumberOf(world, place));
    await ada.command('order +1 (312) 240-7919, 0049 89 20007919 +44 20 3100 7919');
    const form = textOf(await modal(world, ada, { id: 'order:submit' }));
    assert.match(form, /Total: upfront \$3\.00, then \$3\.00 a month\./);
    assert.match(form, /GB local \(1 number\): 7 requirements to answer before activation/);
    const { card } = await submitOrder(world, ada, { values: { Reference: 'Three countries' } });
    const [order] = await ordersAtTelnyx(world);
    assert.deepEqual(order?.phone_numbers.map((each) => each.phone_number).sort(), numbers.sort());
    assert.equal(order?.sub_number_orders_ids.length, 3);
    const shown = textOf(cardNow(world, card));
    for (const part of ['DE local part · 1 number', 'GB local part · 1 number', 'US local part · 1 number'])
      assert.ok(shown.includes(part), part);
    assert.ok(shown.indexOf('DE local part ·') < shown.indexOf('US local part ·'), 'who needs someone comes first');
  });

  for (const [text, says] of [
    ['order', /Which numbers\? Write each with its country code\.\nFor example: \/numbers order \+49/],
    ['order 12', /Not a phone number: 12\. Write each with \+ and its country code\./],
    ['order +4930', /Not a phone number: \+4930\./],
  ] as const) {
    it(`does not open for “${text}”, which is explained`, async (t) => {
      const world = await startWorld(t);
      const ada = world.slack.person('ada');
      assert.match(textOf(await command(world, ada, text)), says);
      assert.equal(ada.view(), null);
    });
  }

  it('says so when a number is not sold, and offers others', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await ada.command('order +493012345678');
    const form = await modal(world, ada, { id: 'order:submit' });
    assert.match(
      textOf(form),
      /\+49 30 12345678 is no longer for sale\. Nothing was ordered\. None of your numbers is left\./,
    );
    assert.doesNotMatch(textOf(form), /not said|Order the other 0/);
    await assert.rejects(ada.submit({}), /Please complete this required field/);
    const { card } = await submitOrder(world, ada, { values: { 'Which of these instead?': ['+493020007919'] } });
    assert.match(textOf(card), /\+49 30 20007919/);
  });
});

describe('countries that want a requirement group first', () => {
  for (const country of ['CH', 'IT']) {
    it(`take no order without one: ${country}`, async (t) => {
      const world = await startWorld(t);
      const ada = world.slack.person('ada');
      const { results } = await searchAndSelect(world, ada, `${country} local`);
      await ada.click({ actionId: 'search:order', in: results });
      const blocked = await modal(world, ada, { title: 'A group is needed first' });
      assert.match(textOf(blocked), new RegExp(`takes orders for ${country} local only with a requirement group`));
      assert.ok(buttonsOf(blocked).includes('Create a requirement group'));
      await ada.submit({ Reference: 'Zurich' });
      await modal(world, ada, { title: 'A group is needed first' });
      assert.equal(callsTo(world, 'POST', '/number_orders'), 0, '*Check again* looks for a group and orders nothing');
    });

    it(`take it with one whose values are all present: ${country}`, async (t) => {
      const world = await startWorld(t);
      const ada = world.slack.person('ada');
      await createFulfilledGroup(world, { country, reference: 'Acme papers' });
      await openOrderForm(world, ada, { text: `${country} local` });
      await assert.rejects(ada.submit({}), /required field: Requirement group/, 'never chosen for the person');
      const values = { [`Requirement group for ${country} local`]: 'Acme papers' };
      const { card, done } = await submitOrder(world, ada, { values });
      assert.equal(done.title.text, 'Ordered');
      assert.match(textOf(cardNow(world, card)), /all answers are in/);
      assert.deepEqual(replies(world, card), [], 'nothing is needed from anybody');
    });
  }
});

describe('a second order', () => {
  it('does not come of pressing Submit three times', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await openOrderForm(world, ada);
    const slow = world.telnyx.faults.on({ kind: 'slow', ms: 150, method: 'POST', path: '/number_orders' });
    await Promise.all([ada.submit({ Reference: 'Twice' }), ada.submit(), ada.submit()]);
    await world.slack.waitFor(() => cards(world).length > 0);
    slow();
    await modal(world, ada, { id: '' });
    await world.tick();
    assert.equal(cards(world).length, 1);
    assert.equal(callsTo(world, 'POST', '/number_orders'), 1);
    assert.equal((await ordersAtTelnyx(world)).length, 1);
  });

  it('is warned of when the same reference was ordered within the hour, and placed when the person goes on', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await placeOrder(world, ada, { reference: 'Berlin office' });
    await openOrderForm(world, ada);
    await ada.submit({ Reference: 'Berlin office' });
    const warned = await modal(world, ada, { says: /already/ });
    assert.match(
      textOf(warned),
      /Has this been ordered already\? @U0ADA ordered 1 number with this reference in the same country/,
    );
    assert.match(textOf(warned), /Nothing was ordered now: submit again to go on\./);
    assert.equal((await ordersAtTelnyx(world)).length, 1);
    assert.equal((await submitOrder(world, ada)).done.title.text, 'Ordered');
    assert.equal((await ordersAtTelnyx(world)).length, 2);
  });

  it('is not warned of after that hour', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    await placeOrder(world, ada, { reference: 'Berlin office' });
    await world.clock.advance(HOUR_MS + 1000);
    const { done } = await placeOrder(world, ada, { reference: 'Berlin office' });
    assert.equal(done.title.text, 'Ordered');
  });
});

it('begun in a direct message asks in which channel it will be followed', async (t) => {
  const world = await startWorld(t);
  const ada = world.slack.person('ada');
  const number = await oneNumberOf(world, 'US local Chicago');
  const { form } = await openOrderForm(world, ada, { numbers: [number], channel: 'app' });
  assert.deepEqual(form.state.values['order:channel'], {
    'field:value': { type: 'conversations_select', selected_conversation: null },
  });
});

it('a hostile reference is text everywhere, markup nowhere', async (t) => {
  const world = await startWorld(t);
  const ada = world.slack.person('ada');
  const reference = '<!channel> & <b> *x* <https://evil.example|Telnyx>';
  const { card, done } = await placeOrder(world, ada, { reference, text: 'DE local Berlin' });
  await ada.openHome();
  const home = await world.slack.waitFor(() => ada.home());
  await openOrderForm(world, ada);
  await ada.submit({ Reference: reference });
  const warned = await modal(world, ada, { says: /ordered already/ });
  const listed = await command(world, ada, 'orders');
  for (const shown of [card, done, home, warned, listed, await command(world, ada, 'cancel')]) {
    assert.match(textOf(shown), /<!channel> & <b>/);
    const mrkdwn = shown.blocks.filter((block) => block.type === 'section' || block.type === 'context');
    assert.doesNotMatch(JSON.stringify(mrkdwn), /<!channel>|<b>|<https:\/\/evil/);
  }
  assert.doesNotMatch(cardNow(world, card).text + listed.text, /<!channel>|<https:\/\/evil/);
  assert.match(rawOf(card), /&lt;!channel&gt; &amp; &lt;b&gt;/);
});
