import { isAreaBound } from '../domain/locality-limit.ts';
import { isPartOpen, missingRequirementIds } from '../domain/order.ts';
import { planSending } from '../domain/plan-sending.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { type Acted, createActOnPart, findActedOn } from './act-on-part.ts';
import type { SpreadAnswers, SpreadCandidate, SpreadFrom, SpreadResult } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createReadStanding, type ReadStanding } from './part-standing.ts';
import { toReason } from './refusal-words.ts';
import { type PartOutcome, sendPlan, toActed } from './submit-part.ts';
import { typeOf } from './unnamed-requirement.ts';

type Options = FollowOptions & { telnyx: Pick<Telnyx, 'subOrders' | 'orderNumbers'> };

/** An answer that is bound to an area fits another part by chance only, and a link is made for one order. */
const spreadable = ({ requirementTypes }: TrackedOrder, ids: readonly string[]): string[] =>
  ids.filter((requirementId) => {
    const type = typeOf(requirementTypes, { requirementId, kind: 'textual' });
    return type.kind !== 'action' && !isAreaBound(type);
  });

const isDeclined = ({ part, requirementIds }: SpreadCandidate): boolean =>
  part.requirements.some(
    ({ requirementId, status }) => status === 'declined' && requirementIds.includes(requirementId),
  );

/** What was declined first, then the soonest deadline. */
const byNeed = (one: SpreadCandidate, other: SpreadCandidate): number =>
  Number(isDeclined(other)) - Number(isDeclined(one)) ||
  (one.part.deadlineAt ?? Number.MAX_VALUE) - (other.part.deadlineAt ?? Number.MAX_VALUE);

/** Open parts of followed orders that lack one of these, or had it declined: as last read. */
const findCandidates = async (
  orders: TrackedOrders,
  { orderKey, partId, requirementIds }: SpreadFrom,
): Promise<SpreadCandidate[]> => {
  const source = await orders.get(orderKey);
  if (source === null) return [];
  const wanted = new Set(spreadable(source, requirementIds));
  const found = (await orders.listOpen()).flatMap((order) =>
    (order.order?.parts ?? [])
      .filter((part) => isPartOpen(part) && part.id !== partId)
      .flatMap((part) => {
        const lacking = missingRequirementIds(part).filter((id) => wanted.has(id));
        return lacking.length === 0 ? [] : [{ order, part, requirementIds: lacking }];
      }),
  );
  return found.toSorted(byNeed);
};

/** The answers as Telnyx holds them for the part that was just answered: nothing of them is kept here. */
const readValues = async (
  { orders, readStanding }: { orders: TrackedOrders; readStanding: ReadStanding },
  from: SpreadFrom,
): Promise<Record<string, string>> => {
  const { order, orderId } = await findActedOn({ orders }, from);
  const { values } = await readStanding({ order, orderId, partId: from.partId });
  const ids = spreadable(order, from.requirementIds);
  return Object.fromEntries(ids.flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]]])));
};

/** One answer for several parts: what was sent for one goes to those that a person ticked. */
export const createSpreadAnswers = (options: Options): SpreadAnswers => {
  const { orders, clock } = options;
  const follow = createFollowOrder(options);
  const actOnPart = createActOnPart({ ...options, follow });
  const readStanding = createReadStanding({ ...options, follow });

  const send = async (
    to: { orderKey: string; partId: string },
    { values, personId }: { values: Record<string, string>; personId: string },
  ): Promise<SpreadResult> => {
    const act = async (on: Parameters<Parameters<typeof actOnPart>[0]['act']>[0]): Promise<Acted<PartOutcome>> => {
      const standing = await readStanding({ ...on, partId: to.partId });
      const asked = new Set(missingRequirementIds(standing.part));
      const fitting = Object.fromEntries(Object.entries(values).filter(([id]) => asked.has(id)));
      const scope = standing.part.numbers.map(({ id }) => id);
      const plan = planSending(standing, { values: fitting, scope, forced: [] });
      const taken = await sendPlan(options, { partId: to.partId, plan });
      if (taken.length === 0) return { result: { outcome: { kind: 'nothing' }, doubtful: [] } };
      return toActed({ standing, plan, taken, personId, now: clock.now() });
    };
    try {
      const { outcome } = await actOnPart({ ...to, act });
      return { ...to, outcome: outcome.kind === 'sent' ? 'sent' : 'nothing', reason: null };
    } catch (error) {
      // One part that fails must not keep the answer from the others.
      if (!isAppError(error) || error.code === 'store_failed') throw error;
      return { ...to, outcome: 'failed', reason: toReason(error) };
    }
  };

  return {
    candidates: (from) => findCandidates(orders, from),
    apply: async ({ from, to, personId }) => {
      const values = await readValues({ orders, readStanding }, from);
      if (Object.keys(values).length === 0) {
        const hint = 'Telnyx no longer shows these answers. Open the form of each part instead.';
        throw new AppError('not_found', 'no values to spread', { details: { hint } });
      }
      const results: SpreadResult[] = [];
      for (const each of to) results.push(await send(each, { values, personId }));
      return results;
    },
  };
};
