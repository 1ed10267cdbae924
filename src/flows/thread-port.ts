import type { Posting } from '../domain/thread.ts';

/** Where a card stands: its ts is the thread of all that follows. */
export type Place = { channelId: string; cardTs: string };

export type FoundPost = { kind: 'found'; place: Place } | { kind: 'absent' } | { kind: 'unreadable' };

/**
 * Where records are talked about; Slack implements it. Calls reject with an `AppError`:
 * `channel_unavailable` (not in the channel, archived, gone) · `message_gone` (the card, or its thread) ·
 * `slack_unreachable` (wait, then try again; `nothingDone` when it had no effect for sure) · `not_allowed` (the token, or
 * what it may do) · `slack_refused` (for any other reason that can heal; as with all of these, it had no effect) ·
 * `message_refused` (Slack will never take this message).
 */
export type ThreadPort<Held, Update> = {
  /** Posts the card into the record's channel, which may be a person: the place says which direct message that is. */
  postCard(record: Held, given: { mayRepeat: boolean }): Promise<Place>;
  updateCard(record: Held): Promise<void>;
  /** One reply in the thread. `mayRepeat`: it may stand there already, and has to say so. */
  postUpdate(record: Held, update: Update & { mayRepeat: boolean }): Promise<void>;
  /** Looks in Slack for a post that was begun. `unreadable`: not permitted, or there is no such thread to look in. */
  findPosted(record: Held, posting: Posting): Promise<FoundPost>;
};
