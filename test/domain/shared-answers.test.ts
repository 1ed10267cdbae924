import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersForOnePart, sharedAnswers } from '../../src/domain/shared-answers.ts';
import { aRequirementType } from '../support/builders.ts';
import { aCriteria, aStanding } from '../support/form-builders.ts';

const inArea = aCriteria({ localityLimit: 'Identical locality as the numbers desired' });
const TYPES = [
  aRequirementType({ id: 'name' }),
  aRequirementType({ id: 'office', kind: 'address' }),
  aRequirementType({ id: 'near', kind: 'address', criteria: inArea }),
  aRequirementType({ id: 'form', kind: 'document', criteria: inArea }),
  aRequirementType({ id: 'link', kind: 'action' }),
];
const ALL = TYPES.map(({ id }) => id);

const standingOf = (numbers: string[], asked = ALL) =>
  aStanding({
    types: TYPES,
    states: Object.fromEntries(
      numbers.map((number) => [number, Object.fromEntries(asked.map((id) => [id, 'pending-approval']))]),
    ),
    values: Object.fromEntries(asked.map((id) => [id, `of ${id}`])),
  });

describe('answers that fit one part only', () => {
  const cases: [numbers: string[], asked: string[], left: string[], why: string][] = [
    [['a', 'b'], ALL, ['near', 'form', 'link'], 'what is bound to an area, and a link'],
    [['a'], ALL, ['link'], 'the area of one number is known'],
    [['a', 'b'], ['name', 'office'], [], 'what holds anywhere'],
  ];
  for (const [numbers, asked, left, why] of cases)
    it(`are ${left.join(', ') || 'none'} of ${numbers.length}, and all others can be shared: ${why}`, () => {
      const standing = standingOf(numbers, asked);
      const types = Object.fromEntries(TYPES.map((type) => [type.id, type]));
      const found = answersForOnePart(standing.part, types);
      assert.deepEqual(found, left);
      assert.deepEqual(
        Object.keys(sharedAnswers(standing, asked)),
        asked.filter((id) => !left.includes(id)),
      );
    });

  it('are not guessed of a requirement that Telnyx does not name', () => {
    assert.deepEqual(answersForOnePart(standingOf(['a', 'b']).part, {}), []);
  });
});
