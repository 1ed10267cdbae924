import type { Posting } from '../../src/domain/thread.ts';
import { AppError, type PlaceFault } from '../../src/errors.ts';
import type { FoundPost } from '../../src/flows/thread-port.ts';

/** What Slack is like for the fakes: channels that take nothing, cards that were deleted, whether history may be read. */
export const createFakePlaces = () => {
  const closed = new Map<string, PlaceFault>();
  const deleted = new Set<string>();
  const failing = new Map<string, AppError>();
  const places = {
    /** This channel, or person, takes no posts any more. */
    close: (channelId: string, fault: PlaceFault = 'archived') => closed.set(channelId, fault),
    open: (channelId: string) => closed.delete(channelId),
    /** Slack fails at each post into this thread; null: not any more. */
    failAt: (cardTs: string, error: AppError | null) =>
      void (error ? failing.set(cardTs, error) : failing.delete(cardTs)),
    deleteCard: (cardTs: string) => deleted.add(cardTs),
    mayReadHistory: true,
    /** Refuses as Slack does. */
    check: ({ channelId, cardTs }: { channelId: string | null; cardTs?: string | null }): void => {
      const fault = channelId === null ? 'gone' : closed.get(channelId);
      if (fault) throw new AppError('channel_unavailable', 'Slack refused', { details: { fault } });
      const failure = failing.get(cardTs ?? '');
      if (failure) throw failure;
      if (cardTs && deleted.has(cardTs))
        throw new AppError('message_gone', 'Slack refused', { details: { fault: 'deleted' } });
    },
    /** A post to a person lands in their direct message. */
    channelOf: (channelId: string | null): string => (channelId ?? '').replace(/^U/, 'D'),
    /** What a look into the history gives; `isIt` tells the posts that the posting may have become. */
    find: <Post>(
      posted: readonly Post[],
      { posting, isIt, tsOf }: { posting: Posting; isIt: (post: Post) => boolean; tsOf: (post: Post) => string },
    ): FoundPost => {
      if (!places.mayReadHistory || posting.channelId.startsWith('U')) return { kind: 'unreadable' };
      const found = posted.find(isIt);
      if (found === undefined) return { kind: 'absent' };
      return { kind: 'found', place: { channelId: posting.channelId, cardTs: tsOf(found) } };
    },
  };
  return places;
};
