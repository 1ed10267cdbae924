import { findConflicts, forcedFields } from '../domain/form-conflicts.ts';
import { fieldsOfPart, type PartStanding, splitByCustomer } from '../domain/form-fields.ts';
import { missingAfter, planSending } from '../domain/plan-sending.ts';
import type { FormDraft, SubmitOutcome } from '../domain/requirement-form.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { Acted, ActedOn } from './act-on-part.ts';
import { givenIn, isChange } from './check-given.ts';
import { nameAnswers } from './name-answers.ts';
import { chosenIds, customerIn, customerValueOf } from './part-form.ts';
import type { ReadStanding } from './part-standing.ts';
import { prepareValues } from './prepare-values.ts';
import { toReason } from './refusal-words.ts';
import type { ValueSource } from './requirement-values.ts';
import { type Carried, requirementsIn, sendPlan } from './send-plan.ts';

export type SubmitOptions = Omit<ValueSource, 'telnyx'> & {
  telnyx: Pick<Telnyx, 'subOrders' | 'orderNumbers' | 'documents'>;
  readStanding: ReadStanding;
  clock: { now(): number };
};

type Submit = ActedOn & { draft: FormDraft; personId: string };
/** Doubtful addresses and files travel with the problems: told once, they are sent the next time. */
export type PartOutcome = { outcome: SubmitOutcome; doubtful: string[] };

const only = (outcome: SubmitOutcome, doubtful: string[] = []): Acted<PartOutcome> => ({
  result: { outcome, doubtful },
});

type Sent = { standing: PartStanding; carried: Carried; personId: string; now: number };

/** What the record keeps and the thread is told of answers that were taken, though a later one may have failed. */
export const toActed = ({ standing, carried, personId, now }: Sent): Acted<PartOutcome> => {
  const { part } = standing;
  const { done, unclear, error } = carried;
  const taken = requirementsIn(done);
  const missing = missingAfter(standing, done);
  const mine = Object.fromEntries([...taken, ...unclear].map((id) => [id, { personId, at: now }]));
  const note = (order: TrackedOrder): TrackedOrder => ({
    ...order,
    filling: Object.fromEntries(
      Object.entries(order.filling).filter(([id, filling]) => id !== part.id || filling.personId !== personId),
    ),
    answeredAt: { ...order.answeredAt, [part.id]: now },
    answeredBy: { ...order.answeredBy, [part.id]: { ...order.answeredBy[part.id], ...mine } },
  });
  const failure = error === null ? null : toReason(error);
  return {
    ...only({ kind: 'sent', sent: taken, missing, deadlineAt: part.deadlineAt, failure }),
    changes: [{ kind: 'answers-sent', partId: part.id, personId, requirementIds: taken, missingIds: missing }],
    note,
  };
};

/** What came of a plan: told as sent where anything was, else as what stood in its way. */
export const toOutcome = (sent: Sent): Acted<PartOutcome> => {
  const { done, error } = sent.carried;
  if (requirementsIn(done).length > 0) return toActed(sent);
  if (error !== null) throw error;
  return only({ kind: 'nothing' });
};

/** Sends what a draft holds for a part, after a look at how the part stands at Telnyx by now. Runs under the order's lock. */
export const submitPart = async (
  options: SubmitOptions,
  { order, orderId, part: { id: partId }, draft, personId }: Submit,
): Promise<Acted<PartOutcome>> => {
  const standing = await options.readStanding({ order, orderId, partId });
  const { part, typeOf } = standing;
  const scope = chosenIds(standing, draft);
  const types = part.requirements.map(typeOf);
  const asked = fieldsOfPart(standing, scope);
  const split = splitByCustomer(asked, {
    types,
    customerValue: customerValueOf(types, { draft, earlier: customerIn(standing, scope) }),
  });
  const askedKeys = asked.map(({ key }) => key);
  const conflicts = findConflicts({ standing, draft, askedKeys, scope }, order);
  if (conflicts.some(({ settled }) => !settled))
    return only({ kind: 'changed', conflicts: await nameAnswers(options.wallet, conflicts) });
  const replacing = forcedFields(standing, { draft, askedKeys });
  const forced = replacing.map(({ key }) => key);
  const fields = [...split.fields, ...replacing];
  const given = givenIn({ ...split, fields }, draft).filter(isChange);
  if (given.length === 0) return only({ kind: 'nothing' });
  const place = { country: part.country, reference: order.intent.reference };
  const prepared = await prepareValues(options, { given, draft, place });
  if (prepared.kind === 'problems') return only({ kind: 'problems', problems: prepared.problems }, prepared.doubtful);
  const plan = planSending(standing, { values: prepared.values, scope, forced });
  const carried = await sendPlan(options, { partId, plan });
  return toOutcome({ standing, carried, personId, now: options.clock.now() });
};
