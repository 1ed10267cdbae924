import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anOrder, aPart, aTrackedOrder, DAY_MS, NOW } from '../support/builders.ts';
import { BERLIN, createFlowsWorld } from '../support/flows-world.ts';

const ORDER_ID = '12ade33a-21c0-473b-b055-b3c836e1c292';
const PART_ID = '22ade33a-21c0-473b-b055-b3c836e1c293';

const elsewhere = () => {
  const world = createFlowsWorld();
  world.state.orders.push({ id: ORDER_ID, reference: 'portal', status: 'pending', createdAt: NOW });
  world.state.parts.push({
    id: PART_ID,
    orderId: ORDER_ID,
    country: 'DE',
    numberType: 'local',
    status: 'pending',
    accountId: null,
    reference: null,
    requirements: [],
    numbers: [],
    deadlineAt: null,
    comments: [],
  });
  return world;
};

describe('finding orders', () => {
  it('lists what is open, soonest deadline first', async () => {
    const world = createFlowsWorld();
    const at = (key: string, deadlineAt: number | null, ownerId = 'U1') =>
      world.orders.put(aTrackedOrder({ key, ownerId, order: anOrder({ parts: [aPart({ deadlineAt })] }) }));
    at('none', null);
    at('later', NOW + 2 * DAY_MS);
    at('sooner', NOW + DAY_MS, 'U2');
    world.orders.put(aTrackedOrder({ key: 'over', order: anOrder({ parts: [aPart({ status: 'success' })] }) }));
    const keys = (orders: { key: string }[]): string[] => orders.map(({ key }) => key);
    assert.deepEqual(keys(await world.flows.findOrders.list()), ['sooner', 'later', 'none']);
    assert.deepEqual(keys(await world.flows.findOrders.list({ ownerId: 'U2' })), ['sooner']);
  });

  for (const { text, why } of [
    { text: 'order-', why: 'the beginning of its id' },
    { text: ' +49 30 9018 20001 ', why: 'a number as people write it' },
  ]) {
    it(`finds a followed order by ${why}`, async () => {
      const world = createFlowsWorld();
      world.orders.put(aTrackedOrder());
      const [found] = await world.flows.findOrders.find(text);
      assert.equal(found?.kind, 'followed');
    });
  }

  for (const { id, why } of [
    { id: ORDER_ID, why: 'its own id' },
    { id: PART_ID, why: 'the id of a part' },
  ]) {
    it(`looks an order that nobody follows up at Telnyx by ${why}`, async () => {
      const [found] = await elsewhere().flows.findOrders.find(id);
      assert.ok(found?.kind === 'elsewhere');
      assert.equal(found.order.id, ORDER_ID);
      assert.equal(found.order.parts.length, 1);
    });
  }

  it('finds nothing for an id that Telnyx does not have, nor for words', async () => {
    const world = createFlowsWorld();
    assert.deepEqual(await world.flows.findOrders.find(ORDER_ID), []);
    assert.deepEqual(await world.flows.findOrders.find('hello'), []);
    assert.deepEqual(await world.flows.findOrders.find(' '), []);
    assert.deepEqual(await world.flows.findOrders.find(BERLIN), []);
  });

  it('says when an order is not followed', async () => {
    const world = createFlowsWorld();
    await assert.rejects(world.flows.findOrders.get('nobody'), { code: 'not_found' });
    world.orders.put(aTrackedOrder());
    assert.equal((await world.flows.findOrders.get('token1')).key, 'token1');
    assert.equal((await world.flows.findOrders.findByThread('C1', '1768208400.000100'))?.key, 'token1');
  });
});
