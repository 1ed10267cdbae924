import type { OwedGroupUpdate, TrackedGroup } from '../domain/tracked-group.ts';
import type { ThreadPort } from './thread-port.ts';

/** Where requirement groups are talked about. */
export type GroupThreads = ThreadPort<TrackedGroup, OwedGroupUpdate>;
