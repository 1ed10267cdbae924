import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dueReminders, isDue, stillApplies } from '../../src/domain/deadline.ts';
import type { Part } from '../../src/domain/order.ts';
import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { PartReminders, TrackedOrder } from '../../src/domain/tracked-order.ts';
import { anOrder, anOrderNumber, aPart, aTrackedOrder, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';

const DEADLINE = NOW + 10 * DAY_MS;
const UNDER_REVIEW = { numbers: [anOrderNumber({ requirementsStatus: 'requirement-info-under-review' })] };
const EXCEPTION = { numbers: [anOrderNumber({ requirementsStatus: 'requirement-info-exception' })] };

const anOrderWith = (part: Partial<Part>, reminders: Record<string, PartReminders> = {}): TrackedOrder =>
  aTrackedOrder({ order: anOrder({ parts: [aPart({ deadlineAt: DEADLINE, ...part })] }), reminders });
const told = (sent: number[], given: Partial<PartReminders> = {}): Record<string, PartReminders> => ({
  'part-1': { deadlineAt: DEADLINE, sent, askedFor: null, ...given },
});
const near = (hours: number): OrderChange => ({
  kind: 'deadline-near',
  partId: 'part-1',
  deadlineAt: DEADLINE,
  hours,
  requirementIds: ['req-name'],
});
const passed: OrderChange = {
  kind: 'deadline-passed',
  partId: 'part-1',
  deadlineAt: DEADLINE,
  requirementIds: ['req-name'],
};

describe('the ladder of reminders', () => {
  const rows: { why: string; left: number; order: TrackedOrder; changes: string[]; sent: number[] }[] = [
    { why: 'nothing is due yet', left: 73 * HOUR_MS, order: anOrderWith({}), changes: [], sent: [] },
    { why: '72 h left', left: 72 * HOUR_MS, order: anOrderWith({}, told([])), changes: ['72'], sent: [72] },
    { why: '72 h is said once', left: 50 * HOUR_MS, order: anOrderWith({}, told([72])), changes: [], sent: [72] },
    { why: '24 h left', left: 24 * HOUR_MS, order: anOrderWith({}, told([72])), changes: ['24'], sent: [72, 24] },
    { why: '4 h left', left: 4 * HOUR_MS, order: anOrderWith({}, told([72, 24])), changes: ['4'], sent: [72, 24, 4] },
    {
      why: 'after a time down only the most urgent is sent, those passed over never',
      left: 3 * HOUR_MS,
      order: anOrderWith({}, told([])),
      changes: ['4'],
      sent: [72, 24, 4],
    },
    {
      why: 'passed while the part is still pending',
      left: 0,
      order: anOrderWith({}, told([72, 24, 4])),
      changes: ['passed'],
      sent: [72, 24, 4, 0],
    },
    {
      why: 'passed is said once',
      left: -HOUR_MS,
      order: anOrderWith({}, told([72, 24, 4, 0])),
      changes: [],
      sent: [72, 24, 4, 0],
    },
    {
      why: 'a declined part is reminded of too',
      left: 20 * HOUR_MS,
      order: anOrderWith(EXCEPTION, told([72])),
      changes: ['24'],
      sent: [72, 24],
    },
    {
      why: 'all answers are in: nothing to remind of',
      left: HOUR_MS,
      order: anOrderWith(UNDER_REVIEW, told([72])),
      changes: [],
      sent: [72],
    },
    {
      why: 'cancelled: nothing to remind of',
      left: HOUR_MS,
      order: anOrderWith({ status: 'cancelled' }, told([72])),
      changes: [],
      sent: [72],
    },
    {
      why: 'a deadline announced just now with 20 h left has said so itself',
      left: 20 * HOUR_MS,
      order: anOrderWith({}),
      changes: [],
      sent: [72, 24],
    },
    {
      why: 'with 3 h left the last call goes out all the same',
      left: 3 * HOUR_MS,
      order: anOrderWith({}),
      changes: ['4'],
      sent: [72, 24, 4],
    },
    {
      why: 'a new deadline starts over',
      left: 72 * HOUR_MS + MINUTE_MS,
      order: anOrderWith({}, told([72, 24, 4, 0], { deadlineAt: NOW })),
      changes: [],
      sent: [],
    },
  ];
  for (const { why, left, order, changes, sent } of rows)
    it(why, () => {
      const due = dueReminders({ order, now: DEADLINE - left });
      const expected = changes.map((rung) => (rung === 'passed' ? passed : near(Number(rung))));
      assert.deepEqual(due.changes, expected);
      assert.deepEqual(due.reminders['part-1']?.sent, sent);
    });

  it('reminds at the hours that the settings name', () => {
    const order = anOrderWith({}, told([]));
    const due = dueReminders({ order, now: DEADLINE - 40 * HOUR_MS, hours: [48, 12] });
    assert.deepEqual(due.changes, [near(48)]);
  });

  it('keeps its place when a deadline is erased and set again as it was', () => {
    const erased = dueReminders({ order: anOrderWith({ deadlineAt: null }, told([72, 24, 4])), now: NOW });
    const again = dueReminders({ order: anOrderWith({}, erased.reminders), now: DEADLINE - 3 * HOUR_MS });
    assert.deepEqual(again.changes, []);
  });

  it('leaves an order that was not read yet alone', () => {
    const due = dueReminders({ order: aTrackedOrder({ order: null }), now: NOW });
    assert.deepEqual(due, { changes: [], reminders: {}, links: {} });
  });
});

describe('a reminder that somebody asked for', () => {
  const asked = told([], { askedFor: { at: NOW + DAY_MS, personId: 'U5' } });
  const again = {
    kind: 'remind-again',
    partId: 'part-1',
    personId: 'U5',
    requirementIds: ['req-name'],
    deadlineAt: DEADLINE,
  };

  it('is sent when its time has come, once', () => {
    assert.deepEqual(dueReminders({ order: anOrderWith({}, asked), now: NOW + DAY_MS - 1 }).changes, []);
    const due = dueReminders({ order: anOrderWith({}, asked), now: NOW + DAY_MS });
    assert.deepEqual(due.changes, [again]);
    assert.equal(due.reminders['part-1']?.askedFor, null);
  });

  it('is dropped when nothing needs an answer any more', () => {
    for (const part of [UNDER_REVIEW, { status: 'success' }]) {
      const due = dueReminders({ order: anOrderWith(part, asked), now: NOW + DAY_MS });
      assert.deepEqual([due.changes, due.reminders['part-1']?.askedFor], [[], null]);
    }
  });
});

describe('however time passes and deadlines move', () => {
  it('never sends the same reminder twice, and at most one of the ladder for a part at once', () => {
    const stepArb = fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      deadlineAt: fc.constantFrom(DEADLINE, DEADLINE, DEADLINE + DAY_MS, null),
      part: fc.constantFrom({}, EXCEPTION, UNDER_REVIEW),
    });
    fc.assert(
      fc.property(fc.array(stepArb), (steps) => {
        let [now, reminders]: [number, Record<string, PartReminders>] = [NOW, {}];
        for (const { hours, deadlineAt, part } of steps) {
          now += hours * HOUR_MS;
          const order = anOrderWith({ ...part, deadlineAt }, reminders);
          const due = dueReminders({ order, now });
          assert.ok(due.changes.length <= 1);
          reminders = due.reminders;
          const again = dueReminders({ order: { ...order, reminders }, now });
          assert.deepEqual(again, { changes: [], reminders, links: {} });
        }
      }),
    );
  });

  it('never sends one rung of one deadline twice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (hours) => {
        let [now, reminders]: [number, Record<string, PartReminders>] = [NOW, {}];
        const seen: string[] = [];
        for (const step of hours) {
          now += step * HOUR_MS;
          const due = dueReminders({ order: anOrderWith({}, reminders), now });
          seen.push(...due.changes.map((change) => JSON.stringify(change)));
          reminders = due.reminders;
        }
        assert.equal(new Set(seen).size, seen.length);
      }),
    );
  });
});

describe('a reminder that waited to be posted', () => {
  const now = DEADLINE - HOUR_MS;
  const rows: [why: string, change: OrderChange, order: TrackedOrder, now: number, applies: boolean][] = [
    ['still applies while answers are missing', near(4), anOrderWith({}), now, true],
    ['is stale once all answers are in', near(4), anOrderWith(UNDER_REVIEW), now, false],
    ['is stale once the deadline moved', near(4), anOrderWith({ deadlineAt: DEADLINE + DAY_MS }), now, false],
    ['is stale once the deadline passed', near(4), anOrderWith({}), DEADLINE, false],
    ['of a passed deadline applies after it', passed, anOrderWith({}), DEADLINE + 1, true],
    ['is stale once the part was cancelled', passed, anOrderWith({ status: 'cancelled' }), DEADLINE + 1, false],
    ['“not placed” is stale once it was found after all', { kind: 'not-placed' }, anOrderWith({}), now, false],
    ['“not placed” stays true otherwise', { kind: 'not-placed' }, { ...anOrderWith({}), state: 'refused' }, now, true],
    ['“not found” is stale once it was found', { kind: 'not-found' }, anOrderWith({}), now, false],
    ['“not found” stays true otherwise', { kind: 'not-found' }, { ...anOrderWith({}), state: 'unclear' }, now, true],
    ['what happened stays true', { kind: 'order-complete' }, anOrderWith({ status: 'deleted' }), now, true],
  ];
  for (const [why, change, order, at, applies] of rows)
    it(why, () => {
      assert.equal(stillApplies({ change, order, now: at }), applies);
    });

  it('is told apart from what happened', () => {
    assert.deepEqual([isDue(near(4)), isDue(passed), isDue({ kind: 'order-complete' })], [true, true, false]);
  });
});
