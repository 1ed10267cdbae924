import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { missingAfter, planSending } from '../../src/domain/plan-sending.ts';
import { aRequirementType } from '../support/builders.ts';
import { aStanding } from '../support/form-builders.ts';

const WAITING = 'awaiting-value';
const REVIEW = 'pending-approval';
type States = Parameters<typeof aStanding>[0]['states'];

type Case = {
  why: string;
  states: States;
  values?: Record<string, string>;
  localities?: Record<string, string>;
  scope?: string[];
  forced?: string[];
  /** What goes to the whole part, and to whom else. */
  part?: string[];
  numbers?: Record<string, string[]>;
  missing?: string[];
};

const planOf = ({
  states,
  localities = {},
  values = { name: 'v' },
  scope = Object.keys(states),
  forced = [],
}: Case) => {
  const standing = aStanding({ states, localities, types: [aRequirementType({ id: 'name' })] });
  return { standing, plan: planSending(standing, { values, scope, forced }) };
};

const many = (count: number, status: string): States =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, { name: status }]));

describe('where an answer goes', () => {
  const cases: Case[] = [
    { why: 'to the whole part at once when all its numbers wait', states: many(2, WAITING), part: ['name'] },
    { why: 'to the whole part at once with more than 50 numbers', states: many(60, WAITING), part: ['name'] },
    {
      why: 'number by number when one of more than 50 is approved',
      states: { ...many(60, WAITING), n0: { name: 'approved' } },
      numbers: Object.fromEntries(Array.from({ length: 59 }, (_, at) => [`n${at + 1}`, ['name']])),
    },
    {
      why: 'not to numbers that have it under review',
      states: { a: { name: REVIEW }, b: { name: WAITING } },
      numbers: { b: ['name'] },
    },
    {
      why: 'to those that were declined',
      states: { a: { name: 'declined' }, b: { name: 'approved' } },
      numbers: { a: ['name'] },
    },
    { why: 'nowhere when it is approved on all', states: many(2, 'approved') },
    {
      why: 'to chosen numbers only',
      states: many(3, WAITING),
      scope: ['n1'],
      numbers: { n1: ['name'] },
      missing: ['name'],
    },
    {
      why: 'to the numbers of its area',
      states: many(3, WAITING),
      localities: { n0: 'Berlin', n1: 'München', n2: 'Berlin' },
      values: { 'name@Berlin': 'b', 'name@München': 'm' },
      numbers: { n0: ['name'], n2: ['name'], n1: ['name'] },
    },
    {
      why: 'to one area, and the other stays missing',
      states: many(2, WAITING),
      localities: { n0: 'Berlin', n1: 'München' },
      values: { 'name@Berlin': 'b' },
      numbers: { n0: ['name'] },
      missing: ['name'],
    },
    {
      why: 'in place of one under review where a person said so',
      states: many(2, REVIEW),
      forced: ['name'],
      part: ['name'],
    },
    {
      why: 'never in place of an approved one, whatever a person said',
      states: { a: { name: 'approved' }, b: { name: REVIEW } },
      forced: ['name'],
      numbers: { b: ['name'] },
    },
    {
      why: 'some to the part, some to numbers',
      states: { a: { name: WAITING, other: 'approved' }, b: { name: WAITING, other: WAITING } },
      values: { name: 'v', other: 'w' },
      part: ['name'],
      numbers: { b: ['other'] },
    },
    { why: 'nowhere when there is none', states: many(2, WAITING), values: {}, missing: ['name'] },
  ];
  for (const given of cases)
    it(given.why, () => {
      const { standing, plan } = planOf(given);
      const numbers = plan.numbers.map(({ numberId, values }) => [
        numberId,
        values.map(({ requirementId }) => requirementId),
      ]);
      assert.deepEqual(
        plan.part.map(({ requirementId }) => requirementId),
        given.part ?? [],
      );
      assert.deepEqual(Object.fromEntries(numbers), given.numbers ?? {});
      assert.deepEqual(missingAfter(standing, plan), given.missing ?? []);
    });

  it('brings each area its own value', () => {
    const { plan } = planOf({
      why: '',
      states: many(2, WAITING),
      localities: { n0: 'Berlin', n1: 'München' },
      values: { 'name@Berlin': 'b', 'name@München': 'm' },
    });
    assert.deepEqual(
      plan.numbers.map(({ numberId, values }) => [numberId, values[0]?.value]),
      [
        ['n0', 'b'],
        ['n1', 'm'],
      ],
    );
  });

  it('never touches what is approved, sends each number one value, and leaves missing exactly what waits on', () => {
    const status = fc.constantFrom(WAITING, REVIEW, 'approved', 'declined');
    const numbers = fc.array(fc.record({ name: status, other: status }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.boolean(), fc.subarray(['name', 'other']), (list, isForced, keys) => {
        const states = Object.fromEntries(list.map((each, at) => [`n${at}`, each]));
        const values = Object.fromEntries(keys.map((key) => [key, 'v']));
        const { standing, plan } = planOf({ why: '', states, values, forced: isForced ? keys : [] });
        const sent = [
          ...plan.part.flatMap(({ requirementId }) => Object.keys(states).map((id) => `${id} ${requirementId}`)),
          ...plan.numbers.flatMap((each) =>
            each.values.map(({ requirementId }) => `${each.numberId} ${requirementId}`),
          ),
        ];
        assert.equal(new Set(sent).size, sent.length, 'no number gets a value twice');
        const statusOf = (entry: string): string => {
          const [id = '', requirement = 'name'] = entry.split(' ');
          return states[id]?.[requirement === 'other' ? 'other' : 'name'] ?? '';
        };
        assert.ok(sent.every((entry) => statusOf(entry) !== 'approved'));
        const waits = (key: 'name' | 'other') =>
          Object.entries(states).some(
            ([id, each]) => [WAITING, 'declined'].includes(each[key]) && !sent.includes(`${id} ${key}`),
          );
        assert.deepEqual(missingAfter(standing, plan).toSorted(), (['name', 'other'] as const).filter(waits));
      }),
    );
  });
});
