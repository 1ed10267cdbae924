import { narrowPart, numbersOfField, type PartStanding } from './form-fields.ts';
import { missingRequirementIds } from './order.ts';
import { requirementIdOf } from './requirement-form.ts';

export type PlannedValue = { requirementId: string; value: string };

/** What goes to the whole part at once, and what to single numbers. */
export type SendingPlan = { part: PlannedValue[]; numbers: { numberId: string; values: PlannedValue[] }[] };

type Standing = Pick<PartStanding, 'part' | 'states' | 'localities'>;

const isApproved = ({ states }: Standing, { id, requirementId }: { id: string; requirementId: string }): boolean =>
  states.get(id)?.some((state) => state.requirementId === requirementId && state.status === 'approved') ?? false;

const isAskedOf = (standing: Standing, { id, requirementId }: { id: string; requirementId: string }): boolean =>
  missingRequirementIds(narrowPart(standing, [id])).includes(requirementId);

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
  const all = standing.part.numbers.map(({ id }) => id);
  const part: PlannedValue[] = [];
  const numbers = new Map<string, PlannedValue[]>();
  for (const [key, value] of Object.entries(given.values)) {
    const requirementId = requirementIdOf(key);
    const about = numbersOfField(standing, { key, ids: given.scope });
    const isForced = given.forced.includes(key);
    const wanted = about.filter((id) =>
      isForced ? !isApproved(standing, { id, requirementId }) : isAskedOf(standing, { id, requirementId }),
    );
    if (wanted.length === all.length) part.push({ requirementId, value });
    else for (const id of wanted) numbers.set(id, [...(numbers.get(id) ?? []), { requirementId, value }]);
  }
  return { part, numbers: [...numbers].map(([numberId, values]) => ({ numberId, values })) };
};

/** Requirements that some number still waits for once the plan was carried out. */
export const missingAfter = (standing: Standing, plan: SendingPlan): string[] => {
  const all = new Set(plan.part.map(({ requirementId }) => requirementId));
  const single = new Set(
    plan.numbers.flatMap(({ numberId, values }) => values.map(({ requirementId }) => `${numberId} ${requirementId}`)),
  );
  return missingRequirementIds(standing.part).filter((requirementId) => {
    if (all.has(requirementId)) return false;
    return standing.part.numbers.some(
      ({ id }) => isAskedOf(standing, { id, requirementId }) && !single.has(`${id} ${requirementId}`),
    );
  });
};
