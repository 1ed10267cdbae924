import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formTarget } from '../../../src/slack/ids.ts';
import { homeView } from '../../../src/slack/views/home-view.ts';
import { orderCard } from '../../../src/slack/views/order-card.ts';
import {
  anOrder,
  aPart,
  aRequirementState,
  aRequirementType,
  aTrackedOrder,
  HOUR_MS,
  NOW,
} from '../../support/builders.ts';
import { GROUP, PART } from '../../support/form-builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const now = NOW;

describe('a half-filled form', () => {
  it('stands in Home of its person, to be continued', () => {
    const draft = { target: PART, title: 'DE local part · Berlin <office>', savedAt: NOW };
    const home = homeView({ mine: [], all: [], drafts: [draft], now });
    assert.match(wordsOf(home), /Your half-filled forms \(1\)/);
    assert.match(
      wordsOf(home),
      /Berlin &lt;office&gt;\*\nLast typed in <!date.*Only you see this; it is kept for 14 days/,
    );
    const button = elementsOf(home, 'button').find((each) => each.action_id === 'requirements:open');
    assert.deepEqual(formTarget.decode(String(button?.value)), PART);
  });

  it('is one of five in Home, with the number of the others', () => {
    const drafts = Array.from({ length: 8 }, () => ({ target: GROUP, title: 'Group', savedAt: NOW }));
    const home = homeView({ mine: [], all: [], drafts, now });
    assert.equal(buttonsOf(home).filter((each) => each === 'Continue').length, 5);
    assert.match(wordsOf(home), /and 3 more/);
    assert.doesNotMatch(wordsOf(homeView({ mine: [], all: [], drafts: [], now })), /half-filled/);
  });

  const filling = (given: { since: number; open: boolean } | null, part = aPart()) =>
    wordsOf(
      orderCard({
        order: aTrackedOrder({
          order: anOrder({ parts: [part] }),
          filling: given === null ? {} : { 'part-1': { personId: 'U2', ...given } },
        }),
        now,
      }),
    );

  for (const [given, words, why] of [
    [{ since: NOW, open: true }, /<@U2> is filling in the form, since <!date/, 'open just now'],
    [{ since: NOW - HOUR_MS, open: true }, /<@U2> left the form half filled/, 'left open an hour ago'],
    [{ since: NOW, open: false }, /<@U2> left the form half filled/, 'closed'],
  ] as const)
    it(`is named on the card: ${why}`, () => assert.match(filling(given), words));

  it('is not named on the card when there is none, or nothing is asked any more', () => {
    const answered = aPart({
      requirements: [aRequirementState({ answered: true, status: 'approved' })],
      status: 'success',
    });
    for (const words of [filling(null), filling({ since: NOW, open: true }, answered)])
      assert.doesNotMatch(words, /filling in|half filled/);
  });
});

describe('the card of an order with a link for the end user', () => {
  const card = (state: Partial<ReturnType<typeof aRequirementState>>, status = 'pending') =>
    wordsOf(
      orderCard({
        order: aTrackedOrder({
          order: anOrder({
            parts: [aPart({ status, requirements: [aRequirementState({ requirementId: 'act', ...state })] })],
          }),
          requirementTypes: { act: aRequirementType({ id: 'act', name: 'Identity check' }) },
          links: { 'part-1': { act: { personId: 'U2', madeAt: NOW, remindedAt: null } } },
        }),
        now,
      }),
    );

  for (const [words, state, why] of [
    [/Identity check: link made by <@U2>, <!date.*not done yet/, {}, 'nobody followed it yet'],
    [/Identity check: done by the end user/, { answered: true, status: 'pending-approval' }, 'it was followed'],
  ] as const)
    it(`says where it stands: ${why}`, () => assert.match(card(state), words));

  it('says nothing of it once the part has ended', () => assert.doesNotMatch(card({}, 'success'), /Identity check/));
});
