import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aPlaceRequest, DAY_MS, HOUR_MS, MINUTE_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

type World = ReturnType<typeof createFlowsWorld>;

const READS = ['orders.get', 'subOrders.get', 'subOrders.listPending', 'orderNumbers.get', 'comments.list'];
const fail = (world: World, code: Parameters<typeof aTelnyxError>[0]): void => {
  for (const name of READS) world.life.failAlways(`telnyx.${name}`, aTelnyxError(code));
};

/** Everything of ours out of reach, as with the key of another account; `mend` brings it back. */
const exchangeAccount = (world: World, foreign: number): { mend: () => void } => {
  const { orders, parts } = world.state;
  const stranger = (at: number) => ({
    ...structuredClone(parts[0]!),
    id: `foreign-${at}`,
    orderId: 'x',
    accountId: 'other',
  });
  const kept = { orders: orders.splice(0), parts: [...parts] };
  parts.splice(0, parts.length, ...Array.from({ length: foreign }, (_, at) => stranger(at)));
  return {
    mend: () => {
      orders.push(...kept.orders);
      parts.splice(0, parts.length, ...kept.parts);
    },
  };
};

const orderSome = async (world: World, count: number): Promise<void> => {
  for (let at = 1; at <= count; at += 1)
    await world.flows.placeOrder.place(aPlaceRequest({ token: `token${at}`, reference: `Order ${at}` }));
  await world.later(2 * DAY_MS);
  world.threads.posted.length = 0;
};

const rows: { when: string; orders: number; go: (world: World) => { mend: () => void }; said: string[] }[] = [
  {
    when: 'the key is refused',
    orders: 3,
    go: (world) => {
      fail(world, 'telnyx_key_refused');
      return { mend: world.life.heal };
    },
    said: ['key-refused'],
  },
  {
    when: 'the key is one of another account, which has parts of its own',
    orders: 3,
    go: (world) => exchangeAccount(world, 4),
    said: ['other-account'],
  },
  {
    when: 'the key is one of another account, which has nothing pending',
    orders: 3,
    go: (world) => exchangeAccount(world, 0),
    said: ['orders-lost'],
  },
  {
    when: 'the list is empty though everything is pending',
    orders: 3,
    go: (world) => {
      for (const { id } of world.state.parts) world.state.unlisted.add(id);
      return { mend: () => world.state.unlisted.clear() };
    },
    said: ['list-short'],
  },
  {
    when: 'a fifth of the parts is missing from the list',
    orders: 5,
    go: (world) => {
      world.state.unlisted.add(world.state.parts[0]!.id);
      return { mend: () => world.state.unlisted.clear() };
    },
    said: ['list-short'],
  },
  {
    when: 'less than a fifth is',
    orders: 6,
    go: (world) => {
      world.state.unlisted.add(world.state.parts[0]!.id);
      return { mend: () => world.state.unlisted.clear() };
    },
    said: [],
  },
  {
    when: 'the list was cut short, which it does not say itself',
    orders: 3,
    go: (world) => {
      for (const { id } of world.state.parts) world.state.unlisted.add(id);
      world.state.isListWhole = false;
      return { mend: () => world.state.unlisted.clear() };
    },
    said: [],
  },
  {
    when: 'Telnyx answers with pages that are no answers',
    orders: 3,
    go: (world) => {
      fail(world, 'telnyx_unreadable');
      return { mend: world.life.heal };
    },
    said: [],
  },
];

describe('what would make the poll blind', () => {
  for (const { when, orders, go, said } of rows) {
    const what = said.length === 0 ? 'nobody is alarmed' : 'the admins are told at once, and once that it is over';
    it(`${when}: nothing is posted in a thread, ${what}`, async () => {
      const world = createFlowsWorld();
      await orderSome(world, orders);
      const { mend } = go(world);
      await world.later();
      assert.deepEqual(world.adminAlerts.said, said);
      for (let minutes = 0; minutes < 20; minutes += 1) await world.later();
      world.restart();
      await world.later();
      assert.deepEqual(world.adminAlerts.said, said, 'not again, not even after a restart');
      mend();
      for (let minutes = 0; minutes < 10; minutes += 1) await world.later();
      assert.deepEqual(world.adminAlerts.said, [...said, ...said.map((kind) => `${kind} over`)]);
      assert.deepEqual(world.threads.told(), []);
    });
  }

  it('is told anew when it happens anew', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    for (let times = 0; times < 2; times += 1) {
      fail(world, 'telnyx_key_refused');
      await world.later();
      world.life.heal();
      for (let minutes = 0; minutes < 5; minutes += 1) await world.later();
    }
    assert.deepEqual(world.adminAlerts.said, ['key-refused', 'key-refused over', 'key-refused', 'key-refused over']);
  });

  it('is one incident while it comes and goes', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    for (let times = 0; times < 5; times += 1) {
      fail(world, 'telnyx_key_refused');
      await world.later();
      world.life.heal();
      await world.later();
    }
    assert.deepEqual(world.adminAlerts.said, ['key-refused']);
  });

  it('is told when Telnyx has not answered for an hour, and not before', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    fail(world, 'telnyx_unreachable');
    await world.later();
    await world.later(59 * MINUTE_MS);
    assert.deepEqual(world.adminAlerts.said, []);
    await world.later();
    assert.deepEqual(world.adminAlerts.said, ['silent']);
    world.life.heal();
    for (let minutes = 0; minutes < 5; minutes += 1) await world.later();
    assert.deepEqual(world.adminAlerts.said, ['silent', 'silent over']);
  });

  it('is no silence where nothing is pending, so that nothing is asked', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    const part = world.state.parts[0]!;
    Object.assign(part, { status: 'success', deadlineAt: null });
    for (const number of part.numbers) Object.assign(number, { status: 'success', requirementsStatus: 'approved' });
    for (let times = 0; times < 5; times += 1) await world.later(HOUR_MS);
    assert.deepEqual(await world.orders.listOpen(), []);
    assert.deepEqual(world.adminAlerts.said, []);
  });

  it('is no silence of Telnyx while numberdesk itself was down', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    world.restart();
    fail(world, 'telnyx_unreachable');
    await world.later(7 * HOUR_MS);
    assert.deepEqual(world.adminAlerts.said, []);
  });

  it('does not stop reminders: with a stranger’s key they say when the account was last seen', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    exchangeAccount(world, 1);
    const seenAt = world.clock.now();
    await world.later(5 * DAY_MS);
    assert.deepEqual(world.threads.told(), [['deadline-near']]);
    const posted = world.threads.posted.find(({ kind }) => kind === 'update');
    assert.ok(posted?.kind === 'update');
    assert.equal(posted.update.lastCheckedAt, seenAt);
  });

  it('is no reason to say that an order was not placed', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'), { isDone: true });
    world.life.failNext('telnyx.orders.findByReference', aTelnyxError('telnyx_unreachable'));
    const place = aPlaceRequest({ token: 'unclear', reference: 'Unclear', phoneNumbers: ['+4930901820002'] });
    await world.flows.placeOrder.place(place);
    exchangeAccount(world, 1);
    await world.later(HOUR_MS);
    await world.later(HOUR_MS);
    assert.equal(world.orders.all().find(({ key }) => key === 'unclear')?.state, 'unclear');
  });

  it('does not happen when the key is exchanged for another of the same account', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 2);
    world.restart();
    await world.later();
    const activated = world.state.parts[0]!;
    Object.assign(activated, { status: 'success', deadlineAt: null });
    for (const number of activated.numbers)
      Object.assign(number, { status: 'success', requirementsStatus: 'approved' });
    await world.later();
    assert.deepEqual(world.adminAlerts.said, []);
    assert.deepEqual(world.threads.told(), [['part-activated', 'order-complete']]);
  });

  it('does not keep the threads waiting when Slack cannot be told', async () => {
    const world = createFlowsWorld();
    await orderSome(world, 1);
    world.life.failAlways('slack.raise', new Error('a bug'));
    fail(world, 'telnyx_key_refused');
    await world.later(5 * DAY_MS);
    assert.deepEqual(world.threads.told(), [['deadline-near']]);
    world.life.heal();
    fail(world, 'telnyx_key_refused');
    await world.later();
    assert.deepEqual(world.adminAlerts.said, ['key-refused'], 'told as soon as it can be');
  });
});
