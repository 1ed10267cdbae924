import { isKept, type TrackedGroup } from '../domain/tracked-group.ts';
import { isAppError } from '../errors.ts';
import type { GroupDesk } from './act-on-group.ts';
import { inParallel } from './in-parallel.ts';
import { readGroup } from './read-group.ts';
import { saveGroupReading, warnFromSnapshot } from './save-group-reading.ts';
import { type Hearing, hearSilence } from './telnyx-silence.ts';

/** Two calls to Telnyx each; orders come first, so groups take a small share of a tick. */
const GROUPS_A_TICK = 50;
const AT_ONCE = 2;
const RETRY_AFTER_MS = 5 * 60_000;
/** Most likely it was deleted in the portal: looked for, but seldom. */
const ABSENT_RETRY_MS = 60 * 60_000;

/** Reads one kept group and saves what changed with what it owes, under its lock. */
export const checkGroup = (desk: GroupDesk, groupId: string): Promise<TrackedGroup | null> =>
  desk.groups.withLock(groupId, async () => {
    const reading = await readGroup(desk, groupId);
    const given = { reading, now: desk.clock.now(), updateId: desk.newToken() };
    return desk.groups.update(groupId, (record) => (isKept(record) ? saveGroupReading(record, given) : null));
  });

type Round = Hearing & { now: number };

/** "Not found" says nothing about the group for sure, so nothing is said of it: whoever runs the app reads the log. */
const noteFailure = async (
  { groups, log, newToken }: GroupDesk,
  { groupId, round, error }: { groupId: string; round: Round; error: unknown },
): Promise<void> => {
  if (isAppError(error)) log.warn({ groupId, code: error.code, reason: error.message }, 'group not read');
  else log.error({ groupId, err: error }, 'group not read');
  const { now } = round;
  const again = now + (isAppError(error, 'not_found') ? ABSENT_RETRY_MS : RETRY_AFTER_MS);
  hearSilence(round, { error, isAlone: false });
  if (round.telnyxReachable) await groups.update(groupId, (record) => ({ ...record, nextCheckAt: again }));
  await groups.update(groupId, (record) => warnFromSnapshot(record, { now, updateId: newToken() }));
};

const checkOne = async (desk: GroupDesk, { record, round }: { record: TrackedGroup; round: Round }): Promise<void> => {
  const { id: groupId } = record;
  try {
    if (!round.telnyxReachable) {
      const due = { now: round.now, updateId: desk.newToken() };
      await desk.groups.update(groupId, (saved) => warnFromSnapshot(saved, due));
      return;
    }
    await checkGroup(desk, groupId);
    round.silentInARow = 0;
  } catch (error) {
    await noteFailure(desk, { groupId, round, error });
  }
};

/** A store that fails takes this group with it, not the others. */
const checkSafely = async (desk: GroupDesk, given: { record: TrackedGroup; round: Round }): Promise<void> => {
  try {
    await checkOne(desk, given);
  } catch (error) {
    desk.log.error({ groupId: given.record.id, err: error }, 'group not checked');
  }
};

/** Reads the kept groups that are due, and posts what all of them owe. Gives how many messages were posted. */
export const checkGroups = async (desk: GroupDesk, given: { telnyxReachable: boolean }): Promise<number> => {
  const round: Round = { now: desk.clock.now(), silentInARow: 0, ...given };
  const due = (await desk.groups.list()).filter((record) => isKept(record) && record.nextCheckAt <= round.now);
  await inParallel(due.slice(0, GROUPS_A_TICK), {
    limit: AT_ONCE,
    work: (record) => checkSafely(desk, { record, round }),
  });
  return desk.deliverGroups.deliverAll();
};
