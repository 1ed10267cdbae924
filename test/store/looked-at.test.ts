import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newTrackedGroup } from '../../src/domain/tracked-group.ts';
import { DAY_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { finish, open, orderAt, readText } from './temporary-store.ts';

const lookedAt = { lastCheckedAt: NOW + MINUTE_MS, nextCheckAt: NOW + 16 * MINUTE_MS };

describe('an order that was looked at and had not changed', () => {
  it('is not written, and is known to have been looked at', async (t) => {
    const path = temporaryPath(t);
    const { orders } = await open(t, path);
    await orders.create(orderAt(1));
    const before = readText(path);
    const after = await orders.update('key1', (order) => ({ ...order, ...lookedAt }));
    assert.equal(readText(path), before);
    assert.deepEqual(after, orderAt(1, lookedAt));
    assert.deepEqual(await orders.get('key1'), orderAt(1, lookedAt));
    assert.deepEqual(await orders.viewOpen(), [orderAt(1, lookedAt)]);
  });

  it('is written with the next change, times and all', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.orders.create(orderAt(1));
    await first.orders.update('key1', (order) => ({ ...order, ...lookedAt }));
    await first.orders.update('key1', (order) => ({ ...order, ownerId: 'U2' }));
    await first.close();
    const { orders } = await open(t, path);
    assert.deepEqual(await orders.get('key1'), orderAt(1, { ...lookedAt, ownerId: 'U2' }));
  });

  it('is written when it was never looked at before', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.orders.create(orderAt(1, { lastCheckedAt: null }));
    await first.orders.update('key1', (order) => ({ ...order, ...lookedAt }));
    await first.close();
    const { orders } = await open(t, path);
    assert.deepEqual(await orders.get('key1'), orderAt(1, lookedAt));
  });

  it('is due again a day later once it is over, also after a restart', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.orders.create(finish(orderAt(1, { nextCheckAt: NOW, lastChangedAt: NOW })));
    await first.orders.update('key1', (order) => ({ ...order, nextCheckAt: NOW + DAY_MS }));
    assert.deepEqual(await first.orders.listFinishedDue(NOW), []);
    await first.close();
    const { orders } = await open(t, path);
    assert.deepEqual(await orders.listFinishedDue(NOW + DAY_MS - 1), []);
    assert.equal((await orders.listFinishedDue(NOW + DAY_MS)).length, 1);
  });
});

describe('a kept group that was looked at and had not changed', () => {
  const aGroup = { ...newTrackedGroup({ id: 'g1', now: NOW }), channelId: 'C1', lastCheckedAt: NOW };

  it('is not written, and is known to have been looked at', async (t) => {
    const path = temporaryPath(t);
    const { groups } = await open(t, path);
    await groups.create(aGroup);
    const before = readText(path);
    const after = await groups.update('g1', (group) => ({ ...group, ...lookedAt }));
    assert.equal(readText(path), before);
    assert.deepEqual(after, { ...aGroup, ...lookedAt });
    assert.deepEqual(await groups.list(), [{ ...aGroup, ...lookedAt }]);
  });

  it('is written with the next change, times and all', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.groups.create(aGroup);
    await first.groups.update('g1', (group) => ({ ...group, ...lookedAt }));
    await first.groups.update('g1', (group) => ({ ...group, cardTs: '1.1' }));
    await first.close();
    const { groups } = await open(t, path);
    assert.deepEqual(await groups.get('g1'), { ...aGroup, ...lookedAt, cardTs: '1.1' });
  });
});

describe('a look at the open orders', () => {
  it('cannot change them', async (t) => {
    const { orders } = await open(t, ':memory:');
    await orders.create(orderAt(1));
    const [order] = await orders.viewOpen();
    assert.throws(() => order?.owed.push({ id: 'x', createdAt: 0, changes: [], lastCheckedAt: null, down: null }));
    assert.throws(() => Object.assign(order ?? {}, { ownerId: null }));
    await orders.update('key1', (saved) => ({ ...saved, lastCheckedAt: NOW + 1 }));
    const [again] = await orders.viewOpen();
    assert.throws(() => Object.assign(again ?? {}, { ownerId: null }));
    assert.deepEqual(await orders.get('key1'), orderAt(1, { lastCheckedAt: NOW + 1 }));
  });
});
