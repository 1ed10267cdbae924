import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';

/** An order as it stands in the store. `revision` counts its writes: of two copies the higher one is the newer. */
export type StoredOrder = { revision: number; order: TrackedOrder };

const VERSION = 3;

/** What each version added, under the version that had it not yet: older records are read as if they had been written now. */
const ADDED: Record<number, object> = {
  1: { filling: {}, answeredBy: {}, groups: {}, links: {} },
  2: { moved: null, posting: null },
};

const migrate = (stored: { revision: number; order: object }, version: number): StoredOrder => {
  let order = stored.order;
  for (let from = version; from < VERSION; from += 1) order = { ...order, ...ADDED[from] };
  return { revision: stored.revision, order: { ...order, version: VERSION } as TrackedOrder };
};

/** What was read, if this numberdesk can read it; else an `AppError('store_failed')` that says why not. */
export const readStoredOrder = (key: string, value: unknown): StoredOrder => {
  const stored = value as { revision?: unknown; order?: { version?: unknown } } | null;
  const version = stored?.order?.version;
  if (typeof version === 'number' && version > VERSION)
    throw new AppError(
      'store_failed',
      `A newer numberdesk wrote the order ${key} (version ${version}; this one reads ${VERSION}). Start the newer one.`,
    );
  const isKnown = version === VERSION || (typeof version === 'number' && version in ADDED);
  if (!isKnown || typeof stored?.revision !== 'number')
    throw new AppError('store_failed', `The stored order ${key} is not one that numberdesk wrote.`);
  return version === VERSION
    ? (value as StoredOrder)
    : migrate(value as { revision: number; order: object }, version as number);
};
