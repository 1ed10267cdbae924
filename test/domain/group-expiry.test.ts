import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueExpiryWarnings, type ExpiryWarned, earliestExpiry } from '../../src/domain/group-expiry.ts';
import { type GroupReading, withoutValues } from '../../src/domain/requirement-group.ts';
import { aRequirementGroup, DAY_MS, NOW } from '../support/builders.ts';

const aGroup = (expiries: (number | null)[]): GroupReading => {
  const [requirement] = aRequirementGroup().requirements;
  assert.ok(requirement);
  const requirements = expiries.map((expiresAt, at) => ({ ...requirement, requirementId: `r${at}`, expiresAt }));
  return withoutValues(aRequirementGroup({ requirements }));
};

const END = NOW + 100 * DAY_MS;

describe('values of a group that expire', () => {
  it('are told by the first that does, and by name', () => {
    assert.deepEqual(earliestExpiry(aGroup([null, END, NOW + DAY_MS])), {
      requirementId: 'r2',
      expiresAt: NOW + DAY_MS,
    });
    assert.equal(earliestExpiry(aGroup([null])), null);
  });

  const rows: [left: number, warned: number[] | null, spoken: number | null, reason: string][] = [
    [31, null, null, 'more than a month is no news'],
    [30, null, 30, 'the first rung'],
    [29, [30], null, 'each rung speaks once'],
    [7, [30], 7, 'the second rung'],
    [1, [30, 7], 1, 'the last rung'],
    [0.5, [30, 7, 1], null, 'all were spoken'],
    [0.5, null, 1, 'of several rungs reached at once only the most urgent speaks'],
    [5, null, 7, 'seen for the first time within a week'],
    [0, [30], null, 'what has expired is told by the state of the group'],
  ];
  for (const [left, days, spoken, reason] of rows) {
    it(`${left} days before, ${days ? `after ${days.join(', ')}` : 'never warned'}: ${reason}`, () => {
      const warned: Record<string, ExpiryWarned> = days === null ? {} : { r0: { expiresAt: END, days } };
      const now = END - left * DAY_MS;
      const due = dueExpiryWarnings({ group: aGroup([END]), warned, now });
      const expected =
        spoken === null ? [] : [{ kind: 'value-expires', requirementIds: ['r0'], expiresAt: END, days: spoken }];
      assert.deepEqual(due.changes, expected);
      assert.deepEqual(dueExpiryWarnings({ group: aGroup([END]), warned: due.warned, now }).changes, [], 'said once');
    });
  }

  it('start over when a newer value with another date is put in', () => {
    const warned = { r0: { expiresAt: END, days: [30, 7, 1] } };
    const later = END + 365 * DAY_MS;
    assert.deepEqual(dueExpiryWarnings({ group: aGroup([later]), warned, now: END }).changes, []);
    assert.equal(dueExpiryWarnings({ group: aGroup([later]), warned, now: later - 20 * DAY_MS }).changes.length, 1);
  });

  it('are told together when they end together', () => {
    const { changes } = dueExpiryWarnings({
      group: aGroup([END, END, END + DAY_MS]),
      warned: {},
      now: END - 2 * DAY_MS,
    });
    assert.deepEqual(
      changes.map((change) => change.kind === 'value-expires' && change.requirementIds),
      [['r0', 'r1'], ['r2']],
    );
  });
});
