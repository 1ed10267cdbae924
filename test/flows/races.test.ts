import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aPlaceRequest, DAY_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN_2, createFlowsWorld } from '../support/flows-world.ts';

/** Lets the first call of a read wait, with the answer it had then, until it is let go. */
const holdFirst = <Answer>(read: (id: string) => Promise<Answer>) => {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let isFirst = true;
  const held = async (id: string): Promise<Answer> => {
    const answer = await read(id);
    if (!isFirst) return answer;
    isFirst = false;
    reached.resolve();
    await released.promise;
    return answer;
  };
  return { held, reached: reached.promise, release: released.resolve };
};

describe('things that happen at the same time', () => {
  it('never saves an older reading over a newer one', async () => {
    const world = createFlowsWorld();
    const { orderKey, partId } = await world.ordered();
    const { held, reached, release } = holdFirst(world.telnyx.subOrders.get);
    world.telnyx.subOrders.get = held;
    const older = world.flows.trackOrders.refresh(orderKey);
    await reached;
    world.partOf(partId).status = 'cancelled';
    const newer = world.flows.trackOrders.refresh(orderKey);
    release();
    await Promise.all([older, newer]);
    assert.equal(world.orders.all()[0]?.order?.parts[0]?.status, 'cancelled');
    assert.deepEqual(world.threads.told(), [['part-cancelled']]);
  });

  it('does not take a reply for news when the poll reads while it is being sent', async () => {
    const world = createFlowsWorld();
    const { orderKey, partId } = await world.ordered();
    const create = world.telnyx.comments.create;
    const posted = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    world.telnyx.comments.create = async (comment) => {
      const created = await create(comment);
      posted.resolve();
      await answered.promise;
      return created;
    };
    const reply = world.flows.converse.reply({ orderKey, partId, personId: 'U2', body: 'Hello' });
    await posted.promise;
    const poll = world.later();
    // Gives the poll every chance to read the comment before the answer comes.
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    answered.resolve();
    await Promise.all([reply, poll]);
    assert.deepEqual(world.threads.told(), [['comment-sent']]);
  });

  it('answers a second tick with the one that runs', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    const lists = world.life.count('telnyx.subOrders.listPending');
    const [one, other] = await Promise.all([world.flows.trackOrders.tick(), world.flows.trackOrders.tick()]);
    assert.equal(one, other);
    assert.equal(world.life.count('telnyx.subOrders.listPending'), lists + 1);
  });
});

describe('what is not complete', () => {
  it('keeps a part that an answer of Telnyx leaves out, and says nothing of it', async () => {
    const world = createFlowsWorld();
    await world.flows.placeOrder.place(aPlaceRequest({ phoneNumbers: ['+4930901820001', '+12125550101'] }));
    world.threads.posted.length = 0;
    world.state.parts.pop();
    await world.later();
    assert.equal(world.orders.all()[0]?.order?.parts.length, 2);
    assert.deepEqual(world.threads.told(), []);
  });

  it('does not take a deadline for erased when the part stands under a word that it does not know', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    world.partOf(partId).status = 'on-hold';
    await world.later();
    assert.deepEqual(world.threads.told(), []);
    assert.equal(world.orders.all()[0]?.order?.parts[0]?.deadlineAt, world.partOf(partId).deadlineAt);
  });

  it('gives an order that cannot be read a pause before it is tried again', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    world.state.orders.length = 0;
    world.state.parts.length = 0;
    await world.later();
    const reads = world.life.count('telnyx.orders.get');
    await world.later();
    assert.equal(world.life.count('telnyx.orders.get'), reads);
    await world.later(5 * MINUTE_MS);
    assert.equal(world.life.count('telnyx.orders.get'), reads + 1);
  });

  it('leaves room in a tick for the others when some look changed and cannot be read', async () => {
    const world = createFlowsWorld({ ordersPerTick: 2 });
    for (const token of ['token1', 'token2', 'token3'])
      await world.flows.placeOrder.place(aPlaceRequest({ token, reference: token }));
    const { get } = world.telnyx.orders;
    world.telnyx.orders.get = (id) =>
      id === 'order-3' ? get(id) : Promise.reject(aTelnyxError('telnyx_unreadable', { status: 200 }));
    for (const part of world.state.parts.slice(0, 2)) world.decide(part.id, {}, 'requirement-info-exception');
    await world.later();
    await world.later();
    const readAt = world.orders.all().find(({ orderId }) => orderId === 'order-3')?.lastCheckedAt ?? 0;
    assert.ok(readAt > NOW);
  });

  it('is no earlier order to warn of when it was refused', async () => {
    const world = createFlowsWorld();
    world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'));
    await world.flows.placeOrder.place(aPlaceRequest());
    await world.later(11 * MINUTE_MS);
    const [refused] = world.orders.all();
    assert.equal(refused?.state, 'refused');
    // Its card is not up to date yet, so it still counts as open.
    world.orders.put({ ...refused!, cardIsStale: true });
    const second = aPlaceRequest({ token: 'token2', phoneNumbers: [BERLIN_2] });
    assert.equal((await world.flows.placeOrder.place(second)).kind, 'placed');
  });

  it('is read again after days without a word', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    await world.later(3 * DAY_MS);
    assert.equal((await world.later(15 * MINUTE_MS)).checked, 1);
  });
});
