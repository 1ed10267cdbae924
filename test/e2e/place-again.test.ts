import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cardNow, modal, openOrderForm, ordersAtTelnyx, submitOrder } from '../support/act.ts';
import { startWorld } from '../support/start-world.ts';

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
