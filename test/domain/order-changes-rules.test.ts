import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Order, Part } from '../../src/domain/order.ts';
import { diffOrder, loudness, mergeOrder, type OrderChange } from '../../src/domain/order-changes.ts';
import { sortBySeverity } from '../../src/domain/urgency.ts';
import { aComment, anOrder, anOrderNumber, aPart, DAY_MS, NOW } from '../support/builders.ts';

const STATUSES = ['pending', 'success', 'failure', 'cancelled', 'deleted', 'a-new-word'];
const REQUIREMENTS_STATUSES = ['pending', 'approved', 'cancelled', 'deleted', 'requirement-info-pending'];
const ALL_STATUSES = [
  ...REQUIREMENTS_STATUSES,
  'requirement-info-under-review',
  'requirement-info-exception',
  'constructor',
  '',
];

const numberArb = fc.record({
  id: fc.constantFrom('n1', 'n2', 'n3'),
  phoneNumber: fc.constant('+4930901820001'),
  status: fc.constantFrom(...STATUSES),
  requirementsStatus: fc.constantFrom(...ALL_STATUSES),
});
const requirementArb = fc.record({
  requirementId: fc.constantFrom('r1', 'r2', 'r3'),
  kind: fc.constant('textual'),
  answered: fc.boolean(),
  status: fc.constantFrom('approved', 'declined', 'awaiting-value', 'pending-approval', 'odd', null),
});
const commentArb = fc
  .record({ id: fc.constantFrom('c1', 'c2', 'c3'), authorType: fc.constantFrom('admin', 'user', 'bot') })
  .map(aComment);
const partArb: fc.Arbitrary<Part> = fc
  .record({
    id: fc.constantFrom('p1', 'p2', 'p3'),
    status: fc.constantFrom(...STATUSES),
    deadlineAt: fc.constantFrom(null, NOW - DAY_MS, NOW + DAY_MS, NOW + 5 * DAY_MS),
    numbers: fc.uniqueArray(numberArb, { selector: ({ id }) => id, maxLength: 3 }),
    requirements: fc.uniqueArray(requirementArb, { selector: ({ requirementId }) => requirementId, maxLength: 3 }),
    comments: fc.uniqueArray(commentArb, { selector: ({ id }) => id, maxLength: 3 }),
  })
  .map(aPart);
const orderArb: fc.Arbitrary<Order> = fc
  .uniqueArray(partArb, { selector: ({ id }) => id, maxLength: 3 })
  .map((parts) => anOrder({ parts }));

const given = { cancelledBy: { p1: 'U1' }, now: NOW, sentCommentIds: ['c2'] };
const nameOf = (change: OrderChange): string =>
  [change.kind, 'partId' in change && change.partId, 'commentId' in change && change.commentId].join(' ');

describe('whatever Telnyx answers', () => {
  it('tells nothing the second time', () => {
    fc.assert(
      fc.property(fc.option(orderArb), orderArb, (before, after) => {
        const merged = before ? mergeOrder(before, after) : after;
        assert.deepEqual(diffOrder({ before: merged, after: merged, ...given }), []);
        assert.deepEqual(diffOrder({ before: merged, after, ...given }), []);
      }),
    );
  });

  it('tells of each kind at most once for each part, and of each comment once', () => {
    fc.assert(
      fc.property(fc.option(orderArb), orderArb, (before, after) => {
        const names = diffOrder({ before, after, ...given }).map(nameOf);
        assert.equal(new Set(names).size, names.length);
      }),
    );
  });

  it('never tells that an absent part was cancelled or deleted', () => {
    fc.assert(
      fc.property(orderArb, orderArb, (before, after) => {
        const present = new Set(after.parts.map(({ id }) => id));
        for (const change of diffOrder({ before, after, ...given }))
          assert.ok(change.kind === 'order-complete' || present.has((change as { partId: string }).partId));
      }),
    );
  });

  it('leaves both readings as they are', () => {
    fc.assert(
      fc.property(orderArb, orderArb, (before, after) => {
        const copies = structuredClone([before, after]);
        diffOrder({ before, after, ...given });
        assert.equal(JSON.stringify([before, after]), JSON.stringify(copies));
      }),
    );
  });
});

describe('a reading that is cut short', () => {
  it('keeps the parts, numbers and comments that it leaves out', () => {
    const lost = anOrderNumber({ id: 'lost' });
    const before = anOrder({
      parts: [aPart({ numbers: [anOrderNumber(), lost], comments: [aComment()] }), aPart({ id: 'absent' })],
    });
    const fresh = anOrderNumber({ status: 'success' });
    const merged = mergeOrder(
      before,
      anOrder({ status: 'success', parts: [aPart({ numbers: [fresh], deadlineAt: null })] }),
    );
    assert.equal(merged.status, 'success');
    assert.deepEqual(
      merged.parts.map(({ id }) => id),
      ['part-1', 'absent'],
    );
    assert.deepEqual(merged.parts[0]?.numbers, [fresh, lost]);
    assert.deepEqual(merged.parts[0]?.comments, [aComment()]);
    assert.equal(merged.parts[0]?.deadlineAt, null);
  });
});

describe('how loud a message is', () => {
  const part = { partId: 'p', requirementIds: [], deadlineAt: NOW };
  const quiet = { mention: false, broadcast: false };
  const mention = { mention: true, broadcast: false };
  const loud = { mention: true, broadcast: true };
  const comment = { kind: 'comment-added', partId: 'p', commentId: 'c', author: 'a', body: 'b' } as const;
  const rows: [why: string, change: OrderChange, expected: { mention: boolean; broadcast: boolean }][] = [
    ['paperwork needed', { kind: 'paperwork-needed', ...part }, quiet],
    ['activated', { kind: 'part-activated', partId: 'p', phoneNumbers: [] }, quiet],
    ['not placed after all', { kind: 'not-placed' }, { mention: true, broadcast: false }],
    ['not found within an hour', { kind: 'not-found' }, { mention: true, broadcast: false }],
    ['complete', { kind: 'order-complete' }, quiet],
    ['declined', { kind: 'requirements-declined', certain: true, ...part }, mention],
    ['a comment by Number Ops', { ...comment, authorType: 'admin' }, mention],
    ['a comment by a colleague', { ...comment, authorType: 'user' }, quiet],
    ['deadline set', { kind: 'deadline-set', partId: 'p', deadlineAt: NOW }, quiet],
    ['deadline erased', { kind: 'deadline-erased', partId: 'p' }, quiet],
    ['deadline moved', { kind: 'deadline-moved', partId: 'p', from: NOW, to: NOW }, quiet],
    ['72 h left', { kind: 'deadline-near', hours: 72, ...part }, mention],
    ['24 h left', { kind: 'deadline-near', hours: 24, ...part }, loud],
    ['4 h left', { kind: 'deadline-near', hours: 4, ...part }, loud],
    ['deadline passed', { kind: 'deadline-passed', ...part }, loud],
    ['cancelled', { kind: 'part-cancelled', partId: 'p', cause: 'telnyx', personId: null }, loud],
    ['failed', { kind: 'part-failed', partId: 'p', reason: null }, loud],
    ['deleted', { kind: 'part-deleted', partId: 'p' }, quiet],
    ['a reminder somebody asked for', { kind: 'remind-again', personId: 'U', ...part }, mention],
    ['answers sent', { kind: 'answers-sent', partId: 'p', personId: 'U', requirementIds: [], missingIds: [] }, quiet],
  ];
  for (const [why, change, expected] of rows)
    it(`${why}: ${expected.mention ? 'mentions' : 'quiet'}${expected.broadcast ? ' and broadcast' : ''}`, () => {
      assert.deepEqual(loudness([change]), expected);
    });

  it('goes by the loudest of several changes', () => {
    assert.deepEqual(loudness([{ kind: 'order-complete' }, { kind: 'part-failed', partId: 'p', reason: null }]), loud);
    assert.deepEqual(loudness([]), quiet);
  });

  it('tells what presses most first', () => {
    const changes: OrderChange[] = [
      { kind: 'order-complete' },
      { ...comment, authorType: 'admin' },
      { kind: 'requirements-declined', certain: true, ...part },
      { kind: 'part-cancelled', partId: 'p', cause: 'telnyx', personId: null },
    ];
    assert.deepEqual(
      sortBySeverity(changes).map(({ kind }) => kind),
      ['part-cancelled', 'requirements-declined', 'comment-added', 'order-complete'],
    );
  });
});
