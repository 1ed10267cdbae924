import { isAlike } from '../domain/is-alike.ts';
import type { Part } from '../domain/order.ts';
import type { RequirementType } from '../domain/requirement.ts';
import type { StoredOrder } from './stored-order.ts';

/** Gives what was met first among those that say the same. */
const createSame = <Value>(textOf: (value: Value) => string): ((value: Value) => Value) => {
  const met = new Map<string, Value>();
  return (value) => {
    const text = textOf(value);
    const known = met.get(text);
    if (known === undefined) met.set(text, value);
    return known ?? value;
  };
};

/** A type is the same in all orders that ask for it, until Telnyx words it anew. */
const createTypes = (): ((type: RequirementType) => RequirementType) => {
  const types = new Map<string, RequirementType>();
  return (type) => {
    const known = types.get(type.id);
    if (known !== undefined && isAlike(known, type)) return known;
    types.set(type.id, type);
    return type;
  };
};

const NO_ENTRIES = Object.freeze({});
const NO_ITEMS = Object.freeze([]);

/** A quiet order is half made of what is empty. */
const shareEmpty = (record: object): void => {
  for (const [name, value] of Object.entries(record)) {
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (isEmpty) Reflect.set(record, name, Array.isArray(value) ? NO_ITEMS : NO_ENTRIES);
  }
};

/**
 * Of thousands of orders much is alike: what is asked for, in which words it stands, what is empty. Puts one and the same value
 * into all of them, which takes more than half off what a record takes in memory. Changes the record that it is given; to be
 * frozen after.
 */
export const createShareAlike = (): ((stored: StoredOrder) => StoredOrder) => {
  const word = createSame<string>((text) => text);
  const shareRequirements = createSame<Part['requirements']>(JSON.stringify);
  const shareType = createTypes();

  const sharePart = (part: Part, orderId: string): void => {
    if (part.orderId === orderId) part.orderId = orderId;
    part.country = word(part.country);
    part.numberType = word(part.numberType);
    part.status = word(part.status);
    for (const number of part.numbers) {
      number.status = word(number.status);
      number.requirementsStatus = word(number.requirementsStatus);
    }
    part.requirements = shareRequirements(part.requirements);
    shareEmpty(part);
  };

  return (stored) => {
    const { order, requirementTypes, intent } = stored.order;
    for (const number of intent.numbers) {
      number.country = word(number.country);
      number.numberType = word(number.numberType);
    }
    for (const [id, type] of Object.entries(requirementTypes)) requirementTypes[id] = shareType(type);
    shareEmpty(stored.order);
    if (order === null) return stored;
    if (stored.order.orderId === order.id) stored.order.orderId = order.id;
    for (const part of order.parts) sharePart(part, order.id);
    return stored;
  };
};
