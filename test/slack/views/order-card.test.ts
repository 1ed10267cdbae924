import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Part } from '../../../src/domain/order.ts';
import type { TrackedOrder } from '../../../src/domain/tracked-order.ts';
import { homeView } from '../../../src/slack/views/home-view.ts';
import { orderCard, partMessage } from '../../../src/slack/views/order-card.ts';
import { ordersMessage } from '../../../src/slack/views/orders-message.ts';
import {
  aComment,
  anOrder,
  anOrderNumber,
  aPart,
  aTrackedOrder,
  DAY_MS,
  HOUR_MS,
  NOW,
} from '../../support/builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const now = NOW;
const withParts = (parts: Part[], given: Partial<TrackedOrder> = {}) =>
  aTrackedOrder({ order: anOrder({ parts }), ...given });
const declined = (given: Partial<Part> = {}) =>
  aPart({ numbers: [anOrderNumber({ requirementsStatus: 'requirement-info-exception' })], ...given });
const active = (given: Partial<Part> = {}) => aPart({ status: 'success', deadlineAt: null, ...given });

describe('the order card', () => {
  it('says first who must act and by when, then each part, who ordered, and the cost', () => {
    const card = orderCard({ order: aTrackedOrder(), now });
    const words = wordsOf(card);
    assert.match(words, /\*Waiting for you:\* DE local part\. The deadline is <!date.*\(10 days left\)/);
    assert.match(words, /0 of 1 answered · \*you\* act next/);
    assert.match(words, /Ordered by <@U1>.*upfront \$1\.00, then \$1\.00 a month/);
    assert.deepEqual(buttonsOf(card), ['Provide details', 'Reply', 'Ask for more time']);
    assert.match(card.text, /^Order: 1 number, DE local\.\nWaiting for you: DE local part/);
  });

  it('puts the part that needs someone first, whatever order Telnyx sends', () => {
    const card = orderCard({ order: withParts([active({ id: 'a', country: 'GB' }), declined()]), now });
    const words = wordsOf(card);
    assert.ok(words.indexOf('*DE local part*') < words.indexOf('*GB local part*'));
    assert.equal(buttonsOf(card)[0], 'Fix what was rejected');
  });

  it('sums many parts up and lets one pick them from a list', () => {
    const parts = Array.from({ length: 20 }, (_, at) => active({ id: `p${at}` }));
    const card = orderCard({ order: withParts([declined(), ...parts]), now });
    assert.match(wordsOf(card), /and 13 more parts: 13 active/);
    const [pick] = elementsOf(card, 'static_select');
    assert.ok(Array.isArray(pick?.options));
    assert.equal(pick.options.length, 21);
  });

  for (const [state, words, buttons] of [
    ['placing', /Being placed/, []],
    ['unclear', /may or may not have been placed.*do not order these numbers again/, ['Check now']],
    ['refused', /\*Not placed\.\* Too many &lt;orders&gt;/, ['Place again']],
  ] as const) {
    it(`says what to expect of an order that is ${state}`, () => {
      const card = orderCard({ order: aTrackedOrder({ state, refusal: 'Too many <orders>', order: null }), now });
      assert.match(wordsOf(card), words);
      assert.deepEqual(buttonsOf(card), buttons);
    });
  }

  it('asks a person about an order that was not found for an hour, and lets them end it', () => {
    const order = aTrackedOrder({ state: 'unclear', order: null, lastCheckedAt: aTrackedOrder().createdAt + HOUR_MS });
    const card = orderCard({ order, now });
    assert.match(wordsOf(card), /\*Not known\.\* Telnyx shows no order with this reference/);
    assert.deepEqual(buttonsOf(card), ['Check now', 'Not placed']);
  });

  it('says why a part was cancelled, as far as it is known', () => {
    const lost = (given: Partial<Part>, more: Partial<TrackedOrder> = {}) =>
      wordsOf(orderCard({ order: withParts([aPart({ status: 'cancelled', ...given })], more), now }));
    assert.match(lost({ deadlineAt: NOW - HOUR_MS }), /cancelled: the deadline was missed/);
    assert.match(lost({}, { cancelledBy: { 'part-1': 'U2' } }), /cancelled by <@U2>/);
    assert.match(lost({ deadlineAt: null }), /cancelled by Telnyx, as far as known/);
  });

  it('offers an order without an owner to be taken, and no buttons when all is done', () => {
    const menu = (order: TrackedOrder) => JSON.stringify(elementsOf(orderCard({ order, now }), 'overflow'));
    assert.match(menu(aTrackedOrder({ ownerId: null })), /Take it/);
    assert.doesNotMatch(menu(aTrackedOrder()), /Take it/);
    const done = orderCard({ order: withParts([active()]), now });
    assert.deepEqual(buttonsOf(done), []);
    assert.match(wordsOf(done), /\*Complete\.\* The number is active/);
  });

  it('shows a picked part with its last comment and the way to cancel it', () => {
    const order = withParts([declined({ comments: [aComment()] })]);
    const message = partMessage({ order, partId: 'part-1', now });
    assert.match(wordsOf(message), /> The passport is cut off/);
    assert.equal(buttonsOf(message).at(-1), 'Cancel this part');
  });
});

describe('lists of orders', () => {
  const soon = withParts([declined({ deadlineAt: NOW + HOUR_MS })], { key: 'soon' });
  const later = withParts([aPart({ deadlineAt: NOW + DAY_MS })], { key: 'later' });

  it('have the soonest deadline first, each with the button for it', () => {
    assert.deepEqual(buttonsOf(ordersMessage({ orders: [later, soon], mine: true, now })), [
      'Fix what was rejected',
      'Provide details',
    ]);
    const home = homeView({ mine: [later, soon], all: [later, soon], drafts: [], now });
    assert.deepEqual(buttonsOf(home).slice(3), ['Fix what was rejected', 'Provide details']);
    assert.match(wordsOf(home), /Nobody else has an open order/);
  });

  it('offer the act that was typed, for each open part', () => {
    assert.deepEqual(buttonsOf(ordersMessage({ orders: [soon], mine: true, now, act: 'cancel' })), [
      'Cancel this part',
    ]);
    assert.deepEqual(buttonsOf(ordersMessage({ orders: [], mine: true, now })), ['Search numbers']);
  });
});
