import { missingRequirementIds, type Part } from './order.ts';
import { worstRequirements } from './requirement.ts';
import type { NumberStates } from './requirement-form.ts';

/**
 * The numbers of one part, looked at one by one or some at a time. Each look costs what it looks at, not the part: parts
 * of thousands of numbers are sent and checked number by number.
 */
type Numbers = { part: Part; states: NumberStates };

/** The part as if it held these numbers only. */
export const createNarrowing = ({ part, states }: Numbers): ((ids: readonly string[]) => Part) => {
  const known = new Map(part.numbers.map((number) => [number.id, number]));
  return (ids) => ({
    ...part,
    numbers: ids.flatMap((id) => known.get(id) ?? []),
    requirements: worstRequirements(ids.map((id) => states.get(id) ?? [])),
  });
};

/** The requirements for which a number still waits, by their ids; worked out once for each number that is asked about. */
export const createWaiting = (numbers: Numbers): ((id: string) => ReadonlySet<string>) => {
  const narrow = createNarrowing(numbers);
  const known = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const waiting = known.get(id) ?? new Set(missingRequirementIds(narrow([id])));
    known.set(id, waiting);
    return waiting;
  };
};

/** The numbers among these on which a requirement was declined, as far as Telnyx says which. */
export const declinedAmong = (
  { states }: Pick<Numbers, 'states'>,
  { requirementId, ids }: { requirementId: string; ids: readonly string[] },
): string[] =>
  ids.filter((id) =>
    states.get(id)?.some((state) => state.requirementId === requirementId && state.status === 'declined'),
  );

/** Numbers whose area is not known stand together under this name. */
export const UNKNOWN_AREA = 'other numbers';

/** The numbers that a field is about, among those chosen: all, or those of the area in its key. */
export const createNumbersOfField = (
  { localities }: { localities: ReadonlyMap<string, string | null> },
  ids: readonly string[],
): ((key: string) => readonly string[]) => {
  const byArea = Map.groupBy(ids, (id) => localities.get(id) ?? UNKNOWN_AREA);
  return (key) => {
    const [, ...rest] = key.split('@');
    return rest.length === 0 ? ids : (byArea.get(rest.join('@')) ?? []);
  };
};
