import {
  type AvailableNumber,
  countryOf,
  formatPhoneNumber,
  guessNumberType,
  NUMBER_TYPES,
  type NumberType,
} from '../domain/phone-number.ts';
import { emptyQuery, type SearchQuery } from '../domain/search.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { inParallel } from './in-parallel.ts';

const AT_ONCE = 4;
const MAX_ALTERNATIVES = 10;

type Numbers = Pick<Telnyx, 'numbers'>;

/** A place without coverage has no numbers: for a look-up that is an answer, not a failure. */
const searchOrNone = async (telnyx: Numbers, query: SearchQuery): Promise<AvailableNumber[]> => {
  try {
    return (await telnyx.numbers.search(query)).numbers;
  } catch (error) {
    if (isAppError(error, 'no_coverage')) return [];
    throw error;
  }
};

/** The groups of digits after the calling code, as the number is written internationally: the first is the area code. */
const nationalGroups = (phoneNumber: string): string[] => formatPhoneNumber(phoneNumber).split(/\D+/).slice(2);

/** The likeliest type first: nearly always one search is enough, and what is found is certain of its type. */
const typesToTry = (phoneNumber: string): NumberType[] => {
  const guess = guessNumberType(phoneNumber);
  return [guess, ...NUMBER_TYPES.filter((type) => type !== guess)];
};

const lookUpNumber = async (telnyx: Numbers, phoneNumber: string): Promise<AvailableNumber | null> => {
  const country = countryOf(phoneNumber);
  if (country === null) return null;
  const query = { ...emptyQuery(country, false), endsWith: nationalGroups(phoneNumber).join('') };
  for (const numberType of typesToTry(phoneNumber)) {
    const numbers = await searchOrNone(telnyx, { ...query, numberType });
    const found = numbers.find((number) => number.phoneNumber === phoneNumber);
    if (found) return found;
  }
  return null;
};

/**
 * Searches each number by itself: Telnyx sells only what a recent search offered, and does not always say which one
 * of an order is gone.
 */
export const lookUpNumbers = async (
  telnyx: Numbers,
  phoneNumbers: readonly string[],
): Promise<{ offered: AvailableNumber[]; gone: string[] }> => {
  const wanted = [...new Set(phoneNumbers)];
  const found = await inParallel(wanted, { limit: AT_ONCE, work: (phoneNumber) => lookUpNumber(telnyx, phoneNumber) });
  return {
    offered: found.filter((number) => number !== null),
    gone: wanted.filter((_, index) => found[index] === null),
  };
};

/** Others of the same type: in the area of the one that is gone, else anywhere in its country. */
const alternativesTo = async (telnyx: Numbers, phoneNumber: string): Promise<AvailableNumber[]> => {
  const country = countryOf(phoneNumber);
  if (country === null) return [];
  const query = { ...emptyQuery(country, false), numberType: guessNumberType(phoneNumber), limit: MAX_ALTERNATIVES };
  const nearby = await searchOrNone(telnyx, { ...query, areaCode: nationalGroups(phoneNumber)[0] ?? null });
  return nearby.length > 0 ? nearby : searchOrNone(telnyx, query);
};

/** The nearest numbers to offer instead of those that are gone, without those that were asked for anyway. */
export const findAlternatives = async (
  telnyx: Numbers,
  { gone, asked }: { gone: readonly string[]; asked: readonly string[] },
): Promise<AvailableNumber[]> => {
  const byArea = new Map(
    gone.map((phoneNumber) => [`${countryOf(phoneNumber)} ${nationalGroups(phoneNumber)[0]}`, phoneNumber]),
  );
  const found = await inParallel([...byArea.values()], {
    limit: AT_ONCE,
    work: (phoneNumber) => alternativesTo(telnyx, phoneNumber),
  });
  const others = found.flat().filter(({ phoneNumber }) => !asked.includes(phoneNumber));
  const distinct = [...new Map(others.map((number) => [number.phoneNumber, number])).values()];
  return distinct.slice(0, MAX_ALTERNATIVES);
};
