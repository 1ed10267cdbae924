import type { PartStanding } from './form-fields.ts';
import { isAreaBound } from './locality-limit.ts';
import { createWaiting } from './number-standing.ts';
import { agreedValue } from './requirement-form.ts';

/** A link is made for one order, and what is bound to an area is right elsewhere by chance only. */
const isForOnePart = ({ part, typeOf }: PartStanding, requirementId: string): boolean => {
  const state = part.requirements.find((each) => each.requirementId === requirementId);
  const type = typeOf({ requirementId, kind: state?.kind ?? 'textual' });
  return type.kind === 'action' || (isAreaBound(type) && part.numbers.length > 1);
};

/**
 * The answers of a part that may be used elsewhere, by requirement id: those that all its numbers share, the declined
 * ones and those that wait left out. Where numbers were given different answers, none of them is the part's.
 */
export const sharedAnswers = (standing: PartStanding, requirementIds: readonly string[]): Record<string, string> => {
  const all = standing.part.numbers.map(({ id }) => id);
  const waiting = createWaiting(standing);
  return Object.fromEntries(
    requirementIds.flatMap((requirementId) => {
      if (isForOnePart(standing, requirementId)) return [];
      const ids = all.filter((id) => !waiting(id).has(requirementId));
      const value = agreedValue(standing.values, { ids, requirementId });
      return value === null ? [] : [[requirementId, value]];
    }),
  );
};
