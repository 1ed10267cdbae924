import { type GroupUse, newTrackedGroup, withUse } from '../domain/tracked-group.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';

/** Remembers where a group was used, whether or not anybody keeps it in a channel. */
export const noteUse = async (
  groups: TrackedGroups,
  { groupId, use }: { groupId: string; use: GroupUse },
): Promise<void> => {
  if (await groups.update(groupId, (record) => withUse(record, use))) return;
  const isNew = await groups.create(withUse(newTrackedGroup({ id: groupId, now: use.at }), use));
  // Somebody else remembered it first, just now.
  if (!isNew) await groups.update(groupId, (record) => withUse(record, use));
};
