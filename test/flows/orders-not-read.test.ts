import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aPlaceRequest, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

type World = ReturnType<typeof createFlowsWorld>;
const UNREACHABLE = aTelnyxError('telnyx_unreachable');

/** So many orders that Telnyx has read lately, `order-1` the first of them. */
const withOrders = async (count: number): Promise<World> => {
  const world = createFlowsWorld();
  for (let at = 1; at <= count; at += 1)
    await world.flows.placeOrder.place(aPlaceRequest({ token: `token${at}`, reference: `Order ${at}` }));
  await world.later();
  world.threads.posted.length = 0;
  return world;
};

const withGroup = async (world: World): Promise<string> => {
  const made = { country: 'DE', numberType: 'local', reference: 'Acme', channelId: 'C1', personId: 'U1' };
  return (await world.flows.groups.create(made)).group.id;
};

const decline = (world: World, orderId: string): void => {
  const part = world.state.parts.find((each) => each.orderId === orderId) ?? assert.fail();
  world.decide(part.id, { 'req-id': 'declined' }, 'requirement-info-exception');
};

const readsOf = (world: World, key: string): number | null =>
  world.orders.all().find((order) => order.key === key)?.lastCheckedAt ?? null;

describe('an order that cannot be read while Telnyx answers for everything else', () => {
  it('keeps nothing back: the other orders and the groups are read, and Telnyx counts as there', async () => {
    const world = await withOrders(3);
    const groupId = await withGroup(world);
    world.state.sick.set('order-1', UNREACHABLE);
    for (const orderId of ['order-2', 'order-3']) decline(world, orderId);
    const report = await world.later(HOUR_MS);
    assert.deepEqual([report.checked, report.failed, report.telnyxReachable], [2, 1, true]);
    assert.deepEqual(world.threads.told(), [['requirements-declined'], ['requirements-declined']]);
    assert.equal((await world.groups.get(groupId))?.lastCheckedAt, world.clock.now());
  });

  it('is tried after five minutes, then after longer and longer, half an hour at most, until it can be read', async () => {
    const world = await withOrders(1);
    world.state.sick.set('order-1', UNREACHABLE);
    decline(world, 'order-1');
    const failedAt: number[] = [];
    for (let minute = 0; minute < 110; minute += 1) if ((await world.later()).failed > 0) failedAt.push(minute);
    assert.deepEqual(failedAt, [0, 5, 15, 35, 65, 95]);
    world.state.sick.clear();
    for (let minute = 0; minute < 20; minute += 1) await world.later();
    assert.deepEqual(world.threads.told(), [['requirements-declined']]);
    world.state.sick.set('order-1', UNREACHABLE);
    assert.equal((await world.later()).failed, 1);
    assert.equal((await world.later(5 * MINUTE_MS)).failed, 1, 'as soon as at the first time');
  });

  it('is read at once when something else asks for it meanwhile', async () => {
    const world = await withOrders(1);
    world.state.sick.set('order-1', UNREACHABLE);
    await world.later();
    world.state.sick.clear();
    await world.flows.trackOrders.refresh('token1');
    decline(world, 'order-1');
    await world.later();
    assert.deepEqual(world.threads.told(), [['requirements-declined']]);
  });

  it('rings no alarm, even where it is the only one that anything is asked about', async () => {
    const world = await withOrders(1);
    const part = world.state.parts[0] ?? assert.fail();
    Object.assign(part, { status: 'success', deadlineAt: null });
    for (const number of part.numbers) Object.assign(number, { status: 'success', requirementsStatus: 'approved' });
    await world.later();
    world.state.sick.set('order-1', UNREACHABLE);
    await world.later(DAY_MS);
    for (let minute = 0; minute < 180; minute += 1) await world.later();
    assert.deepEqual(world.adminAlerts.said, []);
  });
});

describe('Telnyx counts as away', () => {
  const rows: { when: string; orders: number; sick: number; prepare?: (world: World) => void; reads: number }[] = [
    {
      when: 'the list cannot be read and an order neither',
      orders: 8,
      sick: 8,
      prepare: (world) => world.life.failAlways('telnyx.subOrders.listPending', UNREACHABLE),
      reads: 4,
    },
    { when: 'the list can be read, but many orders in a row cannot', orders: 12, sick: 12, reads: 8 },
  ];
  for (const { when, orders, sick, prepare, reads } of rows)
    it(`when ${when}: no further one is asked for`, async () => {
      const world = await withOrders(orders);
      for (let at = 1; at <= sick; at += 1) world.state.sick.set(`order-${at}`, UNREACHABLE);
      prepare?.(world);
      world.life.calls.length = 0;
      const report = await world.later();
      assert.equal(report.telnyxReachable, false);
      assert.equal(report.failed - (prepare ? 1 : 0), reads);
    });

  it('at the first order that it refuses the key for', async () => {
    const world = await withOrders(8);
    for (let at = 1; at <= 8; at += 1) world.state.sick.set(`order-${at}`, aTelnyxError('telnyx_key_refused'));
    const report = await world.later();
    assert.deepEqual([report.telnyxReachable, report.failed], [false, 4]);
  });

  it('only until the next poll: what could not be read because of that is read then', async () => {
    const world = await withOrders(3);
    const away = ['telnyx.subOrders.listPending', 'telnyx.orders.get', 'telnyx.comments.list'];
    for (const name of away) world.life.failAlways(name, UNREACHABLE);
    assert.equal((await world.later()).telnyxReachable, false);
    world.life.heal();
    for (const orderId of ['order-1', 'order-2', 'order-3']) decline(world, orderId);
    assert.equal((await world.later()).failed, 0);
    assert.equal(world.threads.told().length, 3);
  });
});

describe('a group that cannot be read while Telnyx answers for everything else', () => {
  it('does not keep the other groups from being read', async () => {
    const world = createFlowsWorld();
    const sick = await withGroup(world);
    const well = [await withGroup(world), await withGroup(world), await withGroup(world)];
    world.state.sick.set(sick, UNREACHABLE);
    await world.later(HOUR_MS);
    for (const groupId of well) assert.equal((await world.groups.get(groupId))?.lastCheckedAt, world.clock.now());
  });
});

describe('a reminder of an order that cannot be read', () => {
  for (const { why, code } of [
    { why: 'Telnyx does not find it', code: 'not_found' },
    { why: 'Telnyx gives no answer for it alone', code: 'telnyx_unreachable' },
  ] as const) {
    it(`goes in time, with when it was last read, where ${why}`, async () => {
      const world = await withOrders(1);
      const readAt = readsOf(world, 'token1');
      world.state.sick.set('order-1', aTelnyxError(code));
      await world.later(7 * DAY_MS - 2 * MINUTE_MS);
      assert.deepEqual(world.threads.told(), []);
      await world.later();
      assert.deepEqual(world.threads.told(), [['deadline-near']], 'though it is not tried again before five minutes');
      const [posted] = world.threads.updates();
      assert.equal(posted?.update.lastCheckedAt, readAt);
      assert.equal(readAt, NOW + MINUTE_MS);
      for (let minute = 0; minute < 10; minute += 1) await world.later();
      assert.equal(world.threads.told().length, 1);
    });
  }
});
