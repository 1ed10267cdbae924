import type { Comment } from '../../src/domain/order.ts';
import type { AvailableNumber } from '../../src/domain/phone-number.ts';
import type { Address, RequirementType } from '../../src/domain/requirement.ts';
import type { RequirementGroup } from '../../src/domain/requirement-group.ts';
import { AppError } from '../../src/errors.ts';
import type {
  Document,
  NumberDetail,
  NumberInOrder,
  NumberOrder,
  RequirementValue,
  SubOrder,
} from '../../src/telnyx/telnyx.ts';
import { DAY_MS } from './builders.ts';

type FakePart = Omit<SubOrder, 'phoneNumbers' | 'phoneNumbersCount'> & {
  numbers: NumberInOrder[];
  deadlineAt: number | null;
  comments: Comment[];
};

export const notFound = (what: string): never => {
  throw new AppError('not_found', `no ${what}`);
};

/** What the fake Telnyx holds, open to the test to look at and to change. */
export const createFakeAccount = (clock: { now(): number }) => {
  const state = {
    available: [] as AvailableNumber[],
    /** By `<country>:<number type>`. */
    paperwork: {} as Record<string, RequirementType[]>,
    groups: [] as RequirementGroup[],
    orders: [] as { id: string; reference: string; status: string; createdAt: number }[],
    parts: [] as FakePart[],
    addresses: [] as Address[],
    documents: [] as Document[],
    /** By phone number. */
    localities: {} as Record<string, string>,
    /** By group. */
    groupComments: {} as Record<string, Comment[]>,
    /** Links for the end user, by `<requirement>:<part>`. */
    links: {} as Record<string, string>,
    /** The newer parameters: numbers in parts, with the status of each requirement. */
    hasExtras: true,
    isListWhole: true,
    /** Parts that the list of pending ones leaves out. */
    unlisted: new Set<string>(),
    /** Orders and groups that cannot be read, the list apart: id to what comes instead. */
    sick: new Map<string, AppError>(),
  };

  const throwIfSick = (id: string): void => {
    const error = state.sick.get(id);
    if (error) throw error;
  };
  const partOf = (id: string): FakePart => state.parts.find((part) => part.id === id) ?? notFound('part');
  const withoutStatus = (number: NumberInOrder): NumberInOrder => ({
    ...number,
    requirements: number.requirements.map((requirement) => ({ ...requirement, status: null })),
  });
  const toSubOrder = ({ numbers, deadlineAt, comments, ...part }: FakePart, isWithNumbers: boolean): SubOrder =>
    structuredClone({
      ...part,
      phoneNumbersCount: numbers.length,
      phoneNumbers: isWithNumbers && state.hasExtras ? numbers.slice(0, 50) : null,
    });
  const toOrder = (id: string): NumberOrder => {
    const order = state.orders.find((known) => known.id === id) ?? notFound('order');
    const parts = state.parts.filter(({ orderId }) => orderId === id);
    const phoneNumbers = parts.flatMap(({ numbers }) => numbers.map(withoutStatus));
    const subOrderIds = parts.map((part) => part.id);
    return structuredClone({ ...order, phoneNumbers, subOrderIds, phoneNumbersCount: phoneNumbers.length });
  };

  const addNumber = (orderId: string, phoneNumber: string): void => {
    const { country, numberType } =
      state.available.find((number) => number.phoneNumber === phoneNumber) ?? notFound('number');
    const types = state.paperwork[`${country}:${numberType}`] ?? [];
    const isOpen = types.length > 0;
    const id = `part-${orderId.slice(6)}-${country}-${numberType}`;
    const requirements = types.map((type) => ({ requirementId: type.id, kind: type.kind }));
    const known = state.parts.find((part) => part.id === id);
    const part: FakePart = known ?? {
      id,
      orderId,
      country,
      numberType,
      status: isOpen ? 'pending' : 'success',
      accountId: 'account-1',
      reference: null,
      requirements,
      numbers: [],
      deadlineAt: isOpen ? clock.now() + 10 * DAY_MS : null,
      comments: [],
    };
    if (!known) state.parts.push(part);
    part.numbers.push({
      id: `num-${phoneNumber}`,
      phoneNumber,
      country,
      numberType,
      status: isOpen ? 'pending' : 'success',
      requirementsStatus: isOpen ? 'requirement-info-pending' : 'approved',
      requirements: requirements.map((requirement) => ({ ...requirement, value: null, status: 'awaiting-value' })),
    });
  };

  /** Gives the values to all numbers of the part, or to some; what is approved keeps its own. */
  const answer = (part: FakePart, values: RequirementValue[], numbers = part.numbers): void => {
    for (const number of numbers) {
      for (const requirement of number.requirements) {
        const given = values.find(({ requirementId }) => requirementId === requirement.requirementId);
        if (given && requirement.status !== 'approved')
          Object.assign(requirement, { value: given.value, status: 'pending-approval' });
      }
      const isComplete = number.requirements.every(({ value }) => value !== null);
      number.requirementsStatus = isComplete ? 'requirement-info-under-review' : 'requirement-info-pending';
    }
    const isOpen = part.numbers.some((number) => number.requirements.some(({ value }) => value === null));
    if (!isOpen) part.deadlineAt = null;
  };

  /** Something refers to it: an answer of an order or of a group. */
  const isReferred = (documentId: string): boolean => {
    const inOrders = state.parts.flatMap(({ numbers }) => numbers.flatMap(({ requirements }) => requirements));
    const inGroups = state.groups.flatMap(({ requirements }) => requirements);
    return [...inOrders, ...inGroups].some(({ value }) => value === documentId);
  };

  const placeOfNumber = (id: string): { part: FakePart; number: NumberInOrder } => {
    for (const part of state.parts) for (const number of part.numbers) if (number.id === id) return { part, number };
    return notFound('number');
  };

  /** A decision by Number Ops on every number of a part. */
  const decide = (partId: string, statuses: Record<string, string>, requirementsStatus: string): void => {
    for (const number of partOf(partId).numbers) {
      number.requirementsStatus = requirementsStatus;
      for (const requirement of number.requirements)
        requirement.status = statuses[requirement.requirementId] ?? requirement.status;
    }
  };

  const toNumberDetail = (id: string): NumberDetail => {
    const { part, number } = placeOfNumber(id);
    return structuredClone({
      ...withoutStatus(number),
      orderId: part.orderId,
      subOrderId: part.id,
      deadlineAt: part.deadlineAt,
      locality: state.localities[number.phoneNumber] ?? null,
    });
  };

  return {
    state,
    throwIfSick,
    partOf,
    decide,
    toSubOrder,
    toOrder,
    toNumberDetail,
    placeOfNumber,
    addNumber,
    answer,
    isReferred,
  };
};

export type FakeAccount = ReturnType<typeof createFakeAccount>;
