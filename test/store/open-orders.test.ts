import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOpenOrders } from '../../src/store/open-orders.ts';
import { anOrder, aPart, aRequirementType, aTrackedOrder } from '../support/builders.ts';

/** As it comes out of the store: nothing in it is shared with another. */
const stored = (given: Parameters<typeof aTrackedOrder>[0]) => ({
  revision: 1,
  order: structuredClone(aTrackedOrder(given)),
});

const worded = (description: string) => ({
  requirementTypes: { 'req-name': aRequirementType({ id: 'req-name', description }) },
});

describe('the open orders in memory', () => {
  it('hold a requirement type once, however many orders ask for it', () => {
    const open = createOpenOrders();
    for (const key of ['one', 'other']) open.put(stored({ key, ...worded('Who uses the number.') }));
    const [one, other] = ['one', 'other'].map((key) => open.get(key)?.order.requirementTypes['req-name']);
    assert.ok(one);
    assert.equal(one, other);
  });

  it('hold once what is asked for and stands alike, and what is empty', () => {
    const open = createOpenOrders();
    for (const key of ['one', 'other']) open.put(stored({ key, order: anOrder({ id: key, parts: [aPart()] }) }));
    const [one, other] = ['one', 'other'].map((key) => open.get(key)?.order);
    assert.ok(one?.order?.parts[0]?.requirements.length);
    assert.equal(one.order.parts[0].requirements, other?.order?.parts[0]?.requirements);
    assert.deepEqual(one.answeredAt, {});
    assert.equal(one.answeredAt, other?.answeredAt);
  });

  it('keep for each order the words that it was given, when Telnyx words a type anew', () => {
    const open = createOpenOrders();
    open.put(stored({ key: 'old', ...worded('Who uses the number.') }));
    open.put(stored({ key: 'new', ...worded('Who will use the number.') }));
    const said = ['old', 'new'].map((key) => open.get(key)?.order.requirementTypes['req-name']?.description);
    assert.deepEqual(said, ['Who uses the number.', 'Who will use the number.']);
  });

  it('give what was put, whole and frozen', () => {
    const open = createOpenOrders();
    const given = stored({
      key: 'one',
      orderId: 'o1',
      order: anOrder({ id: 'o1', parts: [aPart({ orderId: 'o1' })] }),
    });
    const before = structuredClone(given);
    open.put(given);
    assert.deepEqual(open.get('one'), before);
    assert.ok(Object.isFrozen(open.get('one')?.order.order?.parts[0]?.numbers));
  });

  it('find all that share a number, each under its own, and none that was removed', () => {
    const open = createOpenOrders();
    const parts = [aPart({ id: 'p1', orderId: 'o1' })];
    const number = parts[0]?.numbers[0]?.phoneNumber;
    for (const key of ['a', 'b', 'c']) open.put(stored({ key, orderId: key, order: anOrder({ id: key, parts }) }));
    const keys = () => open.byRef(`number:${number}`).map(({ order }) => order.key);
    assert.deepEqual(keys(), ['a', 'b', 'c']);
    open.remove('b');
    assert.deepEqual(keys(), ['a', 'c']);
    open.put(stored({ key: 'c', orderId: 'c', order: null, intent: { ...aTrackedOrder().intent, numbers: [] } }));
    assert.deepEqual(keys(), ['a']);
    open.remove('a');
    assert.deepEqual(keys(), []);
    assert.deepEqual(
      open.byRef('order:c').map(({ order }) => order.key),
      ['c'],
    );
  });
});
