import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequirementGroup } from '../../src/domain/requirement-group.ts';
import { groupStatusWords, isFulfilled, isGroupRequired, isUsableGroup } from '../../src/domain/requirement-group.ts';

const aGroup = (change: Partial<RequirementGroup> & { answered?: boolean[] } = {}): RequirementGroup => {
  const { answered = [true], ...rest } = change;
  return {
    id: 'group-1',
    country: 'CH',
    numberType: 'local',
    status: 'unapproved',
    reference: null,
    requirements: answered.map((is, at) => ({
      requirementId: `r${at}`,
      kind: 'textual',
      answered: is,
      value: is ? 'ACME' : null,
      status: null,
      expiresAt: null,
    })),
    ...rest,
  };
};

describe('a requirement group for an order', () => {
  it('is required in six countries', () => {
    for (const country of ['CH', 'DK', 'IT', 'NO', 'PT', 'SE', 'ch'])
      assert.equal(isGroupRequired(country), true, country);
    assert.equal(isGroupRequired('DE'), false);
  });

  it('is fulfilled when every requirement has a value', () => {
    assert.equal(isFulfilled(aGroup({ answered: [true, true] })), true);
    assert.equal(isFulfilled(aGroup({ answered: [true, false] })), false);
  });

  const cases: [change: Parameters<typeof aGroup>[0], wanted: string, expected: boolean, reason: string][] = [
    [{}, 'CH', true, 'approval is not needed'],
    [{ status: 'pending-approval' }, 'CH', true, 'approval is not needed'],
    [{ answered: [true, false] }, 'CH', false, 'required, so every value has to be there'],
    [{ country: 'DE', answered: [false] }, 'DE', true, 'not required, so the rest can come later'],
    [{ country: 'DE' }, 'CH', false, 'another country'],
    [{ numberType: 'mobile' }, 'CH', false, 'another type'],
    [{ status: 'expired' }, 'CH', false, 'expired'],
    [{ status: 'declined' }, 'CH', false, 'declined'],
    [{ status: 'no-longer-eligible' }, 'CH', false, 'the rules have changed'],
    [{ status: 'brand-new-word' }, 'CH', true, 'an unknown word is for Telnyx to judge'],
  ];
  for (const [change, country, expected, reason] of cases) {
    it(`is ${expected ? 'offered' : 'not offered'}: ${reason}`, () => {
      assert.equal(isUsableGroup({ group: aGroup(change), country, numberType: 'local' }), expected);
    });
  }

  it('takes a type however Telnyx joins its words', () => {
    const group = aGroup({ country: 'DE', numberType: 'toll-free' });
    assert.equal(isUsableGroup({ group, country: 'DE', numberType: 'toll_free' }), true);
  });

  it('has its status in words, unknown ones as they are', () => {
    assert.equal(groupStatusWords('pending-approval'), 'waiting for approval');
    assert.equal(groupStatusWords('brand-new-word'), 'brand-new-word');
  });
});
