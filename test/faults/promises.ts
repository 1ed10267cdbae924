import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createCipher } from '../../src/store/cipher.ts';
import { TEST_KEYS } from '../support/test-keys.ts';

const cipher = createCipher(TEST_KEYS);

/** What is dropped when it no longer applies; or told together with those of other orders. */
const PASSING: ReadonlySet<OrderChange['kind']> = new Set([
  'not-placed',
  'deadline-near',
  'deadline-passed',
  'remind-again',
  'link-waiting',
]);

/** Every message that a record of the database ever said it owes: `<order key> <update id>`, with what it tells. */
export const createPromises = () => {
  const owed = new Map<string, OrderChange['kind'][]>();
  return {
    /** Told of each value that was written for good. */
    note: ({ name, key, value }: { name: string; key?: string; value?: unknown }): void => {
      if (typeof value !== 'string' || !name.endsWith('-orders')) return;
      const { order } = JSON.parse(cipher.open(value, `${name}:${key}`)) as { order?: Partial<TrackedOrder> };
      for (const { id, changes } of order?.owed ?? [])
        owed.set(
          `${order?.key} ${id}`,
          changes.map(({ kind }) => kind),
        );
    },
    /** Those that have to be kept, whatever happens. */
    binding: (): string[] =>
      [...owed].filter(([, kinds]) => kinds.some((kind) => !PASSING.has(kind))).map(([id]) => id),
  };
};

export type Promises = ReturnType<typeof createPromises>;
