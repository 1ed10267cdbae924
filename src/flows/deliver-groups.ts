import { shownOf } from '../domain/thread.ts';
import { isGroupOwing, type TrackedGroup } from '../domain/tracked-group.ts';
import type { Log } from '../log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { ChannelPace } from './channel-pace.ts';
import { createDeliverInTurn } from './deliver-in-turn.ts';
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

export const createDeliverGroups = (options: DeliverGroupsOptions): DeliverGroups => {
  const { groups, clock, log } = options;
  const deliver = (groupId: string) => groups.withLock(groupId, () => deliverLocked(options, groupId));
  const inTurn = createDeliverInTurn({ deliver, name: 'groupId', clock, log });
  return {
    deliver: inTurn.one,
    deliverAll: async () => inTurn.all((await groups.list()).filter(isGroupOwing).map(({ id }) => id)),
  };
};
