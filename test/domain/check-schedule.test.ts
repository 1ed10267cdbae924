import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextCheckAt } from '../../src/domain/check-schedule.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { anOrder, aPart, aTrackedOrder, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';

const due = (deadlineAt: number | null): TrackedOrder['order'] => anOrder({ parts: [aPart({ deadlineAt })] });
const over = anOrder({ parts: [aPart({ status: 'success', deadlineAt: NOW })] });

describe('how often an order is read again', () => {
  const far = NOW + 9 * DAY_MS;
  const rows: { why: string; order: Partial<TrackedOrder>; waitsMs: number }[] = [
    { why: 'at every tick until it is placed', order: { state: 'placing', order: null }, waitsMs: 0 },
    { why: 'at every tick while it is unclear', order: { state: 'unclear', order: null }, waitsMs: 0 },
    { why: 'at once when it was never read', order: { order: null, lastChangedAt: NOW - DAY_MS }, waitsMs: 0 },
    { why: 'at every tick after a change', order: { order: due(far), lastChangedAt: NOW - HOUR_MS }, waitsMs: 0 },
    {
      why: 'at every tick after answers were sent',
      order: { order: due(far), lastChangedAt: NOW - DAY_MS, answeredAt: { 'part-1': NOW - MINUTE_MS } },
      waitsMs: 0,
    },
    {
      why: 'at every tick near its deadline',
      order: { order: due(NOW + 4 * HOUR_MS), lastChangedAt: NOW - 3 * DAY_MS },
      waitsMs: 0,
    },
    {
      why: 'at every tick right after its deadline',
      order: { order: due(NOW - HOUR_MS), lastChangedAt: NOW - 3 * DAY_MS },
      waitsMs: 0,
    },
    {
      why: 'every 5 minutes when nothing happened within the hour',
      order: { order: due(far), lastChangedAt: NOW - HOUR_MS - 1 },
      waitsMs: 5 * MINUTE_MS,
    },
    {
      why: 'every 15 minutes after a quiet day',
      order: { order: due(null), lastChangedAt: NOW - DAY_MS },
      waitsMs: 15 * MINUTE_MS,
    },
    {
      why: 'every 15 minutes when Telnyx let a deadline pass long ago',
      order: { order: due(NOW - 2 * DAY_MS), lastChangedAt: NOW - 2 * DAY_MS },
      waitsMs: 15 * MINUTE_MS,
    },
    { why: 'daily once it is over', order: { order: over, lastChangedAt: NOW }, waitsMs: DAY_MS },
    { why: 'hardly once it was refused', order: { state: 'refused', order: null }, waitsMs: DAY_MS },
  ];
  for (const { why, order, waitsMs } of rows)
    it(why, () => {
      assert.equal(nextCheckAt({ order: aTrackedOrder(order), now: NOW }) - NOW, waitsMs);
    });
});
