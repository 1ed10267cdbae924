import { isPartOpen, type OrderNumber, type Part } from '../domain/order.ts';
import type { NumberInOrder, NumberOrder, SubOrder, Telnyx } from '../telnyx/telnyx.ts';
import { toRequirementStates } from './part-requirements.ts';

/** Telnyx names no more numbers than these in a part. */
const MOST_DETAILED = 50;

/** Numbers of a part all stand at a handful of points: one number of each tells the deadline. */
const oneOfEachStatus = (numbers: readonly NumberInOrder[]): NumberInOrder[] => [
  ...new Map(numbers.map((number) => [number.requirementsStatus, number])).values(),
];

const toOrderNumber = ({ id, phoneNumber, status, requirementsStatus }: NumberInOrder): OrderNumber => ({
  id,
  phoneNumber,
  status,
  requirementsStatus,
});

/** The part says all that there is to know of its numbers: the order need not be asked. */
export const namesAllNumbers = ({ phoneNumbers, phoneNumbersCount }: SubOrder): boolean =>
  phoneNumbers !== null &&
  phoneNumbers.length > 0 &&
  phoneNumbers.length < MOST_DETAILED &&
  phoneNumbers.length >= phoneNumbersCount;

/**
 * The numbers of one part, with all that is known of each. The order has all of them; the part itself, where Telnyx
 * sends numbers there, has at most 50, but with the status of each requirement.
 */
export const numbersOfPart = (order: NumberOrder, subOrder: SubOrder): NumberInOrder[] => {
  const detailed = new Map(subOrder.phoneNumbers?.map((number) => [number.id, number]));
  // Else another part of the same country and type would lend this one its numbers.
  if (namesAllNumbers(subOrder)) return [...detailed.values()];
  const isOnly = order.subOrderIds.length === 1;
  const own = order.phoneNumbers.filter(
    (number) =>
      isOnly ||
      detailed.has(number.id) ||
      (number.country === subOrder.country && number.numberType === subOrder.numberType),
  );
  const listed = new Set(own.map(({ id }) => id));
  const others = [...detailed.values()].filter(({ id }) => !listed.has(id));
  return [...own.map((number) => detailed.get(number.id) ?? number), ...others];
};

type PartTelnyx = Pick<Telnyx, 'orderNumbers' | 'comments'>;

/** Null when none of its numbers has a deadline, or the part is over. */
const readDeadline = async (
  telnyx: PartTelnyx,
  { status, numbers }: { status: string; numbers: readonly NumberInOrder[] },
): Promise<number | null> => {
  if (!isPartOpen({ status })) return null;
  const asked = oneOfEachStatus(numbers.filter(({ requirementsStatus }) => requirementsStatus !== 'approved'));
  const details = await Promise.all(asked.map(({ id }) => telnyx.orderNumbers.get(id)));
  const deadlines = details.flatMap(({ deadlineAt }) => (deadlineAt === null ? [] : [deadlineAt]));
  return deadlines.length === 0 ? null : Math.min(...deadlines);
};

/** One sub number order as the part that the app follows: its deadline and comments are read with it. */
export const readPart = async (
  telnyx: PartTelnyx,
  { order, subOrder }: { order: NumberOrder; subOrder: SubOrder },
): Promise<Part> => {
  const { id, country, numberType, status } = subOrder;
  const numbers = numbersOfPart(order, subOrder);
  const [deadlineAt, comments] = await Promise.all([
    readDeadline(telnyx, { status, numbers }),
    telnyx.comments.list(id),
  ]);
  return {
    id,
    orderId: order.id,
    country,
    numberType,
    status,
    numbers: numbers.map(toOrderNumber),
    requirements: toRequirementStates(numbers, subOrder.requirements),
    deadlineAt,
    comments: comments.toSorted((one, other) => one.createdAt - other.createdAt),
  };
};
