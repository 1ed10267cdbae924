import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numbersOfPart } from '../../src/flows/read-part.ts';
import type { NumberInOrder, NumberOrder, SubOrder } from '../../src/telnyx/telnyx.ts';
import { NOW } from '../support/builders.ts';

const numbers = (count: number, from = 0): NumberInOrder[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `num-${from + at}`,
    phoneNumber: `+49309018${20_000 + from + at}`,
    country: 'DE',
    numberType: 'local',
    status: 'pending',
    requirementsStatus: 'requirement-info-pending',
    requirements: [],
  }));

const orderOf = (phoneNumbers: NumberInOrder[], subOrderIds: string[]): NumberOrder => ({
  id: 'order-1',
  status: 'pending',
  reference: null,
  createdAt: NOW,
  subOrderIds,
  phoneNumbersCount: phoneNumbers.length,
  phoneNumbers,
});

const partOf = (phoneNumbers: NumberInOrder[] | null, phoneNumbersCount: number): SubOrder => ({
  id: 'part-1',
  orderId: 'order-1',
  country: 'DE',
  numberType: 'local',
  status: 'pending',
  accountId: null,
  reference: null,
  phoneNumbersCount,
  requirements: [],
  phoneNumbers,
});

describe('the numbers of a part', () => {
  const rows: { why: string; order: NumberOrder; part: SubOrder; count: number }[] = [
    {
      why: 'those it names itself, not those of another part of the same country and type',
      order: orderOf(numbers(4), ['part-1', 'part-2']),
      part: partOf(numbers(2), 2),
      count: 2,
    },
    {
      why: 'all of the order’s beyond the fifty that Telnyx names in the part',
      order: orderOf(numbers(60), ['part-1']),
      part: partOf(numbers(50), 60),
      count: 60,
    },
    {
      why: 'also when Telnyx does not count them',
      order: orderOf(numbers(60), ['part-1', 'part-2']),
      part: partOf(numbers(50), 50),
      count: 60,
    },
    {
      why: 'the order’s of its country and type where the part names none',
      order: orderOf(numbers(4), ['part-1', 'part-2']),
      part: partOf(null, 4),
      count: 4,
    },
  ];
  for (const { why, order, part, count } of rows)
    it(`are ${why}`, () => assert.equal(numbersOfPart(order, part).length, count));
});
