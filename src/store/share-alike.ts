import { isAlike } from '../domain/is-alike.ts';
import type { Part } from '../domain/order.ts';
import type { RequirementType } from '../domain/requirement.ts';
import type { StoredOrder } from './stored-order.ts';

/** Gives the text that was met first among those that are equal. */
const createWords = (): ((word: string) => string) => {
  const words = new Map<string, string>();
  return (word) => {
    const known = words.get(word);
    if (known === undefined) words.set(word, word);
    return known ?? word;
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

/**
 * Of thousands of orders much is alike: what is asked for, in which words it stands. Puts one and the same value into all of
 * them, which halves what a record takes in memory. Changes the record that it is given; to be frozen after.
 */
export const createShareAlike = (): ((stored: StoredOrder) => StoredOrder) => {
  const word = createWords();
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
    for (const requirement of part.requirements) {
      requirement.requirementId = word(requirement.requirementId);
      requirement.kind = word(requirement.kind);
      requirement.status = requirement.status === null ? null : word(requirement.status);
    }
  };

  return (stored) => {
    const { order, requirementTypes, intent } = stored.order;
    for (const number of intent.numbers) {
      number.country = word(number.country);
      number.numberType = word(number.numberType);
    }
    for (const [id, type] of Object.entries(requirementTypes)) requirementTypes[id] = shareType(type);
    if (order === null) return stored;
    if (stored.order.orderId === order.id) stored.order.orderId = order.id;
    for (const part of order.parts) sharePart(part, order.id);
    return stored;
  };
};
