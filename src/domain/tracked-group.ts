import type { GroupChange } from './group-changes.ts';
import type { ExpiryWarned } from './group-expiry.ts';
import type { RequirementType } from './requirement.ts';
import type { GroupReading } from './requirement-group.ts';
import { type Moved, type Owed, owesCard, type Posting } from './thread.ts';

/** A part of an order that got the group's values. Telnyx does not say it: it is remembered here. */
export type GroupUse = {
  orderKey: string;
  partId: string;
  /** The order's, as it stood then. */
  reference: string;
  at: number;
};

/** One message that the group's channel is owed. Posted once, in order, then removed. */
export type OwedGroupUpdate = Owed & { createdAt: number; changes: GroupChange[] };

/**
 * What numberdesk remembers of a requirement group: the one record that is saved at once with all it owes. Values of
 * requirements are personal data and are never in it.
 */
export type TrackedGroup = {
  version: 2;
  id: string;
  /** Where it is kept: its card and its news stand there. Null: nobody keeps it, only its uses are remembered. */
  channelId: string | null;
  /** Who made it, or said that it is to be kept. */
  ownerId: string | null;
  /** Slack's id of the card message, which is the thread; null until it is posted. */
  cardTs: string | null;
  /** The card no longer shows what is known. */
  cardIsStale: boolean;
  /** Set once the thread had to go on elsewhere. */
  moved: Moved | null;
  /** A post that may have happened; null when none is in doubt. */
  posting: Posting | null;
  /** As last read at Telnyx; null before the first reading. */
  group: GroupReading | null;
  /** Of its requirements by id, for their names. */
  requirementTypes: Record<string, RequirementType>;
  /** Comments that were told, or were there before it was kept. */
  seenCommentIds: string[];
  /** Warnings given before a value expires, by requirement id. */
  warned: Record<string, ExpiryWarned>;
  owed: OwedGroupUpdate[];
  /** The newest last. */
  uses: GroupUse[];
  deletedBy: string | null;
  lastCheckedAt: number | null;
  lastChangedAt: number;
  nextCheckAt: number;
};

export const newTrackedGroup = ({ id, now }: { id: string; now: number }): TrackedGroup => ({
  version: 2,
  id,
  channelId: null,
  ownerId: null,
  cardTs: null,
  cardIsStale: false,
  moved: null,
  posting: null,
  group: null,
  requirementTypes: {},
  seenCommentIds: [],
  warned: {},
  owed: [],
  uses: [],
  deletedBy: null,
  lastCheckedAt: null,
  lastChangedAt: now,
  nextCheckAt: now,
});

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** When it is to be read again: Telnyx tells of no comment, and of a decision perhaps. */
export const nextGroupCheckAt = ({ record, now }: { record: TrackedGroup; now: number }): number => {
  if (record.group?.status === 'pending-approval') return now + 5 * MINUTE_MS;
  return now + (now - record.lastChangedAt < DAY_MS ? 15 : 60) * MINUTE_MS;
};

export const isKept = ({ channelId, deletedBy }: TrackedGroup): boolean => channelId !== null && deletedBy === null;

/** Something is not yet said or shown in Slack. */
export const isGroupOwing = (record: TrackedGroup): boolean => {
  const { channelId, cardTs, owed, deletedBy } = record;
  if (channelId === null) return false;
  return owesCard(record) || (cardTs === null ? deletedBy === null : owed.length > 0);
};

/** The same group owing its channel one message more, if anybody keeps it. No changes owe nothing. */
export const oweGroup = (
  record: TrackedGroup,
  { id, now, changes }: { id: string; now: number; changes: GroupChange[] },
): TrackedGroup =>
  changes.length === 0 || record.channelId === null
    ? record
    : { ...record, cardIsStale: true, owed: [...record.owed, { id, createdAt: now, changes }] };

/** More comments than a group ever has. */
const MOST_SEEN = 200;

/** The same group, to which these comments are no news any more. */
export const withSeenComments = (record: TrackedGroup, ids: readonly string[]): TrackedGroup => ({
  ...record,
  seenCommentIds: [...new Set([...record.seenCommentIds, ...ids])].slice(-MOST_SEEN),
});

/** Enough to see where it was used; the parts that are open know their group by themselves. */
const MOST_USES = 50;

/** A part gets a group once: applied again, it is the newest use. */
export const withUse = (record: TrackedGroup, use: GroupUse): TrackedGroup => ({
  ...record,
  cardIsStale: true,
  uses: [...record.uses.filter(({ partId }) => partId !== use.partId), use].slice(-MOST_USES),
});
