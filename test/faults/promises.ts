import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';

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
    note: (value: unknown): void => {
      const order = (value as { order?: Partial<TrackedOrder> } | null)?.order;
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
