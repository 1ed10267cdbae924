import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { GroupChange } from '../../../src/domain/group-changes.ts';
import type { ListedGroup, PartChoice } from '../../../src/domain/group-parts.ts';
import type { GroupReading } from '../../../src/domain/requirement-group.ts';
import { newTrackedGroup, type TrackedGroup } from '../../../src/domain/tracked-group.ts';
import { groupCard } from '../../../src/slack/views/group-card.ts';
import { groupCommentModal } from '../../../src/slack/views/group-comment-modal.ts';
import { groupFormModal } from '../../../src/slack/views/group-form.ts';
import {
  appliedModal,
  applyGroupModal,
  deleteGroupModal,
  renameGroupModal,
} from '../../../src/slack/views/group-modals.ts';
import { groupUpdateMessage } from '../../../src/slack/views/group-update-message.ts';
import { groupsMessage } from '../../../src/slack/views/groups-message.ts';
import { paperworkMessage } from '../../../src/slack/views/paperwork-message.ts';
import { notApplicableQuestion } from '../../../src/slack/views/talk-modals.ts';
import { aComment, DAY_MS, NOW } from '../../support/builders.ts';
import { hostileText, requirementTypes } from './hostile.ts';
import { assertMessageFits, assertViewFits } from './shown.ts';

const RUNS = { numRuns: 25, endOnFailure: true };
const uuid = (at: number): string => `00000009-0000-4000-8000-${String(at).padStart(12, '0')}`;
const orNull = (text: fc.Arbitrary<string>): fc.Arbitrary<string | null> => fc.option(text, { nil: null });

const STATES = ['approved', 'unapproved', 'pending-approval', 'declined', 'expired', 'no-longer-eligible'];

const reading = (at: number): fc.Arbitrary<GroupReading> =>
  fc
    .record({
      country: fc.oneof(fc.constantFrom('CH', 'IT', 'DE'), hostileText),
      numberType: fc.oneof(fc.constantFrom('local', 'toll_free'), hostileText),
      status: fc.oneof(fc.constantFrom(...STATES), hostileText),
      reference: orNull(hostileText),
      answered: fc.boolean(),
      expiresAt: fc.constantFrom(null, NOW - DAY_MS, NOW + DAY_MS, NOW + 300 * DAY_MS),
      count: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ answered, expiresAt, count, ...given }) => ({
      ...given,
      id: uuid(at),
      requirements: Array.from({ length: count }, (_, index) => ({
        requirementId: `00000001-0000-4000-8000-${String(index).padStart(12, '0')}`,
        kind: 'textual',
        answered: answered || index % 2 === 0,
        status: null,
        expiresAt,
      })),
    }));

const choices = (most: number): fc.Arbitrary<PartChoice[]> =>
  fc.uniqueArray(
    fc.record({
      orderKey: fc.constant('k'.repeat(16)),
      partId: fc.nat({ max: 999 }).map(uuid),
      reference: hostileText,
      name: hostileText,
      numberCount: fc.nat({ max: 5000 }),
      words: hostileText,
      groupId: fc.constantFrom(null, uuid(1)),
    }),
    { maxLength: most, selector: ({ partId }) => partId },
  );

const change: fc.Arbitrary<GroupChange> = fc.tuple(hostileText, hostileText).chain(([text, other]) => {
  const requirementIds = Array.from(
    { length: 20 },
    (_, at) => `00000001-0000-4000-8000-${String(at).padStart(12, '0')}`,
  );
  return fc.constantFrom<GroupChange>(
    { kind: 'status-changed', from: text, to: other },
    { kind: 'status-changed', from: text, to: 'declined' },
    { kind: 'comment-added', commentId: 'c', author: text, authorType: 'admin', body: other },
    { kind: 'comment-added', commentId: 'c', author: text, authorType: other, body: other },
    { kind: 'comment-sent', personId: text, body: other },
    { kind: 'value-expires', requirementIds, expiresAt: NOW + DAY_MS, days: 1 },
    { kind: 'created', personId: 'U1', requirementIds },
    { kind: 'renamed', personId: 'U1', from: text, to: other },
    { kind: 'submitted', personId: text },
    { kind: 'filled', personId: 'U1', requirementIds, missingIds: requirementIds },
    { kind: 'applied', personId: 'U1', reference: text },
    { kind: 'deleted', personId: 'U1' },
  );
});

const record: fc.Arbitrary<TrackedGroup> = fc
  .record({
    group: fc.option(reading(1), { nil: null }),
    ownerId: fc.constantFrom(null, 'U1', '<!channel>'),
    deletedBy: fc.constantFrom(null, null, 'U2'),
    types: requirementTypes({ min: 0, max: 20 }),
    references: fc.array(hostileText, { maxLength: 50 }),
  })
  .map(({ types, references, ...given }) => ({
    ...newTrackedGroup({ id: uuid(1), now: NOW }),
    ...given,
    channelId: 'C1',
    cardTs: '1.1',
    requirementTypes: Object.fromEntries(types.map((type) => [type.id, type])),
    uses: references.map((reference, at) => ({ orderKey: 'k', partId: uuid(at), reference, at: NOW })),
  }));

const listed = (at: number): fc.Arbitrary<ListedGroup> =>
  fc.record({ group: reading(at), record: fc.option(record, { nil: null }), openParts: choices(60) });

describe('views of groups stay within what Slack takes', () => {
  it('the list, with a hundred groups and long words', () => {
    const some = fc
      .integer({ min: 0, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => listed(at))));
    const given = {
      groups: some,
      place: fc.constantFrom(null, { country: 'CH', numberType: null }),
      times: fc.constantFrom(1, 25),
    };
    fc.assert(
      fc.property(fc.record(given), ({ groups, place, times }) => {
        const many = Array.from({ length: times }, () => groups).flat();
        assertMessageFits(groupsMessage({ groups: many, place, now: NOW }));
      }),
      RUNS,
    );
  });

  it('the card and its news', () => {
    fc.assert(
      fc.property(record, fc.array(change, { minLength: 1, maxLength: 30 }), (kept, changes) => {
        assertMessageFits(groupCard({ record: kept, now: NOW }));
        const update = { id: 'u', createdAt: NOW, changes };
        assertMessageFits(groupUpdateMessage({ record: kept, update, now: NOW }));
      }),
      RUNS,
    );
  });

  it('the forms, with more parts than a menu holds', () => {
    fc.assert(
      fc.property(listed(1), choices(130), (each, parts) => {
        const { group } = each;
        assertViewFits(renameGroupModal({ ...group, reference: group.reference?.slice(0, 200) ?? null }));
        assertViewFits(deleteGroupModal({ ...each, openParts: parts }));
        if (parts.length > 0) assertViewFits(applyGroupModal({ group, parts }));
        const failed = parts.map((choice) => ({ choice, error: new Error(choice.words) }));
        assertViewFits(appliedModal({ group, applied: parts, failed }));
      }),
      RUNS,
    );
  });

  it('the form of a comment, with long words in both directions', () => {
    const given = { group: reading(1), text: hostileText, body: fc.option(hostileText, { nil: null }) };
    fc.assert(
      fc.property(fc.record(given), fc.constantFrom(null, 'C1'), ({ group, text, body }, keptIn) => {
        const comments = [aComment({ author: text, body: text }), aComment({ id: 'c2', body: text.repeat(40) })];
        assertViewFits(groupCommentModal({ group, comments, keptIn, body }));
        const question = notApplicableQuestion(Array.from({ length: 40 }, () => text));
        assertViewFits(groupCommentModal({ group, comments: [], keptIn, body: question }));
      }),
      RUNS,
    );
  });

  it('the form for a new group, over an order of fifty numbers', () => {
    const numbers = Array.from({ length: 50 }, (_, at) => `+414400${String(at).padStart(5, '0')}`);
    fc.assert(
      fc.property(hostileText, fc.boolean(), (numberType, forOrder) => {
        const hold = { held: numbers, refused: numbers, until: NOW };
        const place = { country: 'CH', numberType: numberType.slice(0, 100) };
        assertViewFits(groupFormModal({ context: { place, forOrder }, channelId: null, hold }));
        assertViewFits(
          groupFormModal({ context: { place: null, forOrder }, channelId: 'C1', initial: { country: 'CH' } }),
        );
      }),
      RUNS,
    );
  });

  it('the paperwork with the groups that fit', () => {
    const groups = fc.tuple(...Array.from({ length: 15 }, (_, at) => reading(at)));
    fc.assert(
      fc.property(requirementTypes({ min: 1, max: 40 }), fc.option(groups, { nil: null }), (requirements, fitting) => {
        assertMessageFits(paperworkMessage({ country: 'CH', numberType: 'local', requirements }, fitting));
      }),
      RUNS,
    );
  });
});
