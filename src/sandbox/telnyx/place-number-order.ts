import { copyGroup, usableGroup } from './answers.ts';
import { linkCopied } from './document-links.ts';
import { refuse } from './errors.ts';
import type { StockNumber } from './inventory.ts';
import { requirementsFor } from './requirement-catalogue.ts';
import { GROUP_COUNTRIES, SPANS } from './rules.ts';
import type { Simulation } from './simulation.ts';
import type { Order, OrderedNumber, Part, RequirementGroup } from './state.ts';
import { followNumbers, requirementsStatusOf } from './state-machine.ts';

export type OrderLine = { phoneNumber: string; groupId: string | null };
export type NewOrder = Pick<Order, 'reference' | 'connectionId' | 'messagingProfileId' | 'billingGroupId'>;
/** A number with what is known of it when it is put into an order. */
export type Line = { phoneNumber: string; locality: string | null; group: RequirementGroup | null };

const findStock = ({ inventory }: Simulation, wanted: Set<string>): Map<string, StockNumber> => {
  const found = new Map<string, StockNumber>();
  const products = inventory.products.filter(({ callingCode }) =>
    [...wanted].some((phoneNumber) => phoneNumber.startsWith(`+${callingCode}`)),
  );
  for (const product of products) {
    for (const stock of inventory.stockOf(product))
      if (wanted.has(stock.phoneNumber)) found.set(stock.phoneNumber, stock);
  }
  return found;
};

/** Never seen by a search: 85000. Seen, but sold since: 85001, which does not say which number it was. */
const checkOffered = ({ state }: Simulation, { lines, now }: { lines: OrderLine[]; now: number }): void => {
  const unsearched = lines.some(({ phoneNumber }) => {
    const searchedAt = state.searchedAt.get(phoneNumber);
    return searchedAt === undefined || searchedAt + SPANS.searchIsRecentMs < now;
  });
  if (unsearched) {
    throw refuse('notSearched', 'You must search for the number through our API before attempting to purchase.');
  }
  if (lines.some(({ phoneNumber }) => state.taken.has(phoneNumber))) {
    throw refuse('numbersGone', 'The numbers you are trying to order are no longer available for purchase.');
  }
};

const groupFor = (
  simulation: Simulation,
  { line, stock }: { line: OrderLine; stock: StockNumber },
): RequirementGroup | null => {
  const { country, numberType } = stock.product;
  if (line.groupId !== null) return usableGroup(simulation, { groupId: line.groupId, country, numberType });
  const isAsked = requirementsFor(country, numberType).length > 0;
  if (!GROUP_COUNTRIES.includes(country) || !isAsked) return null;
  throw refuse('unprocessable', `Orders for ${country} need a requirement group in which every value is present.`);
};

const createNumber = (simulation: Simulation, { part, line, now }: { part: Part; line: Line; now: number }) => {
  const number: OrderedNumber = {
    id: simulation.ids.uuid('number_order_phone_number'),
    phoneNumber: line.phoneNumber,
    locality: line.locality,
    status: 'pending',
    requirementsStatus: 'requirement-info-pending',
    deadlineAt: null,
    answers: requirementsFor(part.country, part.numberType).map(({ id, type }) => ({
      requirementId: id,
      fieldType: type,
      value: null,
      status: 'awaiting-value',
    })),
    activateAt: null,
    part,
  };
  if (line.group !== null) copyGroup(number, line.group);
  number.requirementsStatus = requirementsStatusOf(number.answers);
  if (number.requirementsStatus === 'approved') number.activateAt = now + SPANS.activationMs;
  if (number.requirementsStatus === 'requirement-info-pending') number.deadlineAt = now + SPANS.firstDeadlineMs;
  simulation.state.numbers.set(number.id, number);
  return number;
};

export const addPart = (
  simulation: Simulation,
  {
    order,
    country,
    numberType,
    lines,
    now,
  }: { order: Order; country: string; numberType: string; lines: Line[]; now: number },
): Part => {
  const part: Part = {
    id: simulation.ids.uuid('sub_number_order'),
    order,
    country,
    numberType,
    status: 'pending',
    numbers: [],
    createdAt: now,
    updatedAt: now,
    autoApproveAt: null,
    dueAt: Number.POSITIVE_INFINITY,
    hidden: false,
  };
  part.numbers = lines.map((line) => createNumber(simulation, { part, line, now }));
  for (const group of new Set(lines.map((line) => line.group)))
    if (group !== null) linkCopied(simulation, { group, record: { type: 'sub_number_order', id: part.id }, now });
  if (lines.some(({ group }) => group?.status === 'approved')) part.autoApproveAt = now + SPANS.approvedGroupMs;
  order.parts.push(part);
  simulation.state.parts.set(part.id, part);
  for (const { phoneNumber } of lines) simulation.state.taken.add(phoneNumber);
  followNumbers({ state: simulation.state, part, now });
  return part;
};

export const addOrder = (simulation: Simulation, { order: fields, now }: { order: NewOrder; now: number }): Order => {
  const order: Order = { ...fields, id: simulation.ids.uuid('number_order'), parts: [], createdAt: now };
  simulation.state.orders.set(order.id, order);
  return order;
};

/** POST /number_orders: all numbers or none; one part for each country and type. */
export const placeNumberOrder = (
  simulation: Simulation,
  { order: fields, lines, now }: { order: NewOrder; lines: OrderLine[]; now: number },
): Order => {
  const stock = findStock(simulation, new Set(lines.map(({ phoneNumber }) => phoneNumber)));
  checkOffered(simulation, { lines, now });
  if (simulation.state.fundsMissing) throw refuse('insufficientFunds', 'The balance does not cover this order.');
  const byPart = new Map<string, Line[]>();
  for (const line of lines) {
    const item = stock.get(line.phoneNumber);
    if (item === undefined) throw refuse('numbersGone', 'The number is no longer available for purchase.');
    const key = `${item.product.country}:${item.product.numberType}`;
    const group = groupFor(simulation, { line, stock: item });
    const known = byPart.get(key) ?? [];
    known.push({ phoneNumber: line.phoneNumber, locality: item.area.city, group });
    byPart.set(key, known);
  }
  const order = addOrder(simulation, { order: fields, now });
  for (const [key, partLines] of byPart) {
    const [country = '', numberType = ''] = key.split(':');
    addPart(simulation, { order, country, numberType, lines: partLines, now });
  }
  return order;
};
