import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenForRepeat } from '../../src/flows/place-request.ts';
import { aPlaceRequest, HOUR_MS, MINUTE_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

type World = ReturnType<typeof createFlowsWorld>;

const unclearOrder = async (world: World, { isTaken }: { isTaken: boolean }): Promise<void> => {
  world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'), { isDone: isTaken });
  await world.flows.placeOrder.place(aPlaceRequest());
};
const stateOf = (world: World): string | undefined => world.orders.all()[0]?.state;

describe('an order without an answer', () => {
  it('is not given up before ten minutes', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    await world.later(9 * MINUTE_MS);
    assert.equal(stateOf(world), 'unclear');
  });

  it('is not placed when Telnyx shows none after ten minutes and offers the numbers again', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    await world.later(10 * MINUTE_MS);
    const [order] = world.orders.all();
    assert.equal(order?.state, 'refused');
    assert.match(order?.refusal ?? '', /no such order/);
    assert.equal(world.threads.posted.at(-2)?.kind, 'card-update');
    assert.equal(order?.cardIsStale, false);
    assert.deepEqual(world.threads.told(), [['not-placed']]);
  });

  it('stays unclear while the numbers are not offered', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    world.state.available = [];
    await world.later(2 * HOUR_MS);
    assert.equal(stateOf(world), 'unclear');
  });

  it('is left to a person after an hour of looking, who is told once', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    world.state.available = [];
    await world.later(59 * MINUTE_MS);
    assert.deepEqual(world.threads.told(), []);
    await world.later();
    await world.later(3 * HOUR_MS);
    assert.deepEqual(world.threads.told(), [['not-found']]);
    assert.equal(stateOf(world), 'unclear', 'that none is shown is no proof');
  });

  it('is ended by the person who does not find it in the portal either', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    world.state.available = [];
    const end = async (): Promise<void> => world.flows.placeOrder.settle(world.orders.all()[0]?.key ?? '', 'U2');
    await end();
    assert.equal(stateOf(world), 'unclear', 'not before it is theirs to say');
    await world.later(HOUR_MS);
    await end();
    assert.equal(stateOf(world), 'refused');
    assert.deepEqual(world.threads.told(), [['not-found'], ['not-placed']]);
  });

  it('is found by a last look, whoever says that it was not placed', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    world.state.available = [];
    await world.later(HOUR_MS);
    const { key = '', intent } = world.orders.all()[0] ?? {};
    world.state.orders.push({ id: 'late', reference: intent?.reference ?? '', status: 'pending', createdAt: 0 });
    await world.flows.placeOrder.settle(key, 'U2');
    assert.equal(stateOf(world), 'placed');
  });

  it('is never taken for another order whose reference only looks like its own', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    world.state.orders.push({
      id: 'order-9',
      reference: 'Berlin office · nd-token1r',
      status: 'pending',
      createdAt: 0,
    });
    await world.later();
    assert.equal(stateOf(world), 'unclear');
  });

  it('is left alone while Telnyx cannot be asked', async () => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: true });
    world.life.failAlways('telnyx.orders.findByReference', aTelnyxError('telnyx_unreachable'));
    const report = await world.later(HOUR_MS);
    assert.equal(report.failed, 1);
    assert.equal(stateOf(world), 'unclear');
    world.life.heal();
    await world.later(5 * MINUTE_MS);
    assert.equal(stateOf(world), 'placed');
  });
});

describe('placing again', () => {
  const notPlaced = async (): Promise<World> => {
    const world = createFlowsWorld();
    await unclearOrder(world, { isTaken: false });
    await world.later(10 * MINUTE_MS);
    return world;
  };

  it('orders once for any number of clicks', async () => {
    const world = await notPlaced();
    const again = { key: 'token1', personId: 'U2' };
    const clicks = await Promise.all([
      world.flows.placeOrder.placeAgain(again),
      world.flows.placeOrder.placeAgain(again),
    ]);
    const later = await world.flows.placeOrder.placeAgain(again);
    assert.deepEqual([...clicks, later].map(({ kind }) => kind).toSorted(), ['already', 'already', 'placed']);
    assert.equal(world.state.orders.length, 1);
    const placed = world.orders.all().find(({ state }) => state === 'placed');
    assert.equal(placed?.orderedBy, 'U2');
    assert.match(placed?.intent.reference ?? '', /^Berlin office · nd-/);
  });

  const comeLate = (world: World): void =>
    void world.state.orders.push({
      id: 'order-late',
      reference: 'Berlin office · nd-token1',
      status: 'pending',
      createdAt: 0,
    });

  it('looks once more when a form that had to ask again is submitted', async () => {
    const world = await notPlaced();
    comeLate(world);
    const form = aPlaceRequest({ token: tokenForRepeat('token1'), repeatConfirmed: true });
    assert.equal((await world.flows.placeOrder.place(form)).kind, 'already');
    assert.equal(stateOf(world), 'placed');
    assert.equal(world.life.count('telnyx.orders.create'), 1);
  });

  it('finds the order that came late after all', async () => {
    const world = await notPlaced();
    comeLate(world);
    const outcome = await world.flows.placeOrder.placeAgain({ key: 'token1', personId: 'U2' });
    assert.equal(outcome.kind, 'already');
    assert.equal(stateOf(world), 'placed');
    assert.equal(world.life.count('telnyx.orders.create'), 1);
  });

  it('cannot be done by submitting the old form', async () => {
    const world = await notPlaced();
    assert.equal((await world.flows.placeOrder.place(aPlaceRequest())).kind, 'already');
  });
});

describe('a process that dies while it places an order', () => {
  const stepsOfPlacing = async (): Promise<number> => {
    const world = createFlowsWorld();
    await world.flows.placeOrder.place(aPlaceRequest());
    return world.life.calls.length;
  };

  const run = async (world: World): Promise<void> => {
    await world.flows.placeOrder.place(aPlaceRequest()).catch(() => undefined);
    assert.ok(world.life.isDead());
    world.restart();
    for (let ticks = 0; ticks < 12; ticks += 1) await world.later();
  };

  for (const when of ['before', 'after'] as const) {
    it(`never orders twice, forgets nothing and repeats nothing: death just ${when} each step`, async () => {
      const steps = await stepsOfPlacing();
      for (let step = 1; step <= steps; step += 1) {
        const world = createFlowsWorld();
        world.life.dieAt(step, when);
        await run(world);
        const what = `step ${step}: ${world.life.calls.slice(0, step).at(-1)}`;
        const [order] = world.orders.all();
        assert.ok(world.life.count('telnyx.orders.create') <= 1, what);
        assert.equal(world.state.orders.length === 1, order?.state === 'placed', what);
        assert.deepEqual(order?.owed ?? [], [], what);
        if (!order) continue;
        assert.notEqual(order.cardTs, null, what);
        // What was posted but not yet marked when it died is posted again: nothing may be lost.
        const lastDone = world.life.calls[when === 'after' ? step - 1 : step - 2];
        const isPosting = lastDone?.startsWith('slack.post');
        const tellings = world.threads.told().length;
        assert.equal(tellings, isPosting && tellings === 2 ? 2 : 1, what);
        assert.ok(world.threads.cards().length <= (isPosting ? 2 : 1), what);
      }
    });
  }
});
