import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffGroup, type GroupChange, groupLoudness, withoutOwnNews } from '../../src/domain/group-changes.ts';
import {
  canSubmit,
  groupMeaning,
  groupName,
  groupStatusWords,
  whyNotApplicable,
  withoutValues,
} from '../../src/domain/requirement-group.ts';
import {
  isGroupOwing,
  newTrackedGroup,
  nextGroupCheckAt,
  oweGroup,
  type TrackedGroup,
  withUse,
} from '../../src/domain/tracked-group.ts';
import { aComment, aRequirementGroup, DAY_MS, MINUTE_MS, NOW } from '../support/builders.ts';

const group = (status: string, answered = true, country = 'CH') => {
  const [requirement] = aRequirementGroup().requirements;
  assert.ok(requirement);
  return withoutValues(aRequirementGroup({ status, country, requirements: [{ ...requirement, answered }] }));
};

describe('what happened to a group between two readings', () => {
  const before = group('pending-approval');

  it('is nothing the first time: what was found stands on the card', () => {
    assert.deepEqual(diffGroup({ before: null, after: before, comments: [aComment()], seenCommentIds: [] }), []);
  });

  it('is another state, and each comment once, those of colleagues elsewhere included', () => {
    const ours = aComment({ id: 'c2', authorType: 'user', author: 'team@example.com', body: 'From the portal.' });
    const comments = [aComment({ id: 'old' }), aComment({ id: 'c1', body: 'Unreadable.' }), ours];
    const changes = diffGroup({ before, after: group('declined'), comments, seenCommentIds: ['old'] });
    assert.deepEqual(changes, [
      { kind: 'status-changed', from: 'pending-approval', to: 'declined' },
      {
        kind: 'comment-added',
        commentId: 'c1',
        author: 'ops@telnyx.example',
        authorType: 'admin',
        body: 'Unreadable.',
      },
      {
        kind: 'comment-added',
        commentId: 'c2',
        author: 'team@example.com',
        authorType: 'user',
        body: 'From the portal.',
      },
    ]);
  });

  it('is not told twice when a person has just asked for it', () => {
    const submitted: GroupChange = { kind: 'submitted', personId: 'U1' };
    const news = diffGroup({ before: group('unapproved'), after: before, comments: [], seenCommentIds: [] });
    assert.deepEqual(withoutOwnNews(news, [submitted]), []);
    assert.deepEqual(withoutOwnNews(news, []), news);
  });

  const loud: [GroupChange, mention: boolean, broadcast: boolean][] = [
    [{ kind: 'status-changed', from: 'x', to: 'declined' }, true, true],
    [{ kind: 'status-changed', from: 'x', to: 'expired' }, true, true],
    [{ kind: 'status-changed', from: 'x', to: 'no-longer-eligible' }, true, false],
    [{ kind: 'status-changed', from: 'x', to: 'approved' }, false, false],
    [{ kind: 'comment-added', commentId: 'c', author: 'a', authorType: 'admin', body: 'b' }, true, false],
    [{ kind: 'comment-added', commentId: 'c', author: 'a', authorType: 'user', body: 'b' }, false, false],
    [{ kind: 'comment-sent', personId: 'U1', body: 'b' }, false, false],
    [{ kind: 'value-expires', requirementIds: [], expiresAt: 1, days: 7 }, true, false],
    [{ kind: 'value-expires', requirementIds: [], expiresAt: 1, days: 1 }, true, true],
    [{ kind: 'submitted', personId: 'U1' }, false, false],
  ];
  for (const [change, mention, broadcast] of loud)
    it(`${JSON.stringify(change)} ${mention ? 'mentions' : 'spares'} the owner${broadcast ? ' and the channel hears it' : ''}`, () => {
      assert.deepEqual(groupLoudness([change]), { mention, broadcast });
    });
});

describe('a state of a group', () => {
  const words: [status: string, words: RegExp, meaning: RegExp][] = [
    ['unapproved', /not approved yet/, /when every requirement has a value/],
    ['pending-approval', /waiting for approval/, /can use it meanwhile/],
    ['approved', /approved/, /need no new review/],
    ['declined', /declined/, /no order can use it until that is corrected/],
    ['expired', /expired/, /no order can use it until that is replaced/],
    ['no-longer-eligible', /rules have changed/, /make a new one/],
    ['brand-new', /brand-new/, /does not say what this word means/],
  ];
  for (const [status, says, means] of words)
    it(`${status} is said in words, with what it means for an order`, () => {
      assert.match(groupStatusWords(status), says);
      assert.match(groupMeaning({ status }), means);
    });

  const submittable: [status: string, answered: boolean, country: string, expected: boolean, reason: string][] = [
    ['unapproved', true, 'CH', true, 'complete and not with Number Ops'],
    ['declined', true, 'CH', true, 'corrected'],
    ['unapproved', false, 'CH', false, 'a value is missing'],
    ['pending-approval', true, 'CH', false, 'it is with Number Ops'],
    ['approved', true, 'CH', false, 'nothing is left to approve'],
    ['unapproved', true, 'IT', false, 'not offered there'],
  ];
  for (const [status, answered, country, expected, reason] of submittable)
    it(`${expected ? 'can' : 'cannot'} be submitted: ${reason}`, () => {
      assert.equal(canSubmit(group(status, answered, country)), expected);
    });

  it('says why the values cannot go into a part', () => {
    const place = { country: 'CH', numberType: 'local' };
    assert.equal(whyNotApplicable(group('approved'), place), null);
    assert.match(whyNotApplicable(group('approved', false), place) ?? '', /0 of 1 values.*fill it in first/);
    assert.match(whyNotApplicable(group('expired'), place) ?? '', /This group is expired/);
    assert.match(whyNotApplicable(group('approved'), { ...place, country: 'DE' }) ?? '', /another country or type/);
  });

  it('goes by its reference, else by the beginning of its id', () => {
    assert.equal(groupName({ id: '0123456789', reference: ' Acme ' }), 'Acme');
    assert.equal(groupName({ id: '0123456789', reference: ' ' }), 'Group 01234567');
  });
});

describe('what is remembered of a group', () => {
  const kept = { ...newTrackedGroup({ id: 'g1', now: NOW }), channelId: 'C1' };

  it('is read every five minutes while it waits for approval, else rarer the quieter it is', () => {
    const pending = { ...kept, group: group('pending-approval') };
    assert.equal(nextGroupCheckAt({ record: pending, now: NOW + 9 * DAY_MS }), NOW + 9 * DAY_MS + 5 * MINUTE_MS);
    assert.equal(nextGroupCheckAt({ record: kept, now: NOW }), NOW + 15 * MINUTE_MS);
    assert.equal(nextGroupCheckAt({ record: kept, now: NOW + DAY_MS }), NOW + DAY_MS + 60 * MINUTE_MS);
  });

  it('owes nothing where nobody keeps it', () => {
    const changes: GroupChange[] = [{ kind: 'submitted', personId: 'U1' }];
    const alone = newTrackedGroup({ id: 'g1', now: NOW });
    assert.equal(isGroupOwing(oweGroup(alone, { id: 'u', now: NOW, changes })), false);
    assert.equal(oweGroup(kept, { id: 'u', now: NOW, changes }).owed.length, 1);
  });

  it('is its newest fifty uses, each part once', () => {
    let record: TrackedGroup = kept;
    for (let at = 0; at < 60; at += 1)
      record = withUse(record, { orderKey: 'k', partId: `p${at}`, reference: 'r', at });
    record = withUse(record, { orderKey: 'k', partId: 'p30', reference: 'r', at: 99 });
    assert.equal(record.uses.length, 50);
    assert.deepEqual(record.uses.at(-1), { orderKey: 'k', partId: 'p30', reference: 'r', at: 99 });
    assert.equal(record.uses.filter(({ partId }) => partId === 'p30').length, 1);
  });
});
