import type { RequirementState } from '../domain/requirement.ts';
import { worstRequirements } from '../domain/requirement.ts';
import type { NumberStates } from '../domain/requirement-form.ts';
import type { NumberInOrder, RequirementInOrder } from '../telnyx/telnyx.ts';

const isFilled = ({ value }: RequirementInOrder): boolean => value !== null && value.trim() !== '';

/** What numbers at the same point with or without a value for a requirement were told to be; null where they differ. */
type Told = ReadonlyMap<string, string | null>;

/** A number that was answered by itself is not like those that were not, though all wait for something. */
const pointOf = (requirement: RequirementInOrder, { requirementsStatus }: NumberInOrder): string =>
  `${requirementsStatus} ${requirement.requirementId} ${isFilled(requirement)}`;

const gatherTold = (numbers: readonly NumberInOrder[]): Told => {
  const told = new Map<string, string | null>();
  for (const number of numbers)
    for (const requirement of number.requirements) {
      const { status } = requirement;
      const point = pointOf(requirement, number);
      if (status !== null) told.set(point, told.has(point) && told.get(point) !== status ? null : status);
    }
  return told;
};

/** What the number's own status says of each requirement where Telnyx does not say it itself. */
const impliedStatus = (requirement: RequirementInOrder, requirementsStatus: string): string | null => {
  if (requirementsStatus === 'approved') return 'approved';
  if (requirementsStatus === 'requirement-info-under-review') return 'pending-approval';
  return isFilled(requirement) ? null : 'awaiting-value';
};

const toState = (
  requirement: RequirementInOrder,
  { number, told }: { number: NumberInOrder; told: Told },
): RequirementState => {
  const { requirementId, kind } = requirement;
  // Telnyx tells statuses for the first numbers of a part only; the others that stand at the same point are alike.
  const alike = told.get(pointOf(requirement, number)) ?? null;
  const status = requirement.status ?? alike ?? impliedStatus(requirement, number.requirementsStatus);
  return { requirementId, kind, answered: isFilled(requirement) || isAnsweredBy(status), status };
};

/** A value may be hidden from us; a status that follows an answer proves it. */
const isAnsweredBy = (status: string | null): boolean =>
  status === 'approved' || status === 'pending-approval' || status === 'declined';

/** A number that carries no list of its own has the requirements of its part. */
const requirementsOf = (
  number: NumberInOrder,
  asked: readonly { requirementId: string; kind: string }[],
): RequirementInOrder[] => {
  const known = new Set(number.requirements.map(({ requirementId }) => requirementId));
  const others = asked.filter(({ requirementId }) => !known.has(requirementId));
  return [...number.requirements, ...others.map((requirement) => ({ ...requirement, value: null, status: null }))];
};

/**
 * The requirements of each number of a part, by number id.
 * @param asked the part's own list of ids and kinds, which Telnyx gives without states
 */
export const toNumberStates = (
  numbers: readonly NumberInOrder[],
  asked: readonly { requirementId: string; kind: string }[],
): NumberStates => {
  const told = gatherTold(numbers);
  return new Map(
    numbers.map((number) => [
      number.id,
      requirementsOf(number, asked).map((requirement) => toState(requirement, { number, told })),
    ]),
  );
};

/** The requirements of a part: the worst state among its numbers. */
export const toRequirementStates = (
  numbers: readonly NumberInOrder[],
  asked: readonly { requirementId: string; kind: string }[],
): RequirementState[] => worstRequirements([...toNumberStates(numbers, asked).values()]);
