import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderChange } from '../../../src/domain/order-changes.ts';
import type { OwedUpdate, TrackedOrder } from '../../../src/domain/tracked-order.ts';
import { digestMessage, updateMessage } from '../../../src/slack/views/update-message.ts';
import {
  anOrder,
  anOrderNumber,
  anOwedUpdate,
  aPart,
  aRequirementState,
  aTrackedOrder,
  DAY_MS,
  HOUR_MS,
  NOW,
} from '../../support/builders.ts';
import { buttonsOf, wordsOf } from './shown.ts';

const now = NOW;
const partId = 'part-1';
const declinedPart = aPart({ numbers: [anOrderNumber({ requirementsStatus: 'requirement-info-exception' })] });
const declinedOrder = aTrackedOrder({ order: anOrder({ parts: [declinedPart] }) });
const decline: OrderChange = {
  kind: 'requirements-declined',
  partId,
  requirementIds: ['req-name'],
  certain: true,
  deadlineAt: NOW + 5 * DAY_MS,
};
const comment: OrderChange = {
  kind: 'comment-added',
  partId,
  commentId: 'c1',
  author: 'ops',
  authorType: 'admin',
  body: 'Name & passport <differ>',
};
const near: OrderChange = {
  kind: 'deadline-near',
  partId,
  deadlineAt: NOW + 23 * HOUR_MS,
  hours: 24,
  requirementIds: ['req-name'],
};

const say = (changes: OrderChange[], order: TrackedOrder = aTrackedOrder(), more: Partial<OwedUpdate> = {}) =>
  updateMessage({ order, update: anOwedUpdate({ changes, ...more }), now });

describe('updates in the thread', () => {
  it('tell a decline and its comment in one message that calls the owner', () => {
    const message = say([comment, decline], declinedOrder);
    assert.match(
      message.text,
      /^<@U1> Number Ops declined Name of the end user of the DE local part\. The new deadline is .*\(5 days left\)/,
    );
    assert.match(wordsOf(message), /> Name &amp; passport &lt;differ&gt;/);
    assert.deepEqual(buttonsOf(message), ['Fix what was rejected', 'Reply', 'Mark as read']);
    assert.equal(message.broadcast, false);
  });

  it('say so when Telnyx does not tell which requirement was declined', () => {
    assert.match(say([{ ...decline, certain: false }], declinedOrder).text, /does not say which requirement/);
  });

  it('broadcast a reminder a day before the deadline, with what is missing and the ways out', () => {
    const message = say([near]);
    assert.equal(message.broadcast, true);
    assert.match(message.text, /^<@U1> 23 hours left for the DE local part/);
    assert.match(message.text, /Still missing: Name of the end user/);
    assert.match(message.text, /Order: 1 number, DE local/);
    assert.deepEqual(buttonsOf(message), ['Provide details', 'Ask for more time']);
  });

  it('ask for someone to take an order without an owner', () => {
    const message = say([near], aTrackedOrder({ ownerId: null }));
    assert.doesNotMatch(message.text, /<@/);
    assert.deepEqual(buttonsOf(message), ['Provide details', 'Ask for more time', 'Take it']);
  });

  it('admit that the app was down, and that Telnyx cannot be reached', () => {
    const { text } = say([near], aTrackedOrder(), { down: { from: NOW - DAY_MS, to: NOW }, lastCheckedAt: NOW });
    assert.match(text, /I was down from <!date/);
    assert.match(text, /last checked <!date/);
  });

  for (const [change, words, why] of [
    [
      { kind: 'part-cancelled', partId, cause: 'deadline', personId: null },
      /the deadline passed before all answers were in/,
      'a missed deadline',
    ],
    [
      { kind: 'part-cancelled', partId, cause: 'person', personId: 'U2' },
      /as <@U2> asked\. There is no refund/,
      'a person',
    ],
    [{ kind: 'part-failed', partId, reason: null }, /Telnyx gave no reason/, 'no reason known'],
    [
      { kind: 'extension-asked', partId, personId: 'U2', reason: 'Friday', deadlineAt: NOW },
      /Asked, not granted\. The deadline stands/,
      'asking is not granting',
    ],
    [
      { kind: 'answers-sent', partId, personId: 'U2', requirementIds: ['req-name'], missingIds: ['x', 'y'] },
      /1 of 3 sent; still missing/,
      'part of the answers',
    ],
  ] satisfies [OrderChange, RegExp, string][]) {
    it(`have the words for ${change.kind}: ${why}`, () => assert.match(say([change]).text, words));
  }

  for (const [status, words] of [
    ['success', /complete: all 3 numbers are active/],
    ['failure', /complete: 2 numbers active; nothing is open any more/],
  ] as const) {
    it(`count only the numbers that are on when an order is complete: one is ${status}`, () => {
      const numbersOf = (...statuses: string[]) =>
        statuses.map((each, at) => anOrderNumber({ id: `${at}`, status: each }));
      const parts = [
        aPart({ status: 'success', numbers: numbersOf('success', status) }),
        aPart({ id: 'part-2', country: 'US', status: 'success', numbers: numbersOf('pending') }),
      ];
      const order = aTrackedOrder({ order: anOrder({ parts }) });
      assert.match(say([{ kind: 'order-complete' }], order).text, words);
    });
  }

  for (const [status, words] of [
    ['requirement-info-under-review', /All answers are in for the DE local part; its deadline no longer counts/],
    ['requirement-info-pending', /has no deadline any more\. Still missing: Name of the end user/],
  ] as const) {
    it(`say of a deadline that is gone only what is true: ${status}`, () => {
      const answered = status === 'requirement-info-under-review';
      const requirement = aRequirementState(answered ? { answered, status: 'pending-approval' } : {});
      const numbers = [anOrderNumber({ requirementsStatus: status })];
      const part = aPart({ numbers, requirements: [requirement], deadlineAt: null });
      const order = aTrackedOrder({ order: anOrder({ parts: [part] }) });
      assert.match(say([{ kind: 'deadline-erased', partId }], order).text, words);
    });
  }

  it('gather the reminders of several orders in one message that calls each owner', () => {
    const items = ['U1', 'U2'].map((ownerId) => ({
      order: aTrackedOrder({ ownerId }),
      update: anOwedUpdate({ changes: [near] }),
    }));
    const message = digestMessage({ items, now });
    assert.match(message.text, /2 orders need answers soon/);
    assert.match(message.text, /<@U1>[\s\S]*<@U2>/);
    assert.deepEqual(buttonsOf(message), ['Provide details', 'Provide details']);
  });

  for (const { which, checkedAt, says } of [
    { which: 'all of them', checkedAt: [NOW, NOW - 1], says: [[], true] },
    { which: 'one of them', checkedAt: [null, NOW], says: [['two'], false] },
    { which: 'none of them', checkedAt: [null, null], says: [[], false] },
  ] as const)
    it(`say of ${which} that it could not be read, where several are gathered`, () => {
      const items = checkedAt.map((lastCheckedAt, at) => ({
        order: aTrackedOrder({ intent: { ...aTrackedOrder().intent, reference: ['one', 'two'][at] ?? '' } }),
        update: anOwedUpdate({ changes: [near], lastCheckedAt }),
      }));
      const sections = digestMessage({ items, now }).blocks.map((block) => JSON.stringify(block));
      const ofOne = sections.filter((text) => text.includes('last checked') && text.includes('not since'));
      assert.deepEqual(
        ofOne.map((text) => (text.includes('two') ? 'two' : text)),
        says[0],
      );
      assert.equal(
        sections.some((text) => text.includes('could not be read')),
        says[1],
      );
    });
});
