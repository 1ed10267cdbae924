import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aComment, aPlaceRequest, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

type World = ReturnType<typeof createFlowsWorld>;
const UNREACHABLE = aTelnyxError('telnyx_unreachable');

const activate = (world: World, partId: string): void => {
  const part = world.partOf(partId);
  part.status = 'success';
  part.deadlineAt = null;
  for (const number of part.numbers) Object.assign(number, { status: 'success', requirementsStatus: 'approved' });
};

describe('the poll', () => {
  it('says nothing when nothing happened', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    const report = await world.later();
    assert.deepEqual(world.threads.posted, []);
    assert.deepEqual(report, {
      at: NOW + MINUTE_MS,
      checked: 1,
      changed: 0,
      posted: 0,
      failed: 0,
      telnyxReachable: true,
    });
    assert.deepEqual(world.flows.trackOrders.lastTick(), report);
  });

  it('tells a decline with its comment in one message, under a card that shows it', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
    world.partOf(partId).comments.push(aComment({ createdAt: NOW }));
    await world.later();
    assert.deepEqual(world.threads.told(), [['requirements-declined', 'comment-added']]);
    assert.deepEqual(
      world.threads.posted.map(({ kind }) => kind),
      ['card-update', 'update'],
    );
    await world.later();
    assert.equal(world.threads.told().length, 1);
  });

  for (const hasExtras of [true, false]) {
    it(`reads requirement states ${hasExtras ? 'from' : 'without'} the newer answers`, async () => {
      const world = createFlowsWorld();
      world.state.hasExtras = hasExtras;
      const { partId } = await world.ordered();
      world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
      await world.later();
      const [update] = world.threads.updates();
      assert.ok(update);
      const [change] = update.update.changes;
      assert.ok(change?.kind === 'requirements-declined');
      assert.equal(change.certain, hasExtras);
      assert.deepEqual(change.requirementIds, hasExtras ? ['req-id'] : ['req-name', 'req-id']);
    });
  }

  it('spots a change of a quiet order in the list, before its turn comes', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    await world.later(2 * DAY_MS);
    world.decide(partId, {}, 'requirement-info-under-review');
    await world.later();
    assert.equal(
      world.orders.all()[0]?.order?.parts[0]?.numbers[0]?.requirementsStatus,
      'requirement-info-under-review',
    );
    const reads = world.life.count('telnyx.orders.get');
    await world.later(2 * HOUR_MS);
    await world.later(1);
    assert.ok(world.life.count('telnyx.orders.get') <= reads + 1, 'a quiet order is not read at every tick');
  });

  it('re-reads a part that left the list before it says anything: missing is not cancelled', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    await world.later(2 * DAY_MS);
    const part = world.partOf(partId);
    world.state.parts.splice(0, 1);
    const report = await world.later();
    assert.equal(report.failed + report.checked, 1);
    assert.deepEqual(world.threads.told(), []);
    world.state.parts.push(part);
    activate(world, partId);
    await world.later(10 * MINUTE_MS);
    assert.deepEqual(world.threads.told(), [['part-activated', 'order-complete']]);
  });

  it('posts nothing about an order that Telnyx does not find, and logs it', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    world.state.orders.length = 0;
    world.state.parts.length = 0;
    const report = await world.later(6 * DAY_MS);
    assert.equal(report.failed, 1);
    assert.deepEqual(world.threads.posted, []);
    assert.ok(world.lines.some((line) => line.includes('not_found')));
  });

  it('goes on with the other orders when one cannot be read', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    const place = aPlaceRequest({ token: 'token2', reference: 'Other', phoneNumbers: ['+4930901820002'] });
    await world.flows.placeOrder.place(place);
    world.threads.posted.length = 0;
    for (const { id } of world.state.parts) activate(world, id);
    world.life.failNext('telnyx.orders.get', aTelnyxError('telnyx_unreadable'));
    const report = await world.later();
    assert.deepEqual([report.checked, report.failed, report.telnyxReachable], [1, 1, true]);
    assert.equal(world.threads.told().length, 1);
    await world.later();
    assert.equal(world.threads.told().length, 2);
  });

  it('reads no more orders in one tick than its budget, and the others in the next', async () => {
    const world = createFlowsWorld({ ordersPerTick: 1 });
    await world.ordered();
    await world.flows.placeOrder.place(aPlaceRequest({ token: 'token2', reference: 'Other' }));
    assert.equal((await world.later()).checked, 1);
    const checkedAt = new Set(world.orders.all().map(({ lastCheckedAt }) => lastCheckedAt));
    assert.equal(checkedAt.size, 2);
    await world.later();
    assert.ok(world.orders.all().every(({ lastCheckedAt }) => (lastCheckedAt ?? 0) >= NOW + MINUTE_MS));
  });

  it('follows every number of a part, beyond the fifty that Telnyx details', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    const [first] = world.partOf(partId).numbers;
    for (let at = 0; at < 60; at += 1)
      world
        .partOf(partId)
        .numbers.push({ ...structuredClone(first!), id: `more-${at}`, phoneNumber: `+49309018300${at}` });
    await world.later();
    assert.equal(world.orders.all()[0]?.order?.parts[0]?.numbers.length, 61);
    const last = world.partOf(partId).numbers.at(-1)!;
    Object.assign(last, { status: 'success', requirementsStatus: 'approved' });
    await world.later();
    assert.deepEqual(world.threads.told(), [['part-activated']]);
  });

  it('looks at a finished order daily: one deleted later is told in its thread', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    activate(world, partId);
    await world.later();
    const reads = world.life.count('telnyx.orders.get');
    await world.later(HOUR_MS);
    assert.equal(world.life.count('telnyx.orders.get'), reads);
    world.partOf(partId).status = 'deleted';
    await world.later(DAY_MS);
    assert.deepEqual(world.threads.told().at(-1), ['part-deleted']);
  });
});

describe('reminders', () => {
  it('come at each rung once, until the deadline has passed', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    await world.later(7 * DAY_MS);
    await world.later();
    await world.later(2 * DAY_MS);
    await world.later(20 * HOUR_MS);
    await world.later(4 * HOUR_MS);
    await world.later();
    assert.deepEqual(world.threads.told(), [
      ['deadline-near'],
      ['deadline-near'],
      ['deadline-near'],
      ['deadline-passed'],
    ]);
  });

  it('still go when Telnyx does not answer, and say when it last did', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    await world.later();
    for (const name of ['telnyx.orders.get', 'telnyx.subOrders.listPending']) world.life.failAlways(name, UNREACHABLE);
    const report = await world.later(7 * DAY_MS);
    assert.equal(report.telnyxReachable, false);
    const [posted] = world.threads.updates();
    assert.ok(posted);
    assert.equal(posted.update.lastCheckedAt, NOW + MINUTE_MS);
    await world.later();
    assert.equal(world.threads.told().length, 1);
  });

  it('say once that the app was down, and only the most urgent one', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    await world.later();
    world.restart();
    await world.later(9 * DAY_MS + 2 * HOUR_MS);
    await world.later();
    assert.deepEqual(world.threads.told(), [['deadline-near']]);
    const [posted] = world.threads.updates();
    assert.ok(posted);
    assert.deepEqual(posted.update.down, { from: NOW + MINUTE_MS, to: NOW + MINUTE_MS + 9 * DAY_MS + 2 * HOUR_MS });
  });

  it('do not speak of a short restart', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    await world.later(6 * DAY_MS + 23 * HOUR_MS + 55 * MINUTE_MS);
    world.restart();
    await world.later(10 * MINUTE_MS);
    const [posted] = world.threads.updates();
    assert.ok(posted);
    assert.equal(posted.update.down, null);
  });
});

describe('refreshing one order', () => {
  it('reads it now and posts what changed', async () => {
    const world = createFlowsWorld();
    const { orderKey, partId } = await world.ordered();
    activate(world, partId);
    const order = await world.flows.trackOrders.refresh(orderKey);
    assert.equal(order?.order?.parts[0]?.status, 'success');
    assert.deepEqual(world.threads.told(), [['part-activated', 'order-complete']]);
    assert.equal(await world.flows.trackOrders.refresh('nobody'), null);
  });

  it('tells a change once although the poll reads at the same time', async () => {
    const world = createFlowsWorld();
    const { orderKey, partId } = await world.ordered();
    activate(world, partId);
    await Promise.all([world.later(), world.flows.trackOrders.refresh(orderKey), world.flows.trackOrders.tick()]);
    assert.deepEqual(world.threads.told(), [['part-activated', 'order-complete']]);
  });
});
