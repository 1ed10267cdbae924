import { describe } from 'node:test';
import type { Part } from '../../src/domain/order.ts';
import { anOrderNumber } from '../support/builders.ts';
import {
  ACTIVE,
  APPROVED,
  activated,
  COMMENT,
  cancelled,
  checkChanges,
  commented,
  DEADLINE,
  NEEDED,
  order,
  REVIEWED,
} from './part-readings.ts';

describe('activation', () => {
  const two = (first: string, second: string): Partial<Part> => ({
    ...APPROVED,
    numbers: [
      anOrderNumber({ id: 'n1', status: first, requirementsStatus: 'approved' }),
      anOrderNumber({ id: 'n2', phoneNumber: '+4930901820002', status: second, requirementsStatus: 'approved' }),
    ],
  });
  checkChanges([
    {
      why: 'the last part ends: complete',
      before: order(APPROVED),
      after: order(ACTIVE),
      changes: [activated, { kind: 'order-complete' }],
    },
    { why: 'complete is said once', before: order(ACTIVE), after: order(ACTIVE), changes: [] },
    {
      why: 'some numbers are on, the part is not',
      before: order(two('pending', 'pending')),
      after: order(two('pending', 'success')),
      changes: [{ ...activated, phoneNumbers: ['+4930901820002'] }],
    },
    {
      why: 'the rest follows, without those told before',
      before: order(two('pending', 'success')),
      after: order({ ...two('success', 'success'), status: 'success' }),
      changes: [activated, { kind: 'order-complete' }],
    },
    {
      why: 'a part that is on has its numbers on, though their own word lags behind',
      before: order(two('pending', 'pending')),
      after: order({ ...two('pending', 'pending'), status: 'success' }),
      changes: [{ ...activated, phoneNumbers: ['+4930901820001', '+4930901820002'] }, { kind: 'order-complete' }],
    },
    {
      why: 'numbers read late in a part that was on are no news',
      before: order({ ...ACTIVE, numbers: [] }),
      after: order(ACTIVE),
      changes: [],
    },
    {
      why: 'complete when the other part was cancelled',
      before: order(APPROVED, { status: 'cancelled' }),
      after: order(ACTIVE, { status: 'cancelled' }),
      changes: [activated, { kind: 'order-complete' }],
    },
    {
      why: 'nothing is complete when all was cancelled',
      before: order(NEEDED),
      after: order({ ...NEEDED, status: 'cancelled' }),
      changes: [{ ...cancelled, cause: 'telnyx', personId: null }],
    },
  ]);
});

describe('endings', () => {
  checkChanges([
    {
      why: 'cancelled by a person here, even after the deadline',
      before: order(NEEDED),
      after: order({ ...NEEDED, status: 'cancelled' }),
      now: DEADLINE + 1,
      cancelledBy: { p0: 'U7' },
      changes: [{ ...cancelled, cause: 'person', personId: 'U7' }],
    },
    {
      why: 'cancelled because the deadline was missed',
      before: order(NEEDED),
      after: order({ ...NEEDED, status: 'cancelled', deadlineAt: null }),
      now: DEADLINE,
      changes: [{ ...cancelled, cause: 'deadline', personId: null }],
    },
    {
      why: 'cancelled by Telnyx: nobody asked and no deadline had passed',
      before: order(REVIEWED),
      after: order({ ...REVIEWED, status: 'cancelled' }),
      now: DEADLINE,
      changes: [{ ...cancelled, cause: 'telnyx', personId: null }],
    },
    {
      why: 'failed, with the comment that tells why',
      before: order(NEEDED),
      after: order({ ...NEEDED, status: 'failure', ...COMMENT }),
      changes: [{ kind: 'part-failed', partId: 'p0', reason: null }, commented],
    },
    {
      why: 'deleted after it was on',
      before: order(ACTIVE),
      after: order({ ...ACTIVE, status: 'deleted' }),
      changes: [{ kind: 'part-deleted', partId: 'p0' }],
    },
    {
      why: 'a word that is not known is no ending',
      before: order(REVIEWED),
      after: order({ ...REVIEWED, status: 'on-hold' }),
      changes: [],
    },
    {
      why: 'a part that is absent is neither cancelled nor deleted',
      before: order(ACTIVE, NEEDED),
      after: order(ACTIVE, null),
      changes: [],
    },
    {
      why: 'numbers that are absent are neither cancelled nor deleted',
      before: order(ACTIVE),
      after: order({ ...ACTIVE, numbers: [] }),
      changes: [],
    },
  ]);
});
