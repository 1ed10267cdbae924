import { findConflicts, forcedKeys } from '../domain/form-conflicts.ts';
import { fieldsOfPart, type PartStanding, splitByCustomer } from '../domain/form-fields.ts';
import { declinedRequirements } from '../domain/order.ts';
import { missingAfter, planSending, type SendingPlan } from '../domain/plan-sending.ts';
import { fieldKindOf } from '../domain/requirement.ts';
import { type FormDraft, type FormField, requirementIdOf, type SubmitOutcome } from '../domain/requirement-form.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { Acted, ActedOn } from './act-on-part.ts';
import { checkAtOnce, checkPlaces, givenIn, isChange } from './check-given.ts';
import { chosenIds, customerValueOf } from './part-form.ts';
import type { ReadStanding } from './part-standing.ts';
import { toRequirementValues, type ValueSource } from './requirement-values.ts';

export type SubmitOptions = Omit<ValueSource, 'telnyx'> & {
  telnyx: Pick<Telnyx, 'subOrders' | 'orderNumbers' | 'documents'>;
  readStanding: ReadStanding;
  clock: { now(): number };
};

type Submit = ActedOn & { draft: FormDraft; personId: string };
/** Doubtful addresses travel with the problems: told once, they are sent the next time. */
export type PartOutcome = { outcome: SubmitOutcome; doubtful: string[] };

const only = (outcome: SubmitOutcome, doubtful: string[] = []): Acted<PartOutcome> => ({
  result: { outcome, doubtful },
});

/** False when all of it was satisfied in between (85003): nothing is left to send then. */
const sent = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    if (isAppError(error, 'already_satisfied')) return false;
    throw error;
  }
};

/** Once for the whole part, then number by number. @returns ids of the requirements that were taken */
export const sendPlan = async (
  { telnyx }: { telnyx: Pick<Telnyx, 'subOrders' | 'orderNumbers'> },
  { partId, plan }: { partId: string; plan: SendingPlan },
): Promise<string[]> => {
  const taken = new Set<string>();
  const note = (values: SendingPlan['part']): void => {
    for (const { requirementId } of values) taken.add(requirementId);
  };
  if (plan.part.length > 0 && (await sent(telnyx.subOrders.update(partId, plan.part)))) note(plan.part);
  for (const { numberId, values } of plan.numbers) {
    if (await sent(telnyx.orderNumbers.update(numberId, values))) note(values);
  }
  return [...taken];
};

/** A field that a colleague has answered meanwhile, to be sent all the same. */
const forcedFields = (standing: PartStanding, keys: readonly string[]): FormField[] =>
  keys.flatMap((key) => {
    const state = standing.part.requirements.find((each) => each.requirementId === requirementIdOf(key));
    if (state === undefined) return [];
    const requirement = standing.typeOf(state);
    const locality = key === requirement.id ? null : key.slice(requirement.id.length + 1);
    const field = fieldKindOf(requirement);
    return [
      { key, requirement, field, status: state.status, current: null, answered: true, locality, declinedOn: null },
    ];
  });

type Sent = { standing: PartStanding; plan: SendingPlan; taken: string[]; personId: string; now: number };

/** What the record keeps and the thread is told of answers that were taken. */
export const toActed = ({ standing, plan, taken, personId, now }: Sent): Acted<PartOutcome> => {
  const { part } = standing;
  const missing = missingAfter(standing, plan);
  const mine = Object.fromEntries(taken.map((id) => [id, { personId, at: now }]));
  const note = (order: TrackedOrder): TrackedOrder => {
    const { [part.id]: at, ...others } = order.filling;
    return {
      ...order,
      // A colleague who is at the form too still is.
      filling: at?.personId === personId ? others : order.filling,
      answeredAt: { ...order.answeredAt, [part.id]: now },
      answeredBy: { ...order.answeredBy, [part.id]: { ...order.answeredBy[part.id], ...mine } },
    };
  };
  return {
    ...only({ kind: 'sent', sent: taken, missing, deadlineAt: part.deadlineAt }),
    changes: [{ kind: 'answers-sent', partId: part.id, personId, requirementIds: taken, missingIds: missing }],
    note,
  };
};

/** Sends what a draft holds for a part, after a look at how the part stands at Telnyx by now. Runs under the order's lock. */
export const submitPart = async (
  options: SubmitOptions,
  { order, orderId, part: { id: partId }, draft, personId }: Submit,
): Promise<Acted<PartOutcome>> => {
  const standing = await options.readStanding({ order, orderId, partId });
  const { part, typeOf, values: earlier } = standing;
  const scope = chosenIds(standing, draft);
  const types = part.requirements.map(typeOf);
  const asked = fieldsOfPart(standing, scope);
  const split = splitByCustomer(asked, { types, customerValue: customerValueOf(types, { draft, values: earlier }) });
  const askedKeys = asked.map(({ key }) => key);
  const conflicts = findConflicts({ standing, draft, askedKeys }, order);
  if (conflicts.some(({ settled }) => !settled)) return only({ kind: 'changed', conflicts });
  const forced = forcedKeys(standing, draft).filter((key) => !askedKeys.includes(key));
  const all = givenIn({ ...split, fields: [...split.fields, ...forcedFields(standing, forced)] }, draft);
  // Where Telnyx does not say what was declined, the good ones among the suspects are not touched.
  const given = declinedRequirements(part).certain ? all : all.filter(isChange);
  if (given.length === 0) return only({ kind: 'nothing' });
  const answers = Object.fromEntries(given.map(({ field, answer }) => [field.key, answer]));
  const fields = given.map(({ field }) => field);
  const wrong = checkAtOnce({ ...draft, fields, answers, now: options.clock.now() });
  if (wrong.length > 0) return only({ kind: 'problems', problems: wrong });
  const places = await checkPlaces(options.wallet, { given, country: part.country, warned: draft.warned });
  if (places.problems.length > 0) return only({ kind: 'problems', problems: places.problems }, places.doubtful);
  const place = { country: part.country, reference: order.intent.reference };
  const { values, problems } = await toRequirementValues(options, { given, place });
  if (problems.length > 0) return only({ kind: 'problems', problems });
  const plan = planSending(standing, { values, scope, forced });
  const taken = await sendPlan(options, { partId, plan });
  if (taken.length === 0) return only({ kind: 'nothing' });
  return toActed({ standing, plan, taken, personId, now: options.clock.now() });
};
