import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Fault } from '../../src/sandbox/telnyx/faults.ts';
import {
  buttonsOf,
  callsTo,
  cardNow,
  cards,
  modal,
  openOrderForm,
  ordersAtTelnyx,
  placeOrder,
  replies,
  repliesOnce,
  searchAndSelect,
  submitOrder,
  textOf,
} from '../support/act.ts';
import { startWorld, WORLDS } from '../support/start-world.ts';

const MINUTE_MS = 60_000;
const POST = { method: 'POST', path: '/number_orders' };

/** A form that is filled by Telnyx's prices and waits for Submit. */
const withForm = async (
  t: TestContext,
  { count = 1, ...options }: NonNullable<Parameters<typeof startWorld>[1]> & { count?: number } = {},
) => {
  const world = await startWorld(t, options);
  const ada = world.slack.person('ada');
  return { world, ada, ...(await openOrderForm(world, ada, { count })) };
};

for (const { name, ...kind } of WORLDS) {
  describe(`when Telnyx takes an order and its answer is lost, ${name}`, () => {
    it('says that it is being checked, and how it went by the next poll', async (t) => {
      const { world, ada } = await withForm(t, kind);
      world.telnyx.faults.on({ kind: 'no-answer-after-commit', ...POST, times: 1 });
      const { card, done } = await submitOrder(world, ada, { values: { Reference: 'Lost answer' } });
      assert.equal(done.title.text, 'Checking');
      assert.match(
        textOf(done),
        /it is not known yet whether it took the order\. Please do not order these numbers again/,
      );
      assert.match(textOf(card), /Checking\. Telnyx did not answer in time/);
      assert.deepEqual(buttonsOf(card), ['Check now']);
      await world.tick();
      const [first] = await repliesOnce(world, card, 1);
      assert.match(textOf(first ?? null), /The DE local part needs 5 answers/);
      assert.match(textOf(cardNow(world, card)), /Waiting for you: DE local part\./);
      assert.deepEqual([callsTo(world, 'POST', '/number_orders'), (await ordersAtTelnyx(world)).length], [1, 1]);
      assert.equal(cards(world).length, 1);
    });
  });
}

describe('an order whose outcome is unclear', () => {
  it('is also one whose answer hangs until the client gives up', async (t) => {
    const { world, ada } = await withForm(t, { telnyxTimeoutMs: 300 });
    world.telnyx.faults.on({ kind: 'no-answer-after-commit', how: 'hanging', ...POST, times: 1 });
    const { card, done } = await submitOrder(world, ada);
    assert.equal(done.title.text, 'Checking');
    await ada.click({ text: 'Check now', in: card });
    await world.slack.waitFor(() => /Waiting for you/.test(textOf(cardNow(world, card))));
    assert.equal((await ordersAtTelnyx(world)).length, 1);
  });

  it('is not placed when Telnyx shows none for ten minutes, and can be placed again, once', async (t) => {
    const { world, ada } = await withForm(t);
    world.telnyx.faults.on({ kind: 'dropped', ...POST, times: 1 });
    const { card } = await submitOrder(world, ada, { values: { Reference: 'Dropped' } });
    await ada.close();
    await world.clock.advance(9 * MINUTE_MS);
    assert.match(textOf(cardNow(world, card)), /Checking\./);
    await world.clock.advance(MINUTE_MS);
    assert.match(
      textOf(cardNow(world, card)),
      /Not placed\. Telnyx has no such order and offers the numbers again\.\nNothing was ordered\./,
    );
    const [told] = await repliesOnce(world, card, 1);
    assert.match(textOf(told ?? null), /@U0ADA The order was not placed: Telnyx has no such order/);
    assert.deepEqual(buttonsOf(told ?? null), ['Place again']);
    await Promise.all([1, 2].map(() => ada.click({ text: 'Place again', in: cardNow(world, card) })));
    const titles = () => ada.views().map(({ title }) => title.text);
    await world.slack.waitFor(() => titles().length > 0 && !titles().includes('Place again'));
    assert.ok(
      titles().every((title) => title === 'Ordered' || title === 'Already sent'),
      titles().join(),
    );
    await world.slack.waitFor(() => cards(world).length === 2);
    const [order, ...others] = await ordersAtTelnyx(world);
    assert.match(order?.customer_reference ?? '', /^Dropped · nd-\w+$/);
    assert.deepEqual(others, []);
    assert.equal(cards(world).length, 2, 'the new order has a card of its own');
  });
});

describe('a number that is gone', () => {
  it('is named, others are offered, and the rest can be ordered', async (t) => {
    const { world, ada, numbers } = await withForm(t, { count: 3 });
    world.telnyx.faults.numberGone(numbers[1] ?? '');
    await ada.submit({ Reference: 'Gone' });
    const form = await modal(world, ada, { says: /no longer for sale/ });
    assert.match(
      textOf(form),
      /\+49 30 20015838 is no longer for sale\. Nothing was ordered\. You can order the other 2/,
    );
    assert.match(textOf(form), /Total: upfront \$2\.00/);
    assert.match(textOf(form), /Reference \(optional\): Gone/);
    assert.equal(form.submit?.text, 'Order the other 2');
    const values = { 'Take any of these as well?': ['+493020031676'] };
    const { card } = await submitOrder(world, ada, { values });
    assert.match(textOf(card), /\+49 30 20007919, \+49 30 20023757 and \+49 30 20031676/);
    assert.equal((await ordersAtTelnyx(world)).length, 1);
  });

  it('is found out even when only Telnyx knows, at the last moment', async (t) => {
    const { world, ada } = await withForm(t);
    const gone = { code: '85001', title: 'Phone numbers not available', detail: 'no longer available for purchase' };
    world.telnyx.faults.on({ kind: 'refused', ...gone, ...POST, times: 1 });
    await ada.submit({ Reference: 'Gone' });
    const form = await modal(world, ada, { id: 'order:submit', says: /Numbers gone/ });
    assert.match(textOf(form), /no longer for sale; nothing was ordered/);
    assert.equal((await submitOrder(world, ada)).done.title.text, 'Ordered');
  });
});

describe('an order form that is submitted', () => {
  it('asks again when a price has risen since it was seen', async (t) => {
    const { world, ada } = await withForm(t);
    world.telnyx.faults.pricesRise(1.5);
    await ada.submit({ Reference: 'Risen' });
    const form = await modal(world, ada, { says: /A price has risen/ });
    assert.match(textOf(form), /Nothing was ordered\. Submit again if the new price is fine:/);
    assert.match(textOf(form), /• \+49 30 20007919: \$1\.00, now \$1\.50/);
    assert.match(textOf(form), /Total: upfront \$1\.50, then \$1\.50 a month\./);
    assert.equal(callsTo(world, 'POST', '/number_orders'), 0);
    assert.equal((await submitOrder(world, ada)).done.title.text, 'Ordered');
  });

  it('is sent once more when Telnyx wants the numbers searched first', async (t) => {
    const { world, ada } = await withForm(t);
    const refusal = { code: '85000', title: 'Must search phone number via search API first', detail: 'search first' };
    world.telnyx.faults.on({ kind: 'refused', ...refusal, ...POST, times: 1 });
    assert.equal((await submitOrder(world, ada)).done.title.text, 'Ordered');
    assert.equal(callsTo(world, 'POST', '/number_orders'), 2);
    assert.equal((await ordersAtTelnyx(world)).length, 1);
  });

  const REFUSALS: { why: string; fault: Fault | 'funds'; says: RegExp }[] = [
    {
      why: 'the balance is too low',
      fault: 'funds',
      says: /Not enough balance\n.*Ask whoever pays for the account to top/,
    },
    {
      why: 'the key is refused',
      fault: { kind: 'key-refused' },
      says: /Ask whoever runs numberdesk to check TELNYX_API/,
    },
    { why: 'only the order is refused', fault: { kind: 'key-refused', ...POST }, says: /\(code 10009\)\. Ask whoever/ },
    {
      why: 'Telnyx asks to wait',
      fault: { kind: 'rate-limited', ...POST },
      says: /slow down; nothing was changed\. Try again/,
    },
  ];
  for (const { why, fault, says } of REFUSALS) {
    it(`comes back with what to do, as it was typed, when ${why}`, async (t) => {
      const { world, ada } = await withForm(t);
      if (fault === 'funds') world.telnyx.faults.insufficientFunds(true);
      else world.telnyx.faults.on(fault);
      await ada.submit({ Reference: 'Refused' });
      const form = await modal(world, ada, { id: 'order:submit', says });
      assert.equal(form.state.values['order:reference']?.['field:value']?.value ?? null, 'Refused');
      world.telnyx.faults.clear();
      assert.deepEqual([cards(world), await ordersAtTelnyx(world)], [[], []]);
      assert.equal((await submitOrder(world, ada)).done.title.text, 'Ordered');
    });
  }

  it('is filled although Telnyx is busy: reads are tried again', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const { results } = await searchAndSelect(world, ada, 'DE local Berlin');
    world.telnyx.faults.on({ kind: 'server-error', status: 503, method: 'GET', times: 2 });
    await ada.click({ actionId: 'search:order', in: results });
    assert.match(textOf(await modal(world, ada, { id: 'order:submit' })), /Total: upfront \$1\.00/);
  });

  it('cannot be filled while Telnyx is down, which is said in its place', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const { results } = await searchAndSelect(world, ada, 'DE local Berlin');
    world.telnyx.faults.on({ kind: 'dropped' });
    await ada.click({ actionId: 'search:order', in: results });
    const told = await modal(world, ada, { title: 'Telnyx is not answering' });
    assert.match(textOf(told), /could not be reached, so nothing was changed\. Try again in a minute\./);
  });
});

describe('an order while Slack is down', () => {
  it('loses nothing and posts nothing twice', async (t) => {
    const { world, ada } = await withForm(t);
    world.slack.faults.fail({ method: 'chat.postMessage', times: 3, drop: 'before' });
    await ada.submit({ Reference: 'Slack is down' });
    await modal(world, ada, { title: 'Ordered' });
    assert.deepEqual(cards(world), []);
    await world.clock.advance(5 * MINUTE_MS);
    await world.tick();
    await world.tick();
    await world.tick();
    const [card, ...others] = await world.slack.waitFor(() => cards(world));
    assert.deepEqual(others, []);
    assert.equal(replies(world, card ?? assert.fail()).length, 1);
    assert.equal((await ordersAtTelnyx(world)).length, 1);
  });

  it('says in the form that the order is placed', async (t) => {
    const { world, ada } = await withForm(t);
    world.slack.faults.fail({ method: 'chat.postMessage', times: 3, status: 503 });
    await ada.submit({ Reference: 'Slack is down' });
    const done = await modal(world, ada, { title: 'Ordered' });
    assert.match(textOf(done), /1 number ordered\. Slack has not taken the card yet: it will be posted in #C0TELECOM/);
  });
});

it('a second order goes on when the first one’s card could not be posted', async (t) => {
  const { world, ada } = await withForm(t);
  world.slack.faults.fail({ method: 'chat.postMessage', times: 1, error: 'internal_error' });
  await ada.submit({ Reference: 'First' });
  await modal(world, ada, { id: '' });
  await ada.close();
  await placeOrder(world, ada, { reference: 'Second' });
  await world.tick();
  await world.slack.waitFor(() => cards(world).length === 2);
});
