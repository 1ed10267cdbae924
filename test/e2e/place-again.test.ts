import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  askTelnyx,
  cardNow,
  modal,
  openOrderForm,
  ordersAtTelnyx,
  replies,
  submitOrder,
  textOf,
} from '../support/act.ts';
import { callsOf } from '../support/act-requirements.ts';
import { HOUR_MS, startWorld, WORLDS } from '../support/start-world.ts';

const TEN_MINUTES_MS = 600_000;

it('two people who both place an order again, and are both asked about its price, order it once', async (t) => {
  const world = await startWorld(t);
  const [ada, ben] = [world.slack.person('ada'), world.slack.person('ben')];
  await openOrderForm(world, ada);
  world.telnyx.faults.on({ kind: 'dropped', method: 'POST', path: '/number_orders', times: 1 });
  const { card } = await submitOrder(world, ada, { values: { Reference: 'Asked twice' } });
  await ada.close();
  await world.clock.advance(TEN_MINUTES_MS);
  world.telnyx.faults.pricesRise(1.5);
  for (const person of [ada, ben]) {
    await person.click({ text: 'Place again', in: cardNow(world, card) });
    await modal(world, person, { says: /A price has risen/ });
  }
  const endings: string[] = [];
  for (const person of [ada, ben]) {
    await person.submit();
    endings.push((await modal(world, person, { id: '' })).title.text);
  }
  assert.deepEqual(endings, ['Ordered', 'Already sent']);
  assert.equal((await ordersAtTelnyx(world)).length, 1);
});

for (const { name, ...given } of WORLDS)
  it(`an order that nobody can find at Telnyx is ended by whoever looked in the portal, ${name}`, async (t) => {
    const world = await startWorld(t, given);
    const ada = world.slack.person('ada');
    await openOrderForm(world, ada);
    world.telnyx.faults.on({ kind: 'dropped', method: 'POST', path: '/number_orders', times: 1 });
    const { card } = await submitOrder(world, ada, { values: { Reference: 'Lost' } });
    await ada.close();
    const [phone_number] = textOf(card).match(/\+49[\d ]+\d/) ?? [];
    const body = { phone_numbers: [{ phone_number: phone_number?.replaceAll(' ', '') }], customer_reference: 'Portal' };
    await askTelnyx(world, { method: 'POST', path: '/number_orders', body });
    await world.clock.advance(HOUR_MS + TEN_MINUTES_MS);
    assert.match(textOf(cardNow(world, card)), /Telnyx shows no order with this reference/);
    const [told, ...others] = replies(world, card);
    assert.ok(told && others.length === 0, world.slack.screen());
    assert.match(textOf(told), /Look for it among the orders in the Telnyx portal/);
    assert.equal(callsOf(told, ada), 1);
    await ada.click({ text: 'Not placed', in: told });
    const ended = await world.slack.waitFor(() => replies(world, card)[1], { what: 'the end of it' });
    assert.match(textOf(ended), /The order was not placed:.*Nothing was ordered\. @U0ADA ended it/s);
    await ada.click({ text: 'Not placed', in: told });
    await ada.click({ text: 'Place again', in: cardNow(world, card) });
    await modal(world, ada, { id: 'order:submit', says: /no longer|gone|sold/ });
    assert.deepEqual(
      (await ordersAtTelnyx(world)).map(({ customer_reference }) => customer_reference),
      ['Portal'],
    );
    assert.equal(replies(world, card).length, 2, 'a second press says nothing again');
  });
