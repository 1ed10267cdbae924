import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elementsOf } from '../../src/sandbox/slack/elements.ts';
import { buttonsOf, clickForAnswer, command, modal, ordersAtTelnyx, placeOrder, textOf } from '../support/act.ts';
import { DAY_MS, HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';

const carriedBy = (element: Record<string, unknown> | undefined): string => String(element?.value ?? '');

/** Ada's order is due a day before Ben's. */
const withTwoOrders = async (world: World) => {
  const [ada, ben] = [world.slack.person('ada'), world.slack.person('ben')];
  const first = await placeOrder(world, ada, { reference: 'Berlin office' });
  await world.clock.advance(DAY_MS);
  const second = await placeOrder(world, ben, { text: 'GB local London', reference: 'London office' });
  return { ada, ben, first, second };
};

for (const { name, ...kind } of WORLDS) {
  describe(`open orders ${name}`, () => {
    it('are listed soonest first, mine alone on request, each with the button for it', async (t) => {
      const world = await startWorld(t, kind);
      const { ada, ben } = await withTwoOrders(world);
      const all = textOf(await command(world, ben, 'orders'));
      assert.match(all, /^2 open orders, soonest deadline first\./);
      assert.match(all, /1 number, DE local · Berlin office · nd-\w+ · @U0ADA\nWaiting for you: DE local part\./);
      assert.ok(all.indexOf('Berlin office') < all.indexOf('London office'));
      const mine = await command(world, ada, 'orders mine');
      assert.match(textOf(mine), /^Your open orders: 1, soonest deadline first\./);
      assert.doesNotMatch(textOf(mine), /London office/);
      await ada.click({ text: 'Provide details', in: mine });
      await modal(world, ada, { id: 'requirements:submit' });
    });

    it('stand in the App Home, mine first', async (t) => {
      const world = await startWorld(t, kind);
      const { ben } = await withTwoOrders(world);
      await ben.openHome();
      const home = textOf(await world.slack.waitFor(() => ben.home()));
      const places = ['Your open orders (1)', 'London office', 'Orders of others (1)', 'Berlin office'];
      const found = places.map((words) => home.indexOf(words));
      assert.deepEqual(
        found,
        found.toSorted((a, b) => a - b),
        home,
      );
      assert.ok(!found.includes(-1), home);
      const [own] = elementsOf(ben.home()?.blocks ?? []).filter(
        ({ element }) => element.text && carriedBy(element) !== '',
      );
      await ben.click({ text: 'Provide details', value: carriedBy(own?.element), in: 'home' });
      assert.match(textOf(await modal(world, ben, { id: 'requirements:submit' })), /GB local|Business Use Case/);
      await ben.close();
      await ben.click({ text: 'Requirement groups', in: 'home' });
      const groups = await world.slack.waitFor(() => world.slack.messages('D0BEN').at(-1));
      assert.match(textOf(groups), /requirement group/i);
    });
  });
}

it('orders are listed by deadline, not by age', async (t) => {
  const world = await startWorld(t);
  const { ada, second } = await withTwoOrders(world);
  const late = world.telnyx.desk.pending().find(({ phoneNumbers }) => phoneNumbers.includes(second.numbers[0] ?? ''));
  const { partId } = late ?? assert.fail('the London part is pending');
  world.telnyx.desk.moveDeadline({ partId, deadlineAt: world.clock.now() + 2 * DAY_MS });
  await world.clock.advance(HOUR_MS);
  await ada.openHome();
  const home = await world.slack.waitFor(() => ada.home());
  assert.match(textOf(home), /London office.*\n.*The deadline is 10 September 2026 at 08:00 UTC \(47 hours left\)/);
  const all = textOf(await command(world, ada, 'orders'));
  assert.ok(all.indexOf('London office') < all.indexOf('Berlin office'), all);
});

describe('an order is shown', () => {
  it('by its id, the beginning of it, its number or its part, to anyone of the team', async (t) => {
    const world = await startWorld(t);
    const { ben, first } = await withTwoOrders(world);
    const order = (await ordersAtTelnyx(world)).find(({ customer_reference: reference }) => /Berlin/.test(reference));
    assert.ok(order);
    const part = order.sub_number_orders_ids[0] ?? '';
    for (const text of [order.id, order.id.slice(0, 8), first.numbers[0] ?? '', '+49 30 20007919', part]) {
      const shown = await command(world, ben, `show ${text}`);
      assert.match(textOf(shown), /^Order: 1 number, DE local\nWaiting for you: DE local part\./, text);
      assert.match(textOf(shown), /Reference: Berlin office/);
      assert.deepEqual(buttonsOf(shown), ['Provide details', 'Reply', 'Ask for more time'], text);
    }
  });

  it('as it stands at Telnyx when it was made elsewhere, by its full id or that of its part', async (t) => {
    const world = await startWorld(t);
    const parts = [{ country: 'GB', numberType: 'local', count: 2 }];
    const { orderId, partIds } = world.telnyx.desk.addOrder({ reference: 'Portal <order>', parts });
    for (const id of [orderId, partIds[0] ?? '']) {
      const shown = textOf(await command(world, world.slack.person('ada'), `show ${id}`));
      assert.match(shown, /^Order of 2 numbers, made outside numberdesk, .* pending · reference: Portal <order>/);
      assert.match(shown, /GB local part · 0 of 7 answered · all answers by 17 September 2026/);
      assert.match(shown, /numberdesk does not follow this order/);
    }
  });

  for (const text of ['zzzz', '+493012345678', '6a09cc1a-8e38-4d56-9b6c-1f1d1a2b3c4d']) {
    it(`or said not to exist, with how to find it: ${text}`, async (t) => {
      const world = await startWorld(t);
      const said = textOf(await command(world, world.slack.person('ada'), `show ${text}`));
      assert.ok(said.startsWith(`No order matches “${text}”.`), said);
      assert.match(said, /\/numbers orders lists what is open\.$/);
    });
  }
});

describe('the paperwork of a place', () => {
  it('is shown before anyone buys, and as a list to copy', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    const paperwork = await command(world, ada, 'requirements DE local');
    assert.match(textOf(paperwork), /^DE local: 5 requirements\. Number Ops at Telnyx checks each/);
    assert.match(
      textOf(paperwork),
      /2\. Proof of address \(a document\)\nA recent bill.*\nExample: Utility bill\nAge: /,
    );
    const list = await clickForAnswer(world, ada, { text: 'Copy as a list for the customer', in: paperwork });
    assert.match(textOf(list), /ready to copy:\nFor DE local phone numbers we need from you:\n1\. Contact information/);
    assert.match(JSON.stringify(list.blocks), /```/);
  });

  for (const [text, says] of [
    ['requirements', /For which country and type\?\nFor example: \/numbers requirements DE local/],
    ['requirements Atlantis local', /“Atlantis local” names no country\./],
    ['requirements US local', /US local: no paperwork\./],
    ['requirements Switzerland local', /takes an order only with a requirement group/],
  ] as const) {
    it(`is answered for “${text}”`, async (t) => {
      const world = await startWorld(t);
      assert.match(textOf(await command(world, world.slack.person('ada'), text)), says);
    });
  }
});

describe('words that are no command', () => {
  it('are explained: none, and help', async (t) => {
    const world = await startWorld(t);
    const ada = world.slack.person('ada');
    for (const text of ['', 'help']) {
      const help = await command(world, ada, text);
      for (const name of ['search', 'order', 'orders', 'show', 'requirements'])
        assert.match(textOf(help), new RegExp(`^/numbers ${name}\\b`, 'm'));
      assert.deepEqual(buttonsOf(help), ['Search numbers', 'Open orders']);
      await ada.click({ text: 'Search numbers', in: help });
      await modal(world, ada, { id: 'search:submit' });
      await ada.close();
      assert.match(textOf(await clickForAnswer(world, ada, { text: 'Open orders', in: help })), /no open orders/);
    }
  });

  it('are answered with the nearest one, which is not run', async (t) => {
    const world = await startWorld(t);
    const said = textOf(await command(world, world.slack.person('ada'), 'serach DE local'));
    assert.match(said, /There is no command “serach”\. Did you mean search\?\n\/numbers search \[country\]/);
    assert.deepEqual(world.telnyx.calls, []);
  });

  for (const [word, says, text] of [
    ['cancel', 'Which part do you want to cancel?', 'Cancel this part'],
    ['comment', 'About which part do you want to write to Number Ops?', 'Reply'],
    ['fill', 'Which part do you want to send details for?', 'Provide details'],
  ] as const) {
    it(`list my open orders with the button for it: ${word}`, async (t) => {
      const world = await startWorld(t);
      const { ada } = await withTwoOrders(world);
      const listed = await command(world, ada, word);
      assert.ok(textOf(listed).startsWith(says), textOf(listed));
      assert.match(textOf(listed), /DE local part, 1 number · Berlin office/);
      assert.deepEqual(buttonsOf(listed), [text]);
    });
  }
});

it('the message shortcut outside an order’s thread is answered', async (t) => {
  const world = await startWorld(t);
  const ada = world.slack.person('ada');
  const message = await ada.say('Who knows about Berlin?');
  await ada.shortcut('comment:send', message);
  const told = await modal(world, ada, { title: 'Not found' });
  assert.match(textOf(told), /That message is not in the thread of an order .* Use the shortcut on a message inside/);
  assert.equal(told.submit, null);
});

it('an order that is over leaves the list, and Home says that nothing is open', async (t) => {
  const world = await startWorld(t);
  const ada = world.slack.person('ada');
  await placeOrder(world, ada, { text: 'US local Chicago' });
  await world.clock.advance(HOUR_MS);
  assert.match(textOf(await command(world, ada, 'orders mine')), /You have no open orders\./);
  await ada.openHome();
  assert.match(textOf(await world.slack.waitFor(() => ada.home())), /Your open orders \(0\)\nNothing is open\./);
});
