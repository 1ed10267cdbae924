import type { PartStanding } from './form-fields.ts';
import { isAreaBound } from './locality-limit.ts';
import { createWaiting } from './number-standing.ts';
import type { Part } from './order.ts';
import type { RequirementType } from './requirement.ts';
import { agreedValue } from './requirement-form.ts';

/** A link is made for one order, and what is bound to an area is right elsewhere by chance only. */
const isForOnePart = ({ numbers }: Part, type: RequirementType): boolean =>
  type.kind === 'action' || (isAreaBound(type) && numbers.length > 1);

/** Requirements of a part whose answers, given or not, are of no use elsewhere; those of no known type are not among them. */
export const answersForOnePart = (part: Part, types: Readonly<Record<string, RequirementType>>): string[] =>
  part.requirements.flatMap(({ requirementId }) => {
    const type = types[requirementId];
    return type !== undefined && isForOnePart(part, type) ? [requirementId] : [];
  });

/**
 * The answers of a part that may be used elsewhere, by requirement id: those that all its numbers share, the declined
 * ones and those that wait left out. Where numbers were given different answers, none of them is the part's.
 */
export const sharedAnswers = (standing: PartStanding, requirementIds: readonly string[]): Record<string, string> => {
  const all = standing.part.numbers.map(({ id }) => id);
  const waiting = createWaiting(standing);
  return Object.fromEntries(
    requirementIds.flatMap((requirementId) => {
      const state = standing.part.requirements.find((each) => each.requirementId === requirementId);
      const type = standing.typeOf({ requirementId, kind: state?.kind ?? 'textual' });
      if (isForOnePart(standing.part, type)) return [];
      const ids = all.filter((id) => !waiting(id).has(requirementId));
      const value = agreedValue(standing.values, { ids, requirementId });
      return value === null ? [] : [[requirementId, value]];
    }),
  );
};
