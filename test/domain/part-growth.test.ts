import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findConflicts } from '../../src/domain/form-conflicts.ts';
import { fieldsOfPart, type PartStanding } from '../../src/domain/form-fields.ts';
import { missingAfter, planSending } from '../../src/domain/plan-sending.ts';
import { fieldKey } from '../../src/domain/requirement-form.ts';
import { sharedAnswers } from '../../src/domain/shared-answers.ts';
import { aRequirementType } from '../support/builders.ts';
import { aCriteria, aFormDraft, aStanding } from '../support/form-builders.ts';

const ADDRESS = aRequirementType({
  id: 'address',
  kind: 'address',
  criteria: aCriteria({ localityLimit: 'Identical locality as the numbers desired' }),
});
const NUMBERS_AN_AREA = 10;

const areaOf = (at: number): string => `Area ${Math.floor(at / NUMBERS_AN_AREA)}`;

/** A part in many areas, every third number of which is approved, that counts how often a number or its area is looked at. */
const aCountedPart = (count: number) => {
  const ids = Array.from({ length: count }, (_, at) => `n${at}`);
  const status = (at: number): string => (at % 3 === 0 ? 'approved' : 'awaiting-value');
  const standing = aStanding({
    states: Object.fromEntries(ids.map((id, at) => [id, { name: status(at), address: status(at) }])),
    localities: Object.fromEntries(ids.map((id, at) => [id, areaOf(at)])),
    types: [ADDRESS],
    values: { name: 'Jane' },
  });
  const looks = { count: 0 };
  const numbers = standing.part.numbers.map(
    (number) =>
      new Proxy(number, {
        get: (target, key) => {
          looks.count += 1;
          return Reflect.get(target, key);
        },
      }),
  );
  const localities = new Map(standing.localities);
  const areaOfNumber = localities.get.bind(localities);
  localities.get = (id) => {
    looks.count += 1;
    return areaOfNumber(id);
  };
  const counted: PartStanding = { ...standing, localities, part: { ...standing.part, numbers } };
  return { standing: counted, ids, looks };
};

const valuesFor = (count: number): Record<string, string> => ({
  name: 'Jane',
  ...Object.fromEntries(
    Array.from({ length: count / NUMBERS_AN_AREA }, (_, at) => [fieldKey('address', `Area ${at}`), 'one']),
  ),
});

type Work = (given: { standing: PartStanding; ids: string[]; values: Record<string, string> }) => unknown;

const WORKS: Record<string, Work> = {
  'what a form asks': ({ standing, ids }) => fieldsOfPart(standing, ids),
  'what is sent to whom': ({ standing, ids, values }) => planSending(standing, { values, scope: ids, forced: [] }),
  'what is missing afterwards': ({ standing, ids, values }) =>
    missingAfter(standing, planSending(standing, { values, scope: ids, forced: [] })),
  'what a colleague answered meanwhile': ({ standing, ids, values }) => {
    const answers = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { kind: 'text' as const, value }]),
    );
    const seen = Object.fromEntries(Object.keys(values).map((key) => [key, null]));
    return findConflicts(
      { standing, draft: aFormDraft({ answers, seen }), askedKeys: [], scope: ids },
      { answeredBy: {} },
    );
  },
  'what may be used elsewhere': ({ standing }) => sharedAnswers(standing, ['name', 'address']),
};

const looksOf = (work: Work, count: number): number => {
  const { standing, ids, looks } = aCountedPart(count);
  work({ standing, ids, values: valuesFor(count) });
  return looks.count;
};

describe('the work on a part grows with its numbers, and no faster', () => {
  for (const [what, work] of Object.entries(WORKS))
    it(what, () => {
      const [few, many] = [looksOf(work, 300), looksOf(work, 3000)];
      assert.ok(many <= 10 * few + 100, `${few} looks at a number for 300 numbers, ${many} for 3000`);
    });
});
