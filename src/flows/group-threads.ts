import type { OwedGroupUpdate, TrackedGroup } from '../domain/tracked-group.ts';

/**
 * Where requirement groups are talked about; Slack implements it. Calls reject with an `AppError`:
 * `channel_unavailable` (not in the channel, archived, gone), `slack_unreachable` (wait, then try again).
 */
export type GroupThreads = {
  /** Posts the card; its ts is the thread of all that follows. */
  postCard(group: TrackedGroup): Promise<{ cardTs: string }>;
  updateCard(group: TrackedGroup): Promise<void>;
  /** One reply in the group's thread. */
  postUpdate(group: TrackedGroup, update: OwedGroupUpdate): Promise<void>;
};
