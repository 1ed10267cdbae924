import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAppError } from '../../src/errors.ts';
import { aPlaceRequest, MINUTE_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN_2, createFlowsWorld } from '../support/flows-world.ts';

const says = (words: RegExp) => (error: unknown) => isAppError(error) && words.test(error.details.hint ?? '');

/** A group that nobody keeps in a channel; all values present unless said otherwise. */
const makeGroup = async (world: ReturnType<typeof createFlowsWorld>, given: string[] = ['req-name', 'req-id']) => {
  const { id } = await world.telnyx.requirementGroups.create({ country: 'DE', numberType: 'local', reference: 'Acme' });
  const values = given.map((requirementId) => ({ requirementId, value: 'x' }));
  await world.telnyx.requirementGroups.update(id, { values });
  return id;
};

describe('a group that is applied to a part', () => {
  it('answers it, is told in the order’s thread, and is remembered in both places', async () => {
    const world = createFlowsWorld();
    const part = await world.ordered();
    const groupId = await makeGroup(world);
    await world.flows.groups.applyToPart({ groupId, ...part, personId: 'U2' });
    const [kinds] = world.threads.told();
    assert.ok(kinds?.includes('group-applied') && kinds.includes('deadline-erased'), String(kinds));
    assert.equal((await world.orders.get(part.orderKey))?.groups[part.partId], groupId);
    const record = await world.groups.get(groupId);
    assert.equal(record?.channelId, null);
    assert.deepEqual(
      record?.uses.map(({ orderKey, partId }) => ({ orderKey, partId })),
      [part],
    );
    assert.deepEqual(world.groupThreads.posted, [], 'nobody keeps it, so nobody is told');
    const [used] = await world.flows.groups.openPartsUsing(groupId);
    assert.deepEqual([used?.partId, used?.name], [part.partId, 'DE local part']);
  });

  it('tells the channel that keeps it, too', async () => {
    const world = createFlowsWorld();
    const part = await world.ordered();
    const groupId = await makeGroup(world);
    await world.flows.groups.keep({ groupId, channelId: 'C9', personId: 'U1' });
    await world.flows.groups.applyToPart({ groupId, ...part, personId: 'U2' });
    assert.deepEqual(world.groupThreads.told(), [['applied']]);
  });

  it('is refused in words while a value is missing, and nothing is sent', async () => {
    const world = createFlowsWorld();
    const part = await world.ordered();
    const groupId = await makeGroup(world, ['req-name']);
    const applied = world.flows.groups.applyToPart({ groupId, ...part, personId: 'U2' });
    await assert.rejects(applied, says(/has 1 of 2 values.*fill it in first/));
    assert.equal(world.life.count('telnyx.subOrders.applyGroup'), 0);
    assert.deepEqual(world.threads.posted, []);
  });

  it('is refused for a part that is over', async () => {
    const world = createFlowsWorld();
    const part = await world.ordered();
    world.partOf(part.partId).status = 'cancelled';
    await world.flows.trackOrders.refresh(part.orderKey);
    const groupId = await makeGroup(world);
    await assert.rejects(world.flows.groups.applyToPart({ groupId, ...part, personId: 'U2' }), says(/over already/));
  });

  it('goes into several parts, and what one of them refuses is said of that one', async () => {
    const world = createFlowsWorld();
    const first = await world.ordered();
    await world.flows.placeOrder.place(
      aPlaceRequest({ token: 'token2', reference: 'Other', phoneNumbers: [BERLIN_2], seenPrices: {} }),
    );
    const groupId = await makeGroup(world);
    const parts = await world.flows.groups.pendingPartsFitting(groupId);
    assert.equal(parts.length, 2);
    world.life.failNext('telnyx.subOrders.applyGroup', aTelnyxError('already_satisfied'));
    const outcome = await world.flows.groups.applyToParts({ groupId, parts, personId: 'U1' });
    assert.deepEqual(
      [outcome.applied.length, outcome.failed.map(({ error }) => error.code)],
      [1, ['already_satisfied']],
    );
    assert.equal(outcome.failed[0]?.partId, first.partId);
  });

  it('stops at once when Telnyx does not answer', async () => {
    const world = createFlowsWorld();
    const part = await world.ordered();
    const groupId = await makeGroup(world);
    world.life.failNext('telnyx.subOrders.applyGroup', aTelnyxError('telnyx_unreachable'));
    const applied = world.flows.groups.applyToParts({ groupId, parts: [part], personId: 'U1' });
    await assert.rejects(applied, (error: unknown) => isAppError(error, 'telnyx_unreachable'));
  });
});

describe('a group that an order was placed with', () => {
  it('is remembered as used as soon as the part is known, once', async () => {
    const world = createFlowsWorld();
    const groupId = await makeGroup(world);
    const placed = await world.flows.placeOrder.place(aPlaceRequest({ groupByPart: { 'DE:local': groupId } }));
    assert.equal(placed.kind, 'placed');
    await world.later(MINUTE_MS);
    const record = await world.groups.get(groupId);
    assert.deepEqual(
      record?.uses.map(({ orderKey, reference }) => [orderKey, reference]),
      [['token1', 'Berlin office · nd-token1']],
    );
    assert.equal((await world.flows.groups.openPartsUsing(groupId)).length, 1);
  });
});

describe('the groups that fit', () => {
  it('are read once a minute, and a failure stops nothing', async () => {
    const world = createFlowsWorld();
    const place = { country: 'DE', numberType: 'local' };
    await makeGroup(world);
    const before = world.life.count('telnyx.groups.list');
    assert.equal((await world.flows.groups.fitting(place))?.length, 1);
    await world.flows.groups.fitting(place);
    assert.equal(world.life.count('telnyx.groups.list'), before + 1);
    world.clock.pass(2 * MINUTE_MS);
    world.life.failNext('telnyx.groups.list', aTelnyxError('telnyx_unreachable'));
    assert.equal(await world.flows.groups.fitting(place), null);
    assert.equal((await world.flows.groups.fitting(place))?.length, 1, 'the failure is not kept');
  });
});
