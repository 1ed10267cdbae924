import { fieldsOfPart, type PartStanding } from '../domain/form-fields.ts';
import { isAreaBound } from '../domain/locality-limit.ts';
import { isPartOpen, missingRequirementIds } from '../domain/order.ts';
import { planSending } from '../domain/plan-sending.ts';
import type { Answer, Problem } from '../domain/requirement.ts';
import type { FormField, SubmitOutcome } from '../domain/requirement-form.ts';
import { sharedAnswers } from '../domain/shared-answers.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { AppError, isAppError } from '../errors.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { type Acted, createActOnPart, findActedOn } from './act-on-part.ts';
import type { Attachments } from './attachments.ts';
import type { SpreadAnswers, SpreadCandidate, SpreadFrom, SpreadResult } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createReadStanding, type ReadStanding } from './part-standing.ts';
import { type Prepared, prepareValues } from './prepare-values.ts';
import { toReason } from './refusal-words.ts';
import { sendPlan } from './send-plan.ts';
import { type PartOutcome, toOutcome } from './submit-part.ts';
import type { Wallet } from './wallet.ts';

type Options = FollowOptions & {
  telnyx: Pick<Telnyx, 'subOrders' | 'orderNumbers' | 'documents'>;
  attachments: Attachments;
  wallet: Wallet;
};

/** An answer that is bound to an area fits another part by chance only, and a link is made for one order. */
const spreadable = ({ requirementTypes }: TrackedOrder, ids: readonly string[]): string[] =>
  ids.filter((requirementId) => {
    const type = requirementTypes[requirementId];
    return type !== undefined && type.kind !== 'action' && !isAreaBound(type);
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
  const standing = await readStanding({ order, orderId, partId: from.partId });
  return sharedAnswers(standing, spreadable(order, from.requirementIds));
};

const toAnswer = (field: FormField, value: string): Answer => {
  if (field.field === 'address') return { kind: 'address', addressId: value, label: null };
  if (field.field === 'document') return { kind: 'document', documentId: value, label: null };
  return { kind: 'text', value };
};

/** What the rules of the part that gets it would decline is not sent there: its country may be another one. */
const fittingValues = async (
  options: Options,
  { standing, values }: { standing: PartStanding; values: Record<string, string> },
): Promise<Prepared> => {
  const { part } = standing;
  const fields = fieldsOfPart(
    standing,
    part.numbers.map(({ id }) => id),
  );
  const given = fields.flatMap((field) => {
    const value = values[field.requirement.id];
    return value === undefined ? [] : [{ field, answer: toAnswer(field, value) }];
  });
  const draft = { dates: {}, notApplicable: [], warned: [] };
  return prepareValues(options, { given, draft, place: { country: part.country, reference: null } });
};

const refused = ([first]: Problem[]): AppError =>
  new AppError('invalid_input', 'an answer does not fit there', { details: { hint: first?.message ?? '' } });

const resultOf = (outcome: SubmitOutcome): Omit<SpreadResult, 'orderKey' | 'partId'> => {
  if (outcome.kind !== 'sent') return { outcome: 'nothing', reason: null, arrived: 0 };
  const { failure, sent } = outcome;
  return { outcome: failure === null ? 'sent' : 'failed', reason: failure, arrived: sent.length };
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
      const fitting = await fittingValues(options, { standing, values });
      if (fitting.kind === 'problems') throw refused(fitting.problems);
      const scope = standing.part.numbers.map(({ id }) => id);
      const plan = planSending(standing, { values: fitting.values, scope, forced: [] });
      const carried = await sendPlan(options, { partId: to.partId, plan });
      return toOutcome({ standing, carried, personId, now: clock.now() });
    };
    try {
      const { outcome } = await actOnPart({ ...to, act });
      return { ...to, ...resultOf(outcome) };
    } catch (error) {
      // One part that fails must not keep the answer from the others.
      if (!isAppError(error) || error.code === 'store_failed') throw error;
      return {
        ...to,
        outcome: 'failed',
        reason: toReason(error),
        arrived: isAppError(error, 'telnyx_unclear') ? null : 0,
      };
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
