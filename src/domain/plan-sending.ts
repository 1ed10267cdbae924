import type { PartStanding } from './form-fields.ts';
import { createNumbersOfField, createWaiting } from './number-standing.ts';
import { missingRequirementIds } from './order.ts';
import { requirementIdOf } from './requirement-form.ts';

export type PlannedValue = { requirementId: string; value: string };

/** What goes to the whole part at once, and what to single numbers. */
export type SendingPlan = { part: PlannedValue[]; numbers: { numberId: string; values: PlannedValue[] }[] };

type Standing = Pick<PartStanding, 'part' | 'states' | 'localities'>;

const isApproved = ({ states }: Standing, { id, requirementId }: { id: string; requirementId: string }): boolean =>
  states.get(id)?.some((state) => state.requirementId === requirementId && state.status === 'approved') ?? false;

/**
 * Which number gets which value. The whole part gets it in one call only when every number of it still waits for it:
 * what is approved, or under review, on some of them is never sent again.
 * @param values by field key
 * @param forced keys that go to every number they are about: an answer under review that a person chose to replace
 */
export const planSending = (
  standing: Standing,
  given: { values: Record<string, string>; scope: readonly string[]; forced: readonly string[] },
): SendingPlan => {
  const waiting = createWaiting(standing);
  const numbersOf = createNumbersOfField(standing, given.scope);
  const part: PlannedValue[] = [];
  const numbers = new Map<string, PlannedValue[]>();
  for (const [key, value] of Object.entries(given.values)) {
    const requirementId = requirementIdOf(key);
    const isForced = given.forced.includes(key);
    const wanted = numbersOf(key).filter((id) =>
      isForced ? !isApproved(standing, { id, requirementId }) : waiting(id).has(requirementId),
    );
    if (wanted.length === standing.part.numbers.length) part.push({ requirementId, value });
    else for (const id of wanted) numbers.set(id, [...(numbers.get(id) ?? []), { requirementId, value }]);
  }
  return { part, numbers: [...numbers].map(([numberId, values]) => ({ numberId, values })) };
};

/** Requirements that some number still waits for once the plan was carried out. */
export const missingAfter = (standing: Standing, plan: SendingPlan): string[] => {
  const waiting = createWaiting(standing);
  const all = new Set(plan.part.map(({ requirementId }) => requirementId));
  const single = new Map(
    plan.numbers.map(({ numberId, values }) => [numberId, new Set(values.map(({ requirementId }) => requirementId))]),
  );
  return missingRequirementIds(standing.part).filter(
    (requirementId) =>
      !all.has(requirementId) &&
      standing.part.numbers.some(({ id }) => waiting(id).has(requirementId) && !single.get(id)?.has(requirementId)),
  );
};
