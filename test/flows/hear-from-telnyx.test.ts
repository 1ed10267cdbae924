import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHearFromTelnyx } from '../../src/flows/hear-from-telnyx.ts';
import { aPlaceRequest, HOUR_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const aWorldThatHears = () => {
  const world = createFlowsWorld();
  const { orders, groups, clock, flows } = world;
  const hear = createHearFromTelnyx({
    orders,
    groups,
    clock,
    trackOrders: flows.trackOrders,
    refreshGroup: flows.groups.refresh,
  });
  return { world, hear };
};

const keptGroup = async ({ world }: ReturnType<typeof aWorldThatHears>): Promise<string> => {
  const request = { country: 'DE', numberType: 'local', reference: 'Acme', channelId: 'C1', personId: 'U1' };
  const { group } = await world.flows.groups.create(request);
  world.groupThreads.posted.length = 0;
  return group.id;
};

describe('what Telnyx says of an order', () => {
  it('is not believed but looked up, and told at once', async () => {
    const { world, hear } = aWorldThatHears();
    const { partId } = await world.ordered();
    world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
    await hear.orderChanged('order-1');
    assert.deepEqual(world.threads.told(), [['requirements-declined']]);
  });

  it('is told once, however often and late it is said', async () => {
    const { world, hear } = aWorldThatHears();
    const { partId } = await world.ordered();
    world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
    await Promise.all([hear.orderChanged('order-1'), hear.orderChanged('order-1'), world.later()]);
    await hear.orderChanged('order-1');
    assert.equal(world.threads.told().length, 1);
  });

  it('is read by the next poll when it cannot be read now, whenever its turn would have been', async () => {
    const { world, hear } = aWorldThatHears();
    const { orderKey, partId } = await world.ordered();
    world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
    world.state.isListWhole = false;
    await world.orders.update(orderKey, (order) => ({ ...order, nextCheckAt: world.clock.now() + HOUR_MS }));
    world.life.failNext('telnyx.orders.get', aTelnyxError('telnyx_unreachable'));
    await assert.rejects(hear.orderChanged('order-1'));
    assert.equal((await world.orders.get(orderKey))?.nextCheckAt, world.clock.now());
    await world.later();
    assert.deepEqual(world.threads.told(), [['requirements-declined']]);
  });

  it('while its placing goes on, waits for the answer, which is read after it', async () => {
    const { world, hear } = aWorldThatHears();
    const placing = world.flows.placeOrder.place(aPlaceRequest());
    await hear.orderChanged('order-1');
    assert.equal((await placing).kind, 'placed');
    assert.deepEqual([world.life.count('telnyx.orders.create'), world.orders.all().length], [1, 1]);
    assert.equal(world.threads.cards().length, 1);
  });

  it('settles an order whose placing was never answered', async () => {
    const { world, hear } = aWorldThatHears();
    world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'), { isDone: true });
    assert.equal((await world.flows.placeOrder.place(aPlaceRequest())).kind, 'unclear');
    await hear.orderChanged('order-1');
    assert.deepEqual(
      world.orders.all().map(({ state, orderId }) => [state, orderId]),
      [['placed', 'order-1']],
    );
  });

  it('is left alone where nobody here follows it', async () => {
    const { world, hear } = aWorldThatHears();
    await world.ordered();
    const before = world.life.calls.filter((call) => call.startsWith('telnyx.')).length;
    await hear.orderChanged('order-of-the-portal');
    assert.equal(world.life.calls.filter((call) => call.startsWith('telnyx.')).length, before);
    assert.deepEqual(world.threads.told(), []);
  });
});

describe('what Telnyx says of a requirement group', () => {
  it('is looked up and told in the channel that keeps it', async () => {
    const given = aWorldThatHears();
    const groupId = await keptGroup(given);
    const [atTelnyx] = given.world.state.groups;
    assert.ok(atTelnyx);
    atTelnyx.status = 'approved';
    await given.hear.groupChanged(groupId);
    assert.deepEqual(given.world.groupThreads.told(), [['status-changed']]);
  });

  it('is read by the next poll when it cannot be read now', async () => {
    const given = aWorldThatHears();
    const groupId = await keptGroup(given);
    await given.world.groups.update(groupId, (group) => ({ ...group, nextCheckAt: given.world.clock.now() + HOUR_MS }));
    given.world.life.failNext('telnyx.groups.get', aTelnyxError('telnyx_unreachable'));
    await assert.rejects(given.hear.groupChanged(groupId));
    assert.equal((await given.world.groups.get(groupId))?.nextCheckAt, given.world.clock.now());
  });

  it('is of no interest where no channel keeps it', async () => {
    const { world, hear } = aWorldThatHears();
    await hear.groupChanged('group-of-the-portal');
    assert.equal(world.life.count('telnyx.groups.get'), 0);
  });
});
