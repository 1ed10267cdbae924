import type { PartStanding } from '../domain/form-fields.ts';
import { isAreaBound } from '../domain/locality-limit.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { FollowOrder } from './follow-order.ts';
import { inParallel } from './in-parallel.ts';
import { typeOf } from './unnamed-requirement.ts';

export type ReadStanding = (on: { order: TrackedOrder; orderId: string; partId: string }) => Promise<PartStanding>;

type Options = { telnyx: Pick<Telnyx, 'orderNumbers'>; follow: FollowOrder };

/** The area of a number never changes, so it is asked once. Enough for the parts that a team works on. */
const MOST_KEPT = 20_000;

/** It becomes part of block ids, which hold 255 characters. */
const MOST_OF_A_NAME = 100;

const toAreaName = (text: string | null): string | null =>
  text?.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim().slice(0, MOST_OF_A_NAME) || null;

/** Areas stand only in the number objects: one call for each number, the first time. */
const createLocalities = (telnyx: Options['telnyx']) => {
  const known = new Map<string, string | null>();
  return async (ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> => {
    const unknown = ids.filter((id) => !known.has(id));
    if (known.size + unknown.length > MOST_KEPT) known.clear();
    await inParallel(unknown, {
      limit: 4,
      work: async (id) => known.set(id, toAreaName((await telnyx.orderNumbers.get(id)).locality)),
    });
    return new Map(ids.map((id) => [id, known.get(id) ?? null]));
  };
};

/** A part as Telnyx has it now, number by number; with their areas where something that may be sent depends on them. */
export const createReadStanding = ({ telnyx, follow }: Options): ReadStanding => {
  const localitiesOf = createLocalities(telnyx);
  return async ({ order, orderId, partId }) => {
    const known = order.requirementTypes;
    const { part, requirementTypes, values, states } = await follow.readOrder.readPart({ orderId, partId, known });
    const typed: PartStanding['typeOf'] = (state) => typeOf(requirementTypes, state);
    // One under review counts: a person may send theirs in its place.
    const dependsOnArea = part.requirements.some((state) => state.status !== 'approved' && isAreaBound(typed(state)));
    const localities = dependsOnArea ? await localitiesOf(part.numbers.map(({ id }) => id)) : new Map();
    return { part, states, typeOf: typed, localities, values };
  };
};
