import { type Moved, type Posting, type ThreadRecord, withDoubt, withoutCard, withoutOwed } from '../domain/thread.ts';
import { type AppError, type ErrorCode, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ChannelPace } from './channel-pace.ts';
import type { ThreadPort } from './thread-port.ts';

/** All that delivering needs to know of a kind of record. */
export type ThreadDesk<Held extends ThreadRecord> = {
  port: ThreadPort<Held, Held['owed'][number]>;
  get(key: string): Promise<Held | null>;
  update(key: string, change: (record: Held) => Held | null): Promise<Held | null>;
  needsCard(record: Held): boolean;
  /** All that its card shows. */
  shown(record: Held): string;
  /** An owed message as it stands now; null when it is not worth saying any more. */
  sendable(record: Held, update: Held['owed'][number]): Held['owed'][number] | null;
  /** Where a thread goes on whose channel takes nothing any more; after it, to its owner. */
  fallbackChannel: string | null;
  pace: ChannelPace;
  clock: { now(): number };
  log: Log;
};

type Run<Held extends ThreadRecord> = ThreadDesk<Held> & {
  key: string;
  posted: number;
};

/** The card deleted, its channel gone, the next one too: each has its own cause, and comes once. */
const MOST_MOVES = 4;

/** What was refused, or never reached Slack, is certainly not there and needs no looking for. */
export const isInDoubt = (error: unknown): boolean =>
  !isAppError(error) || (error.code === 'slack_unreachable' && error.details.nothingDone !== true);

/**
 * Posts when the channel's turn comes. That it begins is saved first, and taken back if it certainly did not happen: what
 * an earlier attempt left in doubt stays so.
 */
const post = <Held extends ThreadRecord, Result>(
  { key, update, pace, clock }: Run<Held>,
  { before, mark, act }: { before: Posting | null; mark: Omit<Posting, 'at'>; act: () => Promise<Result> },
): Promise<Result> =>
  pace.run(mark.channelId, async () => {
    const isAgain = before?.id === mark.id && before.channelId === mark.channelId;
    const at = isAgain ? before.at : clock.now();
    await update(key, (record) => ({ ...record, posting: { ...mark, at } }));
    try {
      return await act();
    } catch (error) {
      if (!isInDoubt(error)) await update(key, (record) => ({ ...record, posting: before }));
      throw error;
    }
  });

type CardToPost<Held> = { record: Held; channelId: string; moved: Moved | null };

const postCard = async <Held extends ThreadRecord>(
  run: Run<Held>,
  { record, channelId, moved }: CardToPost<Held>,
): Promise<Held | null> => {
  const { key, port, shown } = run;
  const as = { ...record, channelId, cardTs: null, moved };
  const mayRepeat = record.posting?.kind === 'card';
  const place = await post(run, {
    before: record.posting,
    mark: { kind: 'card', id: 'card', channelId, updateIds: [], moved },
    act: () => port.postCard(as, { mayRepeat }),
  });
  run.posted += 1;
  return run.update(key, (current) => {
    const saved = { ...current, ...place, moved, posting: null };
    // What changed while Slack answered is not on the card yet.
    return { ...saved, cardIsStale: shown(saved) !== shown({ ...as, ...place }) };
  });
};

/** What stands in the way of everything in this thread. */
const STOPS: ReadonlySet<ErrorCode> = new Set(['message_gone', 'channel_unavailable', 'slack_unreachable']);

const editCard = async <Held extends ThreadRecord>({ key, port, pace, log }: Run<Held>, record: Held) => {
  try {
    return await pace.edit(() => port.updateCard(record));
  } catch (error) {
    // A card that only cannot be edited now must not hold back the news.
    if (isAppError(error) && STOPS.has(error.code) && error.details.thisCallOnly !== true) throw error;
    log.error({ key, err: error }, 'a card cannot be edited; its thread goes on');
    return 'put off';
  }
};

const refreshCard = async <Held extends ThreadRecord>(run: Run<Held>, record: Held): Promise<void> => {
  if ((await editCard(run, record)) === 'put off') return;
  await run.update(run.key, (current) =>
    run.shown(current) === run.shown(record) ? { ...current, cardIsStale: false } : null,
  );
};

/** What an earlier attempt left open: looked up in Slack, where that is permitted. */
const settleDoubt = async <Held extends ThreadRecord>(run: Run<Held>): Promise<Held | null> => {
  const { key, port, update, log } = run;
  const record = await run.get(key);
  const posting = record?.posting ?? null;
  if (!record || !posting) return record;
  const found = await port.findPosted(record, posting);
  log.info({ key, posting: posting.kind, found: found.kind }, 'a post whose end was not known was looked for');
  if (found.kind === 'absent') return update(key, (current) => ({ ...current, posting: null }));
  if (posting.kind !== 'card') {
    const settle = found.kind === 'found' ? withoutOwed<Held> : withDoubt<Held>;
    return update(key, (current) => settle(current, posting.updateIds));
  }
  if (found.kind === 'unreadable') return record;
  const { moved } = posting;
  return update(key, (current) => ({ ...current, ...found.place, moved, cardIsStale: true, posting: null }));
};

/** One message, or none where it is not worth saying any more. It stays owed unless Slack will never take it. */
const postOwed = async <Held extends ThreadRecord>(run: Run<Held>, update: Held['owed'][number]): Promise<void> => {
  const { key, port, log } = run;
  const record = await run.get(key);
  const sendable = record && run.sendable(record, update);
  if (sendable && record.channelId !== null) {
    const { id } = update;
    const mark = { kind: 'update' as const, id, channelId: record.channelId, updateIds: [id], moved: null };
    try {
      await post(run, {
        before: record.posting,
        mark,
        act: () => port.postUpdate(record, { ...sendable, mayRepeat: update.doubted === true }),
      });
      run.posted += 1;
    } catch (error) {
      if (!isAppError(error, 'message_refused')) throw error;
      log.error({ key, updateId: id, reason: error.message }, 'a message was given up: Slack will never take it');
    }
  }
  await run.update(key, (current) => withoutOwed(current, [update.id]));
};

const deliverOnce = async <Held extends ThreadRecord>(run: Run<Held>): Promise<void> => {
  const settled = await settleDoubt(run);
  if (!settled || settled.channelId === null) return;
  const { channelId, moved } = settled;
  const record = run.needsCard(settled) ? await postCard(run, { record: settled, channelId, moved }) : settled;
  if (!record || record.cardTs === null) return;
  // Before the news: they are read under a card that is still there and shows how it stands.
  if (record.cardIsStale) await refreshCard(run, record);
  for (const update of record.owed) await postOwed(run, update);
};

/** To the first place that takes the card; false when none does: all stays owed where it was. */
const moveElsewhere = async <Held extends ThreadRecord>(
  run: Run<Held>,
  { record, fromChannelId, why }: { record: Held; fromChannelId: string; why: Moved['why'] },
): Promise<boolean> => {
  const moved = { fromChannelId, why, at: run.clock.now() };
  const refuges = [run.fallbackChannel, record.ownerId].filter((id) => id !== null && id !== fromChannelId);
  for (const channelId of refuges) {
    try {
      await postCard(run, { record, channelId: channelId ?? '', moved });
      run.log.warn({ key: run.key, ...moved, toChannelId: channelId }, 'a thread goes on elsewhere');
      return true;
    } catch (error) {
      if (!isAppError(error, 'channel_unavailable')) throw error;
    }
  }
  return false;
};

/** What can be done about a failure so that delivering can go on; false: nothing, for now. */
const makeWay = async <Held extends ThreadRecord>(run: Run<Held>, error: AppError): Promise<boolean> => {
  const record = await run.get(run.key);
  if (!record || record.channelId === null) return false;
  const { fault } = error.details;
  if (error.code === 'channel_unavailable')
    return moveElsewhere(run, { record, fromChannelId: record.channelId, why: fault ?? 'gone' });
  if (error.code !== 'message_gone' || record.cardTs === null) return false;
  await run.update(run.key, (current) => withoutCard(current, { why: fault ?? 'deleted', now: run.clock.now() }));
  return true;
};

/**
 * Posts the card if it is missing, brings it up to date, then posts each owed message in turn, each taken off as soon as
 * it is said. Where its place is gone, it goes on in the next one. For a caller that holds the record's lock. Gives how
 * many messages were posted.
 */
export const deliverThread = async <Held extends ThreadRecord>(
  desk: ThreadDesk<Held>,
  key: string,
): Promise<number> => {
  const run: Run<Held> = { ...desk, key, posted: 0 };
  for (let moves = 0; ; moves += 1) {
    try {
      await deliverOnce(run);
      return run.posted;
    } catch (error) {
      if (!isAppError(error) || moves >= MOST_MOVES || !(await makeWay(run, error))) throw error;
    }
  }
};
