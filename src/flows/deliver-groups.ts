import { shownOf } from '../domain/thread.ts';
import { isGroupOwing, type TrackedGroup } from '../domain/tracked-group.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { ChannelPace } from './channel-pace.ts';
import { deliverThread } from './deliver-thread.ts';
import type { GroupThreads } from './group-threads.ts';

export type DeliverGroups = {
  /** Posts what one group owes its channel, now. Never rejects because of Slack: what is not posted stays owed. */
  deliver(groupId: string): Promise<number>;
  /** The same for all that owe something. */
  deliverAll(): Promise<number>;
};

export type DeliverGroupsOptions = {
  groups: TrackedGroups;
  groupThreads: GroupThreads;
  clock: { now(): number };
  log: Log;
  pace: ChannelPace;
  /** Where threads go on whose channel takes nothing any more. */
  defaultChannel: string | null;
};

const deliverLocked = async (options: DeliverGroupsOptions, id: string): Promise<number> => {
  const { groups, groupThreads, clock, log, pace, defaultChannel } = options;
  const saved = await groups.get(id);
  if (!saved || !isGroupOwing(saved)) return 0;
  return deliverThread<TrackedGroup>(
    {
      port: groupThreads,
      get: groups.get,
      update: groups.update,
      needsCard: ({ cardTs }) => cardTs === null,
      // When it was read stands on no card of a group.
      shown: (record) => shownOf({ ...record, lastCheckedAt: 0 }),
      sendable: (_record, update) => update,
      fallbackChannel: defaultChannel,
      pace,
      clock,
      log,
    },
    id,
  );
};

type Delivered = { posted: number; isSlackThere: boolean };

const deliverOne = async (options: DeliverGroupsOptions, groupId: string): Promise<Delivered> => {
  try {
    const posted = await options.groups.withLock(groupId, () => deliverLocked(options, groupId));
    return { posted, isSlackThere: true };
  } catch (error) {
    if (isAppError(error, 'store_failed')) throw error;
    const said = 'not posted, kept for the next tick';
    if (isAppError(error)) options.log.warn({ groupId, code: error.code, reason: error.message }, said);
    else options.log.error({ groupId, err: error }, said);
    return { posted: 0, isSlackThere: !isAppError(error, 'slack_unreachable') };
  }
};

export const createDeliverGroups = (options: DeliverGroupsOptions): DeliverGroups => ({
  deliver: async (groupId) => (await deliverOne(options, groupId)).posted,
  deliverAll: async () => {
    let posted = 0;
    for (const { id } of (await options.groups.list()).filter(isGroupOwing)) {
      const delivered = await deliverOne(options, id);
      posted += delivered.posted;
      // Each further one would wait as long in vain, and the poll with it.
      if (!delivered.isSlackThere) break;
    }
    return posted;
  },
});
