import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Order, Part } from '../../src/domain/order.ts';
import { diffOrder, type OrderChange } from '../../src/domain/order-changes.ts';
import { aComment, anOrder, anOrderNumber, aPart, aRequirementState, DAY_MS, NOW } from '../support/builders.ts';

/** Readings of a part at each point of its life, and the changes between them: what the tests of the diff share. */
export const DEADLINE = NOW + 10 * DAY_MS;
export const LATER = NOW + 15 * DAY_MS;

export const withStatus = (requirementsStatus: string, ...statuses: (string | null)[]): Partial<Part> => ({
  numbers: [anOrderNumber({ requirementsStatus })],
  requirements: statuses.map((status, at) =>
    aRequirementState({ requirementId: `r${at}`, status, answered: status !== 'awaiting-value' }),
  ),
});
export const NEEDED = withStatus('requirement-info-pending', 'awaiting-value', 'pending-approval');
export const REVIEWED = {
  ...withStatus('requirement-info-under-review', 'pending-approval', 'approved'),
  deadlineAt: null,
};
export const DECLINED = { ...withStatus('requirement-info-exception', 'declined', 'approved'), deadlineAt: LATER };
export const UNNAMED = { ...withStatus('requirement-info-exception', null, null), deadlineAt: LATER };
export const APPROVED = { ...withStatus('approved', 'approved', 'approved'), deadlineAt: null };
export const ACTIVE: Partial<Part> = {
  ...APPROVED,
  status: 'success',
  numbers: [anOrderNumber({ status: 'success' })],
};
export const COMMENT = { comments: [aComment()] };

export const order = (...parts: (Partial<Part> | null)[]): Order =>
  anOrder({ parts: parts.flatMap((part, at) => (part ? aPart({ id: `p${at}`, ...part }) : [])) });

export const activated = {
  kind: 'part-activated',
  partId: 'p0',
  phoneNumbers: ['+4930901820001'],
} satisfies OrderChange;
export const commented = {
  kind: 'comment-added',
  partId: 'p0',
  commentId: 'comment-1',
  author: 'ops@telnyx.example',
  authorType: 'admin',
  body: 'The passport is cut off at the edge.',
} as const;
export const declined = { kind: 'requirements-declined', partId: 'p0', deadlineAt: LATER } as const;
export const cancelled = { kind: 'part-cancelled', partId: 'p0' } as const;

export type Row = {
  why: string;
  before: Order | null;
  after: Order;
  changes: OrderChange[];
  now?: number;
  cancelledBy?: Record<string, string>;
  sentCommentIds?: string[];
};

/** A test for each row: its reason is its name. */
export const checkChanges = (rows: Row[]): void => {
  for (const { why, changes, now = NOW, cancelledBy = {}, ...given } of rows)
    it(why, () => {
      assert.deepEqual(diffOrder({ ...given, now, cancelledBy }), changes);
    });
};
