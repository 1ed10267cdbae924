import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError } from '../errors.ts';

/** An order as it stands in the store. `revision` counts its writes: of two copies the higher one is the newer. */
export type StoredOrder = { revision: number; order: TrackedOrder };

const VERSION = 1;

/** What was read, if this numberdesk can read it; else an `AppError('store_failed')` that says why not. */
export const readStoredOrder = (key: string, value: unknown): StoredOrder => {
  const stored = value as { revision?: unknown; order?: { version?: unknown } } | null;
  const version = stored?.order?.version;
  if (typeof version === 'number' && version > VERSION)
    throw new AppError(
      'store_failed',
      `A newer numberdesk wrote the order ${key} (version ${version}; this one reads ${VERSION}). Start the newer one.`,
    );
  if (version !== VERSION || typeof stored?.revision !== 'number')
    throw new AppError('store_failed', `The stored order ${key} is not one that numberdesk wrote.`);
  return value as StoredOrder;
};
