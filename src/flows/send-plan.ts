import type { PlannedValue, SendingPlan } from '../domain/plan-sending.ts';
import { type AppError, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';

export type Carried = {
  /** What Telnyx took. */
  done: SendingPlan;
  /** May have been taken: the answer to the call is missing. */
  unclear: string[];
  /** What stopped the rest. */
  error: AppError | null;
};

type Calls = Pick<Telnyx, 'subOrders' | 'orderNumbers'>;

type Call = { values: PlannedValue[]; send: () => Promise<unknown>; note: (done: SendingPlan) => void };

const callsOf = (telnyx: Calls, { partId, plan }: { partId: string; plan: SendingPlan }): Call[] => {
  const whole: Call = {
    values: plan.part,
    send: () => telnyx.subOrders.update(partId, plan.part),
    note: (done) => void done.part.push(...plan.part),
  };
  const single = plan.numbers.map(
    (each): Call => ({
      values: each.values,
      send: () => telnyx.orderNumbers.update(each.numberId, each.values),
      note: (done) => void done.numbers.push(each),
    }),
  );
  return plan.part.length === 0 ? single : [whole, ...single];
};

/** Null: it was taken, or all of it was satisfied in between (85003), which leaves nothing to send there. */
const carryOut = async ({ send, note }: Call, done: SendingPlan): Promise<AppError | null> => {
  try {
    await send();
    note(done);
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === 'already_satisfied' ? null : error;
  }
};

/** Once for the whole part, then number by number, until one fails: what was taken before is not forgotten. */
export const sendPlan = async (
  { telnyx }: { telnyx: Calls },
  given: { partId: string; plan: SendingPlan },
): Promise<Carried> => {
  const done: SendingPlan = { part: [], numbers: [] };
  for (const call of callsOf(telnyx, given)) {
    const error = await carryOut(call, done);
    if (error === null) continue;
    const unclear = error.code === 'telnyx_unclear' ? call.values.map(({ requirementId }) => requirementId) : [];
    return { done, unclear, error };
  }
  return { done, unclear: [], error: null };
};

/** Each once. */
export const requirementsIn = ({ part, numbers }: SendingPlan): string[] => [
  ...new Set([...part, ...numbers.flatMap(({ values }) => values)].map(({ requirementId }) => requirementId)),
];
