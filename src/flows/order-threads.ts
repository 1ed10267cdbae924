import type { OwedUpdate, TrackedOrder } from '../domain/tracked-order.ts';
import type { ThreadPort } from './thread-port.ts';

/** Where orders are talked about. */
export type OrderThreads = ThreadPort<TrackedOrder, OwedUpdate> & {
  /** One message in the channel instead of a reminder in each of several threads. */
  postDigest(digest: {
    id: string;
    channelId: string;
    items: { order: TrackedOrder; update: OwedUpdate }[];
  }): Promise<void>;
};
