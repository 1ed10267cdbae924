import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFollowedOpen, newTrackedOrder, owe, type TrackedOrder } from '../../src/domain/tracked-order.ts';
import { anOrder, anOwedUpdate, aPart, aTrackedOrder, NOW } from '../support/builders.ts';

const over = anOrder({ parts: [aPart({ status: 'success' })] });

describe('an order that is followed', () => {
  it('begins as placing, owned by who ordered, due at once', () => {
    const { intent } = aTrackedOrder();
    const order = newTrackedOrder({ key: 'k', intent, channelId: 'C9', personId: 'U9', now: NOW });
    assert.deepEqual(
      [order.state, order.ownerId, order.orderedBy, order.nextCheckAt, order.order, order.owed],
      ['placing', 'U9', 'U9', NOW, null, []],
    );
  });

  const rows: [why: string, order: Partial<TrackedOrder>, open: boolean][] = [
    ['is open while it is placed', { state: 'placing', order: null }, true],
    ['is open while it is unclear', { state: 'unclear', order: null }, true],
    ['is open until it was read', { order: null }, true],
    ['is open while a part is', {}, true],
    ['is open while its thread is owed a message', { order: over, owed: [anOwedUpdate()] }, true],
    ['is open while its card shows something old', { order: over, cardIsStale: true }, true],
    ['is finished when all is over and said', { order: over }, false],
    ['is finished when it was refused', { state: 'refused', order: null, cardTs: null, cardIsStale: true }, false],
    ['is open when it was refused and nobody was told', { state: 'refused', owed: [anOwedUpdate()] }, true],
  ];
  for (const [why, order, open] of rows)
    it(why, () => {
      assert.equal(isFollowedOpen(aTrackedOrder(order)), open);
    });
});

describe('what a thread is owed', () => {
  it('is told in order, and the card with it', () => {
    const before = aTrackedOrder({ owed: [anOwedUpdate()] });
    const after = owe(before, { id: 'update-2', now: NOW, changes: [{ kind: 'order-complete' }], lastCheckedAt: 5 });
    assert.deepEqual(
      after.owed.map(({ id, lastCheckedAt, down }) => ({ id, lastCheckedAt, down })),
      [
        { id: 'update-1', lastCheckedAt: null, down: null },
        { id: 'update-2', lastCheckedAt: 5, down: null },
      ],
    );
    assert.equal(after.cardIsStale, true);
    assert.deepEqual([before.owed.length, before.cardIsStale], [1, false]);
  });

  it('is nothing when nothing happened', () => {
    const order = aTrackedOrder();
    assert.equal(owe(order, { id: 'update-1', now: NOW, changes: [] }), order);
  });
});
