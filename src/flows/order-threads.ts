import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';

/**
 * Where orders are talked about; Slack implements it. Calls reject with an `AppError`:
 * `channel_unavailable` (not in the channel, archived, gone), `slack_unreachable` (wait, then try again).
 */
export type OrderThreads = {
  /** Posts the card; its ts is the thread of all that follows. */
  postCard(order: TrackedOrder): Promise<{ cardTs: string }>;
  updateCard(order: TrackedOrder): Promise<void>;
  /** One reply in the order's thread. */
  postUpdate(order: TrackedOrder, update: OwedUpdate): Promise<void>;
  /** One message in the channel instead of a reminder in each of several threads. */
  postDigest(channelId: string, items: { order: TrackedOrder; update: OwedUpdate }[]): Promise<void>;
};
