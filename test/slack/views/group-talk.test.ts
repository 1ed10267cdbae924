import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GroupChange } from '../../../src/domain/group-changes.ts';
import { withoutValues } from '../../../src/domain/requirement-group.ts';
import { newTrackedGroup, type TrackedGroup } from '../../../src/domain/tracked-group.ts';
import { groupCommentRef, groupRef } from '../../../src/slack/ids-of-groups.ts';
import {
  groupCommentModal,
  groupCommentSentModal,
  readGroupCommentForm,
} from '../../../src/slack/views/group-comment-modal.ts';
import { groupUpdateMessage } from '../../../src/slack/views/group-update-message.ts';
import { aComment, aRequirementGroup, NOW } from '../../support/builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const UUID = '00000000-0000-4000-8000-000000000001';
const group = withoutValues(aRequirementGroup({ id: UUID, reference: 'Acme <AG>', status: 'approved' }));

const aRecord = (given: Partial<TrackedGroup> = {}): TrackedGroup => ({
  ...newTrackedGroup({ id: UUID, now: NOW }),
  channelId: 'C1',
  ownerId: 'U1',
  cardTs: '1.1',
  group,
  ...given,
});

const update = (record: TrackedGroup, ...changes: GroupChange[]) =>
  groupUpdateMessage({ record, update: { id: 'u', createdAt: NOW, changes }, now: NOW });

describe('what is told of a talk about a group', () => {
  it('offers to answer what was written, and to mark as read what Number Ops wrote', () => {
    const said = (authorType: string): GroupChange => ({
      kind: 'comment-added',
      commentId: 'c1',
      author: 'a <b>',
      authorType,
      body: 'Hello',
    });
    const byNumberOps = update(aRecord(), said('admin'));
    assert.match(wordsOf(byNumberOps), /^<@U1> \*Number Ops \(a &lt;b&gt;\) wrote\* about this group:\n> Hello/);
    assert.deepEqual(buttonsOf(byNumberOps), ['Reply', 'Mark as read']);
    const [reply, read] = elementsOf(byNumberOps, 'button').map(({ value }) => String(value));
    assert.deepEqual(groupRef.decode(reply), { groupId: UUID });
    assert.deepEqual(groupCommentRef.decode(read), { groupId: UUID, commentId: 'c1' });
    const byColleague = update(aRecord(), said('user'));
    assert.match(wordsOf(byColleague), /^\*a &lt;b&gt; wrote\* about this group/);
    assert.deepEqual(buttonsOf(byColleague), ['Reply']);
    assert.deepEqual(
      buttonsOf(update(aRecord({ deletedBy: 'U1' }), said('admin'))),
      [],
      'a deleted group hears nothing',
    );
  });

  it('quotes what a person wrote from here, in their name', () => {
    const sent = update(aRecord(), { kind: 'comment-sent', personId: 'U2', body: 'Is <it>\nenough?' });
    assert.match(wordsOf(sent), /^<@U2> wrote to Number Ops about this group:\n> Is &lt;it&gt;\n> enough\?/);
    assert.deepEqual(buttonsOf(sent), []);
  });
});

describe('the form of a comment about a group', () => {
  it('says what it is about, what was said last, and where the comment will be told', () => {
    const comments = [aComment({ body: 'Newest', createdAt: NOW }), aComment({ body: 'Older', createdAt: NOW - 1 })];
    const view = groupCommentModal({ group, comments, keptIn: 'C1', body: null });
    assert.match(wordsOf(view), /\*Acme &lt;AG&gt;\*, requirement group for CH local/);
    assert.match(wordsOf(view), /\*Last comment\*.*> Newest/s);
    assert.doesNotMatch(wordsOf(view), /Older|as it stands/);
    assert.match(wordsOf(view), /The group is kept in <#C1>/);
    assert.deepEqual(elementsOf(view, 'conversations_select'), []);
  });

  it('chooses no channel for anybody where nobody keeps the group', () => {
    const view = groupCommentModal({ group, comments: [], keptIn: null, body: 'May it be left out?' });
    const [channel] = elementsOf(view, 'conversations_select');
    assert.ok(channel);
    assert.equal('initial_conversation' in channel || 'default_to_current_conversation' in channel, false);
    const [text] = elementsOf(view, 'plain_text_input');
    assert.equal(text?.initial_value, 'May it be left out?');
    const typed = { 'talk:body': { x: { value: ' They may? ' } } };
    const metadata = view.private_metadata ?? '';
    const read = { groupId: UUID, body: 'They may?', channelId: null };
    assert.deepEqual(readGroupCommentForm({ values: typed }, metadata), read);
    const values = { ...typed, 'talk:channel': { x: { selected_conversation: 'C7' } } };
    assert.deepEqual(readGroupCommentForm({ values }, metadata), { ...read, channelId: 'C7' });
  });

  it('ends with where the answer will be read', () => {
    assert.match(wordsOf(groupCommentSentModal('C1')), /answer will be posted in the group’s thread in <#C1>/);
    assert.match(wordsOf(groupCommentSentModal(null)), /told nowhere in Slack/);
  });
});
