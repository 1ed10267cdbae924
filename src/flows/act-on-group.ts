import type { GroupChange } from '../domain/group-changes.ts';
import { isKept, oweGroup, type TrackedGroup } from '../domain/tracked-group.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { ActOnPart } from './act-on-part.ts';
import type { DeliverGroups, DeliverGroupsOptions } from './deliver-groups.ts';
import type { FollowOptions } from './follow-order.ts';
import type { KnownGroups } from './known-groups.ts';
import { readGroup } from './read-group.ts';
import { saveGroupReading } from './save-group-reading.ts';

export type GroupOptions = FollowOptions &
  DeliverGroupsOptions & {
    telnyx: Pick<Telnyx, 'requirementGroups' | 'comments' | 'subOrders'>;
    knownGroups: KnownGroups;
    log: Log;
  };

/** What every act on a group works with. */
export type GroupDesk = GroupOptions & { deliverGroups: DeliverGroups; actOnPart: ActOnPart };

/** "Not found" of a group is said in the words of groups. */
export const orNoGroup = async <Value>(read: Promise<Value>): Promise<Value> => {
  try {
    return await read;
  } catch (cause) {
    if (!isAppError(cause, 'not_found')) throw cause;
    const hint = 'Telnyx has no such requirement group (any more). `/numbers groups` lists those that it has.';
    throw new AppError('not_found', 'Telnyx has no such requirement group', { details: { hint }, cause });
  }
};

type Done = { groupId: string; acts: GroupChange[]; note?: (record: TrackedGroup) => TrackedGroup };

/** Reads a kept group and saves what came of it. A reading that fails owes the act alone; the next tick reads again. */
export const saveAct = async (desk: GroupDesk, { groupId, acts, note = (record) => record }: Done) => {
  const { groups, log, newToken, clock } = desk;
  try {
    const reading = await readGroup(desk, groupId);
    const given = { reading, acts, now: clock.now(), updateId: newToken() };
    return await groups.update(groupId, (record) => saveGroupReading(note(record), given));
  } catch (error) {
    if (!isAppError(error) || error.code === 'store_failed') throw error;
    log.warn({ groupId, code: error.code }, 'a group was not read again after an act; the next tick does it');
    const now = clock.now();
    return groups.update(groupId, (record) => ({
      ...oweGroup(note(record), { id: newToken(), now, changes: acts }),
      nextCheckAt: now,
    }));
  }
};

type Act<Result> = {
  groupId: string;
  /** Runs under the group's lock. What it throws reaches the caller, and nothing is owed. */
  act: () => Promise<Result>;
  /** What its channel is told, in the name of the person who acted. */
  changes: (result: Result) => GroupChange[];
  /** What the record keeps of it, saved in one with what is owed. */
  note?: (record: TrackedGroup, result: Result) => TrackedGroup;
};

/** Does something to a group at Telnyx for a person, saves what its channel is owed for it, and posts that. */
export const actOnGroup = async <Result>(desk: GroupDesk, { groupId, ...given }: Act<Result>): Promise<Result> => {
  const { groups, knownGroups, deliverGroups } = desk;
  const result = await groups.withLock(groupId, async () => {
    const done = await given.act();
    knownGroups.forget();
    const record: TrackedGroup | null = await groups.get(groupId);
    const note = (kept: TrackedGroup) => given.note?.(kept, done) ?? kept;
    if (record && isKept(record)) await saveAct(desk, { groupId, acts: given.changes(done), note });
    return done;
  });
  await deliverGroups.deliver(groupId);
  return result;
};
