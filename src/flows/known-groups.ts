import { type GroupReading, isUsableGroup, withoutValues } from '../domain/requirement-group.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';

export type KnownGroups = {
  /** All of the account for ordering, without their values. Read at most once a minute. */
  list(): Promise<GroupReading[]>;
  /** Those that an order for such numbers can use; null when Telnyx cannot say now, which stops nothing. */
  fitting(place: { country: string; numberType: string }): Promise<GroupReading[] | null>;
  /** Something was changed from here: the next one to ask reads them anew. */
  forget(): void;
};

/** A search is not worth a call of its own for this; a minute old it still tells whether there is one. */
const KEPT_MS = 60_000;

type Options = { telnyx: Pick<Telnyx, 'requirementGroups'>; clock: { now(): number }; log: Log };

export const createKnownGroups = ({ telnyx, clock, log }: Options): KnownGroups => {
  let kept: { groups: Promise<GroupReading[]>; readAt: number } | null = null;

  const read = async (): Promise<GroupReading[]> => (await telnyx.requirementGroups.list()).map(withoutValues);

  const list = async (): Promise<GroupReading[]> => {
    const fresh = kept && clock.now() - kept.readAt < KEPT_MS ? kept : { groups: read(), readAt: clock.now() };
    kept = fresh;
    try {
      return await fresh.groups;
    } catch (error) {
      // A failure is not kept: the next one to ask tries again.
      if (kept === fresh) kept = null;
      throw error;
    }
  };

  return {
    list,
    fitting: async (place) => {
      try {
        return (await list()).filter((group) => isUsableGroup({ group, ...place }));
      } catch (error) {
        if (!isAppError(error)) throw error;
        log.warn({ code: error.code }, 'the requirement groups could not be read; the answer goes without them');
        return null;
      }
    },
    forget: () => {
      kept = null;
    },
  };
};
