import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standingOf } from '../../src/domain/standing.ts';
import { newTrackedGroup, oweGroup } from '../../src/domain/tracked-group.ts';
import { anOrder, anOwedUpdate, aPart, aTrackedOrder, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';

const owing = (since: number) => anOwedUpdate({ createdAt: since });
const keptGroup = { ...newTrackedGroup({ id: 'g1', now: NOW }), channelId: 'C1', cardTs: '1.1' };
const owe = {
  id: 'u1',
  now: NOW - HOUR_MS,
  changes: [{ kind: 'created' as const, personId: 'U1', requirementIds: [] }],
};

describe('what is open and owed', () => {
  it('is nothing where nothing is followed', () => {
    const { orders, owed, owedSince, lateByMs } = standingOf({ orders: [], groups: [] }, NOW);
    assert.deepEqual(
      { orders, owed, owedSince, lateByMs },
      {
        orders: { placing: 0, unclear: 0, placed: 0, refused: 0 },
        owed: { orders: 0, groups: 0 },
        owedSince: null,
        lateByMs: 0,
      },
    );
  });

  it('counts orders by their state and parts by where they stand, words that nobody knows as other', () => {
    const parts = [aPart({ status: 'success' }), aPart({ status: 'success' }), aPart({ status: 'on-the-moon' })];
    const orders = [
      aTrackedOrder({ order: anOrder({ parts }) }),
      aTrackedOrder({ state: 'unclear', order: null }),
      aTrackedOrder({ state: 'placing', order: null }),
    ];
    const standing = standingOf({ orders, groups: [] }, NOW);
    assert.deepEqual(standing.orders, { placing: 1, unclear: 1, placed: 1, refused: 0 });
    assert.deepEqual([standing.parts.active, standing.parts.other, standing.parts.declined], [2, 1, 0]);
  });

  it('counts the messages owed to orders and groups, since the oldest of all', () => {
    const orders = [
      aTrackedOrder({ owed: [owing(NOW - MINUTE_MS), owing(NOW)] }),
      aTrackedOrder({ owed: [owing(NOW - 5 * MINUTE_MS)] }),
    ];
    const unkept = oweGroup({ ...keptGroup, channelId: null }, owe);
    const groups = [oweGroup(keptGroup, owe), unkept];
    const { owed, owedSince } = standingOf({ orders, groups }, NOW);
    assert.deepEqual([owed, owedSince], [{ orders: 3, groups: 1 }, NOW - HOUR_MS]);
  });

  it('is late by the order that should have been read first; a refused one is not read any more', () => {
    const orders = [
      aTrackedOrder({ state: 'refused', nextCheckAt: NOW - HOUR_MS }),
      aTrackedOrder({ nextCheckAt: NOW - 2 * MINUTE_MS }),
      aTrackedOrder({ nextCheckAt: NOW + HOUR_MS }),
    ];
    assert.equal(standingOf({ orders, groups: [] }, NOW).lateByMs, 2 * MINUTE_MS);
    assert.equal(standingOf({ orders: orders.slice(2), groups: [] }, NOW).lateByMs, 0);
  });
});
