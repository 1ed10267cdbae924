import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toRequirementStates } from '../../src/flows/part-requirements.ts';
import type { NumberInOrder } from '../../src/telnyx/telnyx.ts';

const ASKED = [{ requirementId: 'req-name', kind: 'textual' }];

const aNumber = (requirementsStatus: string, value: string | null, status: string | null): NumberInOrder => ({
  id: `num-${requirementsStatus}-${value}-${status}`,
  phoneNumber: '+4930901820001',
  country: 'DE',
  numberType: 'local',
  status: 'pending',
  requirementsStatus,
  requirements: [{ requirementId: 'req-name', kind: 'textual', value, status }],
});

const PENDING = 'requirement-info-pending';
const REVIEW = 'requirement-info-under-review';
const EXCEPTION = 'requirement-info-exception';

describe('where a requirement stands in a part', () => {
  const rows = [
    { why: 'Telnyx says it', numbers: [aNumber(EXCEPTION, 'x', 'declined')], answered: true, status: 'declined' },
    {
      why: 'the answer is hidden but under review',
      numbers: [aNumber(REVIEW, null, null)],
      answered: true,
      status: 'pending-approval',
    },
    {
      why: 'there is no answer yet',
      numbers: [aNumber(PENDING, null, null)],
      answered: false,
      status: 'awaiting-value',
    },
    {
      why: 'an empty text is no answer',
      numbers: [aNumber(PENDING, ' ', null)],
      answered: false,
      status: 'awaiting-value',
    },
    { why: 'answered while others are missing', numbers: [aNumber(PENDING, 'x', null)], answered: true, status: null },
    {
      why: 'the number as a whole is approved',
      numbers: [aNumber('approved', 'x', null)],
      answered: true,
      status: 'approved',
    },
    { why: 'the exception may be any of them', numbers: [aNumber(EXCEPTION, 'x', null)], answered: true, status: null },
    {
      why: 'a number beyond the detailed ones stands like those at its point',
      numbers: [aNumber(EXCEPTION, 'x', 'declined'), aNumber(EXCEPTION, 'y', null)],
      answered: true,
      status: 'declined',
    },
    {
      why: 'one beyond the detailed ones was not answered as they were, though all wait for something',
      numbers: [aNumber(PENDING, 'x', 'pending-approval'), aNumber(PENDING, null, null)],
      answered: false,
      status: 'awaiting-value',
    },
    {
      why: 'one beyond the detailed ones may be declined, though they differ',
      numbers: [
        aNumber(EXCEPTION, 'x', 'approved'),
        aNumber(EXCEPTION, 'y', 'pending-approval'),
        aNumber(EXCEPTION, 'z', null),
      ],
      answered: true,
      status: null,
    },
    {
      why: 'one number is approved, and what was declined of the other is not told',
      numbers: [aNumber('approved', 'x', null), aNumber(EXCEPTION, 'y', null)],
      answered: true,
      status: null,
    },
    {
      why: 'the worst of its numbers counts',
      numbers: [aNumber('approved', 'x', 'approved'), aNumber(PENDING, null, 'awaiting-value')],
      answered: false,
      status: 'awaiting-value',
    },
    {
      why: 'a number without a list has those of its part',
      numbers: [{ ...aNumber(PENDING, null, null), requirements: [] }],
      answered: false,
      status: 'awaiting-value',
    },
  ];
  for (const { why, numbers, answered, status } of rows) {
    it(`is ${status ?? 'not told'}: ${why}`, () => {
      const expected = [{ requirementId: 'req-name', kind: 'textual', answered, status }];
      assert.deepEqual(toRequirementStates(numbers, ASKED), expected);
    });
  }

  it('is nothing for a part without paperwork', () => {
    assert.deepEqual(toRequirementStates([{ ...aNumber('approved', null, null), requirements: [] }], []), []);
  });
});
