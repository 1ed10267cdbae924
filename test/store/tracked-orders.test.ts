import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import type { TrackedOrders } from '../../src/store/tracked-orders.ts';
import { DAY_MS, NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { finish, open, orderAt, reopen } from './temporary-store.ts';

const keysOf = (orders: TrackedOrder[]): string[] => orders.map(({ key }) => key);

const contract = (openOrders: (t: TestContext) => Promise<TrackedOrders>): void => {
  it('keeps an order as it was given', async (t) => {
    const orders = await openOrders(t);
    const order = orderAt(1, { refusal: ':base64:"quoted" — ümlaut' });
    assert.equal(await orders.create(order), true);
    assert.deepEqual(await orders.get('key1'), order);
    assert.equal(await orders.get('absent'), null);
  });

  it('takes one of two orders with the same key, even at once', async (t) => {
    const orders = await openOrders(t);
    const [first, second] = [orderAt(1, { ownerId: 'U1' }), orderAt(1, { ownerId: 'U2' })];
    assert.deepEqual(await Promise.all([orders.create(first), orders.create(second)]), [true, false]);
    assert.equal((await orders.get('key1'))?.ownerId, 'U1');
    await orders.update('key1', finish);
    assert.equal(await orders.create(second), false, 'a finished order is still there');
  });

  it('hands out copies and keeps copies', async (t) => {
    const orders = await openOrders(t);
    const given = orderAt(1);
    await orders.create(given);
    given.owed.push({ id: 'later', createdAt: NOW, changes: [], lastCheckedAt: null, down: null });
    const read = await orders.get('key1');
    assert.deepEqual(read?.owed, []);
    read.cancelledBy['part-1'] = 'U1';
    for (const listed of await orders.listOpen()) listed.ownerId = 'U9';
    await orders.update('key1', (order) => {
      order.ownerId = 'U8';
      return null;
    });
    assert.deepEqual(await orders.get('key1'), orderAt(1));
  });

  it('loses no update of many at once', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1, { lastChangedAt: 0 }));
    const add = (order: TrackedOrder): TrackedOrder => ({ ...order, lastChangedAt: order.lastChangedAt + 1 });
    await Promise.all(Array.from({ length: 20 }, () => orders.update('key1', add)));
    assert.equal((await orders.get('key1'))?.lastChangedAt, 20);
  });

  it('answers an update with the order as it stands after it', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1));
    assert.equal((await orders.update('key1', (order) => ({ ...order, ownerId: null })))?.ownerId, null);
    assert.deepEqual(await orders.update('key1', () => null), orderAt(1, { ownerId: null }));
    assert.equal(await orders.update('absent', finish), null);
  });

  it('keeps an order as it was when its change throws, and goes on', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1));
    const boom = (): never => {
      throw new RangeError('boom');
    };
    await assert.rejects(orders.update('key1', boom), RangeError);
    await assert.rejects(
      orders.update('key1', (order) => ({ ...order, key: 'other' })),
      TypeError,
    );
    assert.deepEqual(await orders.get('key1'), orderAt(1));
  });

  it('runs work for one order one after the other, and lets it update inside', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1));
    const steps: string[] = [];
    const work = (name: string) => async (): Promise<string> => {
      steps.push(`${name} begins`);
      await orders.update('key1', (order) => ({ ...order, ownerId: name }));
      steps.push(`${name} ends`);
      return name;
    };
    const failing = orders.withLock('key1', async () => {
      throw new RangeError('boom');
    });
    const done = Promise.all([orders.withLock('key1', work('U1')), orders.withLock('key1', work('U2'))]);
    await assert.rejects(failing, RangeError);
    assert.deepEqual(await done, ['U1', 'U2']);
    assert.deepEqual(steps, ['U1 begins', 'U1 ends', 'U2 begins', 'U2 ends']);
  });

  it('runs work for different orders side by side', async (t) => {
    const orders = await openOrders(t);
    const result = await orders.withLock('key1', () => orders.withLock('key2', async () => 'inside'));
    assert.equal(result, 'inside');
  });

  it('finds an order by its id, its parts, its thread and its number, open or finished', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1));
    await orders.create(orderAt(2));
    for (const change of [null, finish, reopen]) {
      if (change) await orders.update('key2', change);
      assert.equal((await orders.findByOrderId('2-order'))?.key, 'key2');
      assert.equal((await orders.findByPartId('part-2'))?.key, 'key2');
      assert.equal((await orders.findByThread('C1', '2.0001'))?.key, 'key2');
      assert.deepEqual(keysOf(await orders.search('+49 (30) 9018-00002')), ['key2']);
      assert.deepEqual(keysOf(await orders.search(' 2-OR ')), ['key2']);
    }
    assert.equal(await orders.findByOrderId('3-order'), null);
    assert.equal(await orders.findByThread('C2', '2.0001'), null);
    assert.deepEqual(await orders.search(' '), []);
  });

  it('forgets what an order was found by when that changes', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1));
    await orders.update('key1', (order) => ({ ...order, cardTs: '9.0009' }));
    assert.equal(await orders.findByThread('C1', '1.0001'), null);
    assert.equal((await orders.findByThread('C1', '9.0009'))?.key, 'key1');
    await orders.update('key1', finish);
    await orders.update('key1', (order) => ({ ...order, cardTs: '8.0008' }));
    assert.equal(await orders.findByThread('C1', '9.0009'), null);
    assert.equal((await orders.findByThread('C1', '8.0008'))?.key, 'key1');
  });

  it('finds each of several that finish at once and have a number and the beginning of an id in common', async (t) => {
    const orders = await openOrders(t);
    const { intent } = orderAt(0);
    const same = { intent: { ...intent, numbers: [{ ...numberOrdered, phoneNumber: '+4930999999' }] } };
    for (const at of [1, 2, 3]) await orders.create(orderAt(at, { ...same, key: `SAME-${at}` }));
    await Promise.all([1, 2, 3].map((at) => orders.update(`SAME-${at}`, finish)));
    assert.deepEqual(keysOf(await orders.search('+4930999999')).toSorted(), ['SAME-1', 'SAME-2', 'SAME-3']);
    assert.deepEqual(keysOf(await orders.search('same')).toSorted(), ['SAME-1', 'SAME-2', 'SAME-3']);
    assert.deepEqual(keysOf(await orders.search('Same-2')), ['SAME-2']);
  });

  it('shows open orders first in a search, and at most ten', async (t) => {
    const orders = await openOrders(t);
    const { intent } = orderAt(0);
    const same = { intent: { ...intent, numbers: [{ ...numberOrdered, phoneNumber: '+4930999999' }] } };
    for (let at = 1; at <= 12; at += 1) await orders.create(orderAt(at, same));
    await orders.update('key1', finish);
    await orders.update('key2', finish);
    assert.equal((await orders.search('part')).length, 10);
    await orders.update('key3', finish);
    assert.deepEqual(keysOf(await orders.search('+4930999999')).slice(-2), ['key12', 'key3']);
  });

  it('lists open orders, soonest check first', async (t) => {
    const orders = await openOrders(t);
    await orders.create(orderAt(1, { nextCheckAt: 30 }));
    await orders.create(orderAt(2, { nextCheckAt: 10 }));
    await orders.create(orderAt(3, { nextCheckAt: 20 }));
    await orders.update('key3', finish);
    assert.deepEqual(keysOf(await orders.listOpen()), ['key2', 'key1']);
    await orders.update('key3', reopen);
    assert.deepEqual(keysOf(await orders.listOpen()), ['key2', 'key3', 'key1']);
  });

  it('lists finished orders that are due, for 30 days after their last change', async (t) => {
    const orders = await openOrders(t);
    const due = { nextCheckAt: NOW + DAY_MS, lastChangedAt: NOW };
    await orders.create(finish(orderAt(1, due)));
    await orders.create(finish(orderAt(2, { ...due, nextCheckAt: NOW })));
    await orders.create(orderAt(3, due));
    await orders.create(orderAt(4, { ...due, state: 'refused', orderId: null, order: null }));
    assert.deepEqual(keysOf(await orders.listFinishedDue(NOW + DAY_MS - 1)), ['key2']);
    assert.deepEqual(keysOf(await orders.listFinishedDue(NOW + 30 * DAY_MS)), ['key2', 'key1']);
    assert.deepEqual(await orders.listFinishedDue(NOW + 30 * DAY_MS + 1), []);
    assert.deepEqual(await orders.listFinishedDue(NOW + DAY_MS), [], 'never due again');
  });

  it('lists what finished lately, and ends nobody’s daily re-reading by that', async (t) => {
    const orders = await openOrders(t);
    const given = { nextCheckAt: NOW + DAY_MS };
    await orders.create(finish(orderAt(1, { ...given, lastChangedAt: NOW - 29 * DAY_MS })));
    await orders.create(finish(orderAt(2, { ...given, lastChangedAt: NOW })));
    await orders.create(orderAt(3, { lastChangedAt: NOW }));
    assert.deepEqual(keysOf(await orders.listFinishedSince(NOW)), ['key2']);
    assert.deepEqual(keysOf(await orders.listFinishedDue(NOW + DAY_MS)), ['key1', 'key2']);
  });

  it('gives others a turn while it lists many', async (t) => {
    const orders = await openOrders(t);
    for (let at = 1; at <= 60; at += 1) await orders.create(orderAt(at));
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await orders.listOpen();
    clearImmediate(next);
    assert.ok(turns >= 2);
  });
};

const numberOrdered = { country: 'DE', numberType: 'local', requirementGroupId: null, upfront: null, monthly: null };

describe('tracked orders in memory', () => contract(async (t) => (await open(t, ':memory:')).orders));
describe('tracked orders in a file', () => contract(async (t) => (await open(t, temporaryPath(t))).orders));
