import { isGroupOwing, type TrackedGroup } from '../domain/tracked-group.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { Pace } from './deliver-order.ts';
import { createPace } from './deliver-updates.ts';
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
  log: Log;
  postIntervalMs?: number;
  wait?: (milliseconds: number) => Promise<void>;
};

const onCard = (record: TrackedGroup): string =>
  JSON.stringify({ ...record, owed: [], cardTs: null, cardIsStale: false, nextCheckAt: 0, lastCheckedAt: 0 });

type Delivering = DeliverGroupsOptions & { pace: Pace };

const postCard = async ({ groups, groupThreads, pace }: Delivering, record: TrackedGroup) => {
  await pace();
  const { cardTs } = await groupThreads.postCard(record);
  // What changed while Slack answered is not on the card yet.
  return groups.update(record.id, (current) => ({
    ...current,
    cardTs,
    cardIsStale: onCard(current) !== onCard(record),
  }));
};

const postOwed = async ({ groups, groupThreads, pace }: Delivering, record: TrackedGroup): Promise<number> => {
  for (const update of record.owed) {
    await pace();
    await groupThreads.postUpdate(record, update);
    await groups.update(record.id, (current) => ({
      ...current,
      owed: current.owed.filter(({ id }) => id !== update.id),
    }));
  }
  return record.owed.length;
};

const refreshCard = async ({ groups, groupThreads }: Delivering, id: string): Promise<void> => {
  const record = await groups.get(id);
  if (!record?.cardIsStale) return;
  await groupThreads.updateCard(record);
  await groups.update(id, (current) =>
    onCard(current) === onCard(record) ? { ...current, cardIsStale: false } : null,
  );
};

/** The card if it is missing, then each owed message in turn, then the card is brought up to date. */
const deliverLocked = async (delivering: Delivering, id: string): Promise<number> => {
  const saved = await delivering.groups.get(id);
  if (!saved || !isGroupOwing(saved)) return 0;
  const isNew = saved.cardTs === null;
  const record = isNew ? await postCard(delivering, saved) : saved;
  if (!record) return 0;
  const posted = await postOwed(delivering, record);
  await refreshCard(delivering, id);
  return posted + (isNew ? 1 : 0);
};

const deliverOne = async (delivering: Delivering, groupId: string): Promise<number> => {
  try {
    return await delivering.groups.withLock(groupId, () => deliverLocked(delivering, groupId));
  } catch (error) {
    if (isAppError(error, 'store_failed')) throw error;
    const said = 'not posted, kept for the next tick';
    if (isAppError(error)) delivering.log.warn({ groupId, code: error.code, reason: error.message }, said);
    else delivering.log.error({ groupId, err: error }, said);
    return 0;
  }
};

export const createDeliverGroups = (options: DeliverGroupsOptions): DeliverGroups => ({
  deliver: (groupId) => deliverOne({ ...options, pace: createPace(options) }, groupId),
  deliverAll: async () => {
    const delivering = { ...options, pace: createPace(options) };
    let posted = 0;
    for (const { id } of (await options.groups.list()).filter(isGroupOwing)) posted += await deliverOne(delivering, id);
    return posted;
  },
});
