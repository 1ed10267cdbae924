import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GroupChange } from '../../../src/domain/group-changes.ts';
import type { ListedGroup } from '../../../src/domain/group-parts.ts';
import { type RequirementGroup, withoutValues } from '../../../src/domain/requirement-group.ts';
import { newTrackedGroup, type TrackedGroup } from '../../../src/domain/tracked-group.ts';
import { formTarget } from '../../../src/slack/ids.ts';
import { GROUP_ACTS, groupMoreRef, orderGroupRef } from '../../../src/slack/ids-of-groups.ts';
import { groupCard } from '../../../src/slack/views/group-card.ts';
import { groupFormModal, readGroupForm } from '../../../src/slack/views/group-form.ts';
import { applyGroupModal, deleteGroupModal, readApplyForm } from '../../../src/slack/views/group-modals.ts';
import { groupUpdateMessage } from '../../../src/slack/views/group-update-message.ts';
import { groupsMessage } from '../../../src/slack/views/groups-message.ts';
import { aRequirementGroup, aRequirementType, DAY_MS, NOW } from '../../support/builders.ts';
import { buttonsOf, elementsOf, wordsOf } from './shown.ts';

const UUID = '00000000-0000-4000-8000-000000000001';

const aReading = (given: Partial<RequirementGroup> & { answered?: boolean; expiresAt?: number | null } = {}) => {
  const { answered = true, expiresAt = null, ...rest } = given;
  const [requirement] = aRequirementGroup().requirements;
  assert.ok(requirement);
  const requirements = [{ ...requirement, answered, expiresAt }];
  return withoutValues(aRequirementGroup({ id: UUID, requirements, ...rest }));
};

const listed = (given: Parameters<typeof aReading>[0] = {}): ListedGroup => ({
  group: aReading(given),
  record: null,
  openParts: [],
});

const aRecord = (given: Partial<TrackedGroup> = {}): TrackedGroup => ({
  ...newTrackedGroup({ id: UUID, now: NOW }),
  channelId: 'C1',
  ownerId: 'U1',
  cardTs: '1.1',
  group: aReading(),
  requirementTypes: { 'req-name': aRequirementType() },
  ...given,
});

const menuOf = (shown: { blocks: unknown }): string[] =>
  elementsOf(shown, 'overflow').flatMap(({ options }) =>
    (options as { text: { text: string } }[]).map(({ text }) => text.text),
  );

const update = (record: TrackedGroup, ...changes: GroupChange[]) =>
  groupUpdateMessage({ record, update: { id: 'u', createdAt: NOW, changes }, now: NOW });

describe('the list of groups', () => {
  it('names those first that need somebody', () => {
    const groups = [
      listed({ id: 'a'.repeat(36), reference: 'Fine', status: 'approved' }),
      listed({ reference: 'Half', answered: false }),
      listed({ reference: 'Soon', status: 'approved', expiresAt: NOW + 20 * DAY_MS }),
      listed({ reference: 'Bad', status: 'declined' }),
    ];
    const words = wordsOf(groupsMessage({ groups, place: null, now: NOW }));
    const order = ['Bad', 'Half', 'Soon', 'Fine'].map((name) => words.indexOf(`*${name}*`));
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.match(words, /\*4 requirement groups\.\* 3 of them need somebody\./);
    assert.match(words, /a value expires .* \(in 20 days\)/);
  });

  const rows: [given: Parameters<typeof aReading>[0], button: string, menu: string[]][] = [
    [{ answered: false }, 'Fill in', ['Rename…', 'Keep in this channel', 'Delete…']],
    [{}, 'Open', ['Apply to an order…', 'Submit for pre-approval', 'Rename…', 'Keep in this channel', 'Delete…']],
    [{ country: 'IT' }, 'Open', ['Apply to an order…', 'Rename…', 'Keep in this channel', 'Delete…']],
    [
      { status: 'declined' },
      'Fix what was declined',
      ['Submit for pre-approval', 'Rename…', 'Keep in this channel', 'Delete…'],
    ],
    [{ status: 'expired' }, 'Replace what expired', ['Rename…', 'Keep in this channel', 'Delete…']],
    [{ status: 'no-longer-eligible' }, 'Create a group', ['Rename…', 'Keep in this channel', 'Delete…']],
  ];
  for (const [given, button, menu] of rows)
    it(`offers for ${JSON.stringify(given)}: ${button}`, () => {
      const message = groupsMessage({ groups: [listed(given)], place: null, now: NOW });
      assert.deepEqual(buttonsOf(message), [button, 'Create a group']);
      assert.deepEqual(menuOf(message), menu);
    });

  it('opens the form of a group by the value that every such button carries', () => {
    const [fill] = elementsOf(groupsMessage({ groups: [listed()], place: null, now: NOW }), 'button');
    assert.deepEqual(formTarget.decode(String(fill?.value)), { kind: 'group', groupId: UUID });
  });
});

describe('the card of a group', () => {
  it('says the state and what it means, how much is there, what ends when, and where it is used', () => {
    const group = aReading({ status: 'approved', expiresAt: NOW + 90 * DAY_MS });
    const uses = [{ orderKey: 'k', partId: 'p', reference: 'Acme Zurich · nd-k', at: NOW }];
    const words = wordsOf(groupCard({ record: aRecord({ group, uses }), now: NOW }));
    assert.match(words, /\*Approved\.\* Orders with it need no new review/);
    assert.match(words, /CH local · 1 of 1 value · a value expires .* \(in 90 days\)/);
    assert.match(words, /Used in: Acme Zurich · nd-k\./);
  });

  it('names what has no value yet', () => {
    const record = aRecord({ group: aReading({ answered: false }) });
    assert.match(wordsOf(groupCard({ record, now: NOW })), /Without a value: \*Name of the end user\*/);
  });

  it('of a deleted group offers nothing more', () => {
    const card = groupCard({ record: aRecord({ deletedBy: 'U2' }), now: NOW });
    assert.match(wordsOf(card), /\*Deleted\* from the Telnyx account by <@U2>/);
    assert.deepEqual(elementsOf(card, 'button'), []);
  });
});

describe('news of a group', () => {
  it('calls its owner when somebody must act, and is told to the channel when it is pressing', () => {
    const declined = update(
      aRecord({ group: aReading({ status: 'declined' }) }),
      { kind: 'status-changed', from: 'pending-approval', to: 'declined' },
      { kind: 'comment-added', commentId: 'c', author: 'ops', authorType: 'admin', body: 'Too <old>' },
    );
    assert.match(wordsOf(declined), /^<@U1> \*This group is now declined\*.*> Too &lt;old&gt;/s);
    assert.deepEqual(buttonsOf(declined), ['Fix what was declined', 'Reply', 'Mark as read']);
    assert.equal(declined.broadcast, true);
    assert.match(wordsOf(declined), /Requirement group: Zurich office/);
  });

  it('offers to put new values into orders that have the old ones', () => {
    const uses = [{ orderKey: 'k', partId: 'p', reference: 'r', at: NOW }];
    const filled: GroupChange = { kind: 'filled', personId: 'U1', requirementIds: ['req-name'], missingIds: [] };
    assert.deepEqual(buttonsOf(update(aRecord({ uses }), filled)), ['Put it into orders again']);
    assert.deepEqual(buttonsOf(update(aRecord(), filled)), []);
    assert.match(
      wordsOf(update(aRecord(), filled)),
      /<@U1> filled in \*Name of the end user\*\. \*Every requirement has/,
    );
  });

  it('says who may be named when nobody is', () => {
    const record = aRecord({ ownerId: null });
    const words = wordsOf(
      update(record, { kind: 'value-expires', requirementIds: ['req-name'], expiresAt: NOW + 7 * DAY_MS, days: 7 }),
    );
    assert.match(words, /\*7 days left:\* \*Name of the end user\* will expire/);
    assert.match(words, /Nobody is named for this group/);
  });
});

describe('the forms of groups', () => {
  const choice = (at: number, groupId: string | null = null) => ({
    orderKey: 'abcdefgh',
    partId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    reference: 'Acme · nd-abcdefgh',
    name: 'CH local part',
    numberCount: 2,
    words: '0 of 5 answered',
    groupId,
  });

  it('read a place that is typed, and keep one that an order fixed', () => {
    const state = {
      values: {
        'group:country': { x: { value: 'Schweiz' } },
        'group:type': { x: { selected_option: { value: 'mobile' } } },
        'group:reference': { x: { value: ' Acme ' } },
        'group:channel': { x: { selected_conversation: 'C1' } },
      },
    };
    const free = groupFormModal({ context: { place: null, forOrder: false }, channelId: null });
    const answers = { kind: 'group', country: 'CH', numberType: 'mobile', reference: 'Acme', channelId: 'C1' };
    assert.deepEqual(readGroupForm(state, free.private_metadata ?? ''), answers);
    const place = { country: 'IT', numberType: 'local' };
    const fixed = groupFormModal({ context: { place, forOrder: true }, channelId: null });
    assert.deepEqual(readGroupForm(state, fixed.private_metadata ?? ''), { ...answers, ...place });
  });

  it('say what is missing at its field', () => {
    const free = groupFormModal({ context: { place: null, forOrder: false }, channelId: null });
    const read = readGroupForm(
      { values: { 'group:country': { x: { value: 'Atlantis' } } } },
      free.private_metadata ?? '',
    );
    assert.equal(read.kind, 'problems');
    assert.deepEqual(Object.keys(read.kind === 'problems' ? read.problems : {}), [
      'group:country',
      'group:reference',
      'group:channel',
    ]);
  });

  it('choose no part for anybody, and say which have the values already', () => {
    const view = applyGroupModal({ group: aReading(), parts: [choice(1), choice(2, UUID)] });
    assert.doesNotMatch(JSON.stringify(view), /initial_option/);
    assert.match(JSON.stringify(view), /has its values already/);
    const [value] = JSON.stringify(view).match(/\[\\"abcdefgh\\",\\"[0-9a-f-]+\\"\]/) ?? [];
    const selected_options = [{ value: (value ?? '').replaceAll('\\"', '"') }];
    const { parts, groupId } = readApplyForm(
      { values: { 'group:parts': { x: { selected_options } } } },
      view.private_metadata ?? '',
    );
    assert.deepEqual([groupId, parts], [UUID, [{ orderKey: 'abcdefgh', partId: choice(1).partId }]]);
  });

  it('say before a group is deleted where it is used', () => {
    const view = deleteGroupModal({ ...listed(), openParts: [choice(1), choice(2)] });
    assert.match(
      wordsOf(view),
      /\*2 open parts have its values\.\*.*• CH local part, 2 numbers, of Acme · nd-abcdefgh/s,
    );
  });

  it('carry ids that come back as they went', () => {
    for (const act of GROUP_ACTS) {
      const text = groupMoreRef.encode({ act, groupId: UUID });
      assert.ok(text.length <= 75);
      assert.deepEqual(groupMoreRef.decode(text), { act, groupId: UUID });
    }
    const ref = {
      country: 'CH',
      numberType: 'local',
      reservable: Array.from({ length: 50 }, (_, at) => `+4144000${at}0000`),
    };
    assert.ok(orderGroupRef.encode(ref).length <= 2000);
    assert.deepEqual(orderGroupRef.decode(orderGroupRef.encode(ref)), ref);
  });
});
