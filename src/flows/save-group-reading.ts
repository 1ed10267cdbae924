import { diffGroup, type GroupChange, withoutOwnNews } from '../domain/group-changes.ts';
import { dueExpiryWarnings } from '../domain/group-expiry.ts';
import { nextGroupCheckAt, oweGroup, type TrackedGroup, withSeenComments } from '../domain/tracked-group.ts';
import type { ReadGroup } from './read-group.ts';

type SaveInput = {
  reading: ReadGroup;
  now: number;
  updateId: string;
  /** What a person did just before this reading: told in one message with what came of it. */
  acts?: readonly GroupChange[];
};

/** The record after a reading: the snapshot, what is due by it, and the one message that all of it owes. Pure. */
export const saveGroupReading = (
  record: TrackedGroup,
  { reading, now, updateId, acts = [] }: SaveInput,
): TrackedGroup => {
  const { group, comments, requirementTypes } = reading;
  const { group: before, seenCommentIds } = record;
  const news = withoutOwnNews(diffGroup({ before, after: group, comments, seenCommentIds }), acts);
  const isChanged = acts.length + news.length > 0 || JSON.stringify(before) !== JSON.stringify(group);
  const due = dueExpiryWarnings({ group, warned: record.warned, now });
  const read: TrackedGroup = {
    ...withSeenComments(
      record,
      comments.map(({ id }) => id),
    ),
    group,
    requirementTypes: { ...record.requirementTypes, ...requirementTypes },
    warned: due.warned,
    lastCheckedAt: now,
    lastChangedAt: isChanged ? now : record.lastChangedAt,
    cardIsStale: record.cardIsStale || isChanged,
  };
  const owed = oweGroup(read, { id: updateId, now, changes: [...acts, ...news, ...due.changes] });
  return { ...owed, nextCheckAt: nextGroupCheckAt({ record: owed, now }) };
};

/** What is due by the stored snapshot, when Telnyx could not be asked: a date does not wait for it. */
export const warnFromSnapshot = (
  record: TrackedGroup,
  { now, updateId }: { now: number; updateId: string },
): TrackedGroup | null => {
  if (record.group === null) return null;
  const { changes, warned } = dueExpiryWarnings({ group: record.group, warned: record.warned, now });
  return changes.length === 0 ? null : oweGroup({ ...record, warned }, { id: updateId, now, changes });
};
