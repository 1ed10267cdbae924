import { missingRequirementIds, type Part } from '../domain/order.ts';
import { type Answers, checkAnswers, type RequirementType } from '../domain/requirement.ts';
import type { SubmitOutcome } from '../domain/requirement-form.ts';
import { isAppError } from '../errors.ts';
import type { RequirementValue, Telnyx } from '../telnyx/telnyx.ts';
import type { Acted, ActedOn } from './act-on-part.ts';
import type { Attachments } from './attachments.ts';
import type { FollowOptions, FollowOrder } from './follow-order.ts';
import { typeOf } from './requirement-form.ts';
import { isGiven, toRequirementValues } from './requirement-values.ts';

export type SubmitOptions = FollowOptions & {
  telnyx: Pick<Telnyx, 'subOrders' | 'documents'>;
  attachments: Attachments;
  follow: FollowOrder;
};
type Submit = ActedOn & { answers: Answers; personId: string };

const NOTHING: Acted<SubmitOutcome> = { result: { kind: 'nothing' } };

/** Only what Telnyx still waits for: what a colleague answered meanwhile, or Number Ops approved, is left alone. */
const stillAsked = (part: Part, answers: Answers): Answers => {
  const missing = new Set(missingRequirementIds(part));
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => missing.has(id) && isGiven(answer)));
};

export const typesIn = (part: Part, types: Record<string, RequirementType>): RequirementType[] =>
  part.requirements.map((state) => typeOf(types, state));

/** Once, for the whole part: false when all of it was satisfied in between (85003). */
const send = async ({ telnyx }: SubmitOptions, { partId, values }: { partId: string; values: RequirementValue[] }) => {
  try {
    await telnyx.subOrders.update(partId, values);
    return true;
  } catch (error) {
    if (isAppError(error, 'already_satisfied')) return false;
    throw error;
  }
};

const toActed = (part: Part, { sent, personId, now }: { sent: string[]; personId: string; now: number }) => {
  const missing = missingRequirementIds(part).filter((id) => !sent.includes(id));
  const acted: Acted<SubmitOutcome> = {
    result: { kind: 'sent', sent, missing, deadlineAt: part.deadlineAt },
    changes: [{ kind: 'answers-sent', partId: part.id, personId, requirementIds: sent, missingIds: missing }],
    note: (order) => ({ ...order, answeredAt: { ...order.answeredAt, [part.id]: now } }),
  };
  return acted;
};

/** Sends what is given for a part, after a look at how the part stands at Telnyx by now. Runs under the order's lock. */
export const submitAnswers = async (
  options: SubmitOptions,
  { order, orderId, part: { id: partId }, answers, personId }: Submit,
): Promise<Acted<SubmitOutcome>> => {
  const known = order.requirementTypes;
  const { part, requirementTypes } = await options.follow.readOrder.readPart({ orderId, partId, known });
  const asked = stillAsked(part, answers);
  if (Object.keys(asked).length === 0) return NOTHING;
  const wrong = checkAnswers({ types: typesIn(part, requirementTypes), answers: asked });
  if (wrong.length > 0) return { result: { kind: 'problems', problems: wrong } };
  const files = { ...options, reference: order.intent.reference };
  const { values, problems } = await toRequirementValues(files, { answers: asked, types: requirementTypes });
  if (problems.length > 0) return { result: { kind: 'problems', problems } };
  if (!(await send(options, { partId, values }))) return NOTHING;
  const sent = values.map(({ requirementId }) => requirementId);
  return toActed(part, { sent, personId, now: options.clock.now() });
};
