import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { TrackedGroup } from '../../src/domain/tracked-group.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createCipher } from '../../src/store/cipher.ts';
import type { Write } from '../../src/store/namespace.ts';
import { TEST_KEYS } from '../support/test-keys.ts';

const cipher = createCipher(TEST_KEYS);

/** What is dropped when it no longer applies; or told together with those of other orders. */
const PASSING: ReadonlySet<OrderChange['kind']> = new Set([
  'not-placed',
  'not-found',
  'deadline-near',
  'deadline-passed',
  'remind-again',
  'link-waiting',
]);

type Promised = { order: string; changes: OrderChange[] };

/** Every message that a record of the database ever said it owes, by `<order key> <update id>`. */
export const createPromises = () => {
  const owed = new Map<string, Promised>();
  const kept = new Set<string>();
  /** Messages that wait together may become one. */
  const isToldBy = (posted: ReadonlySet<string | null>, { order, changes }: Promised): boolean => {
    const told = [...owed].filter(([id, other]) => other.order === order && posted.has(id));
    const words = new Set(told.flatMap(([, other]) => other.changes.map((change) => JSON.stringify(change))));
    return changes.every((change) => PASSING.has(change.kind) || words.has(JSON.stringify(change)));
  };
  return {
    /** Told of each value that was written for good. */
    note: ({ name, key, value }: Write): void => {
      if (typeof value !== 'string' || (name !== 'groups' && !name.endsWith('-orders'))) return;
      const record = JSON.parse(cipher.open(value, `${name}:${key}`)) as { order?: Partial<TrackedOrder> };
      const { id: groupId, channelId } = record as Partial<TrackedGroup>;
      if (name === 'groups' && groupId && channelId) kept.add(groupId);
      const { order } = record;
      for (const { id, changes } of order?.owed ?? [])
        owed.set(`${order?.key} ${id}`, { order: `${order?.key}`, changes });
    },
    /** Requirement groups that a record ever said are kept in a channel. */
    keptGroups: (): string[] => [...kept],
    /** @returns those that had to be kept, whatever happens, and were not: `posted` are the messages that came */
    broken: (posted: ReadonlySet<string | null>): string[] =>
      [...owed].filter(([id, promised]) => !posted.has(id) && !isToldBy(posted, promised)).map(([id]) => id),
  };
};

export type Promises = ReturnType<typeof createPromises>;
