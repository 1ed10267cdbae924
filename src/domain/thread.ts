import type { PlaceFault } from '../errors.ts';
import { isAlike } from './is-alike.ts';

/** That a thread goes on elsewhere, and why: its new card says so. */
export type Moved = { fromChannelId: string; why: PlaceFault; at: number };

/**
 * A post that was begun and whose end is not known: saved before Slack is called, taken off when it is known. What it
 * leaves behind (a crash, a call without an answer) may stand in Slack already.
 */
export type Posting = {
  kind: 'card' | 'update' | 'digest';
  /** What the message's metadata names: the owed message, or the digest. */
  id: string;
  channelId: string;
  /** The owed messages that it says. */
  updateIds: string[];
  /** Of a card: what it says of where it comes from. */
  moved: Moved | null;
  /** When it was first tried. */
  at: number;
};

/** One message that a thread is owed. */
export type Owed = {
  id: string;
  /** It may stand there already, and Slack would not say whether: it is posted with the word that it may repeat. */
  doubted?: true;
};

/** What everything has that owns a card in a channel and owes its thread messages. */
export type ThreadRecord = {
  /** Null: nowhere. After a post to a person it is the direct message's. */
  channelId: string | null;
  /** Slack's id of the card message, which is the thread; null until it is posted. */
  cardTs: string | null;
  /** The card no longer shows what is known. */
  cardIsStale: boolean;
  ownerId: string | null;
  moved: Moved | null;
  posting: Posting | null;
  owed: Owed[];
};

/** Said already, or no longer worth saying. */
export const withoutOwed = <Held extends ThreadRecord>(record: Held, updateIds: readonly string[]): Held => ({
  ...record,
  owed: record.owed.filter(({ id }) => !updateIds.includes(id)),
  posting: record.posting?.updateIds.some((id) => updateIds.includes(id)) ? null : record.posting,
});

/** Whether these were said will not come out any more. Each keeps its doubt to itself: they are posted one by one. */
export const withDoubt = <Held extends ThreadRecord>(record: Held, updateIds: readonly string[]): Held => ({
  ...record,
  owed: record.owed.map((update) => (updateIds.includes(update.id) ? { ...update, doubted: true as const } : update)),
  posting: null,
});

/** The card is gone from Slack: the next one is posted in the same channel and says why. */
export const withoutCard = <Held extends ThreadRecord>(
  record: Held,
  { why, now }: { why: PlaceFault; now: number },
): Held =>
  record.channelId === null
    ? record
    : { ...record, cardTs: null, cardIsStale: true, moved: { fromChannelId: record.channelId, why, at: now } };

/** A card was lost or could not be posted where it belongs: it is owed, even when nothing else is. */
export const owesCard = ({ cardTs, cardIsStale, moved }: ThreadRecord): boolean =>
  cardIsStale && (cardTs !== null || moved !== null);

/** All that its card shows, to tell whether it shows less than is known. */
export const shownOf = <Held extends ThreadRecord & { nextCheckAt: number }>(record: Held): string =>
  JSON.stringify({ ...record, owed: [], posting: null, cardTs: null, cardIsStale: false, nextCheckAt: 0 });

type Looked = { lastCheckedAt: number | null; nextCheckAt: number };

/** That something was looked at for the first time is more than a time. */
const apartFromTimes = (record: Looked): Looked & { isLookedAt: boolean } => ({
  ...record,
  isLookedAt: record.lastCheckedAt !== null,
  lastCheckedAt: null,
  nextCheckAt: 0,
});

/** Whether nothing differs but when it was looked at and is to be again: most looks find nothing new. */
export const isSameButTimes = (one: Looked, other: Looked): boolean =>
  isAlike(apartFromTimes(one), apartFromTimes(other));
