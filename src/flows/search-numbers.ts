import type { AvailableNumber } from '../domain/phone-number.ts';
import type { Paperwork } from '../domain/requirement.ts';
import type { SearchQuery } from '../domain/search.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { SearchNumbers, ShowRequirements } from './flows.ts';
import { inParallel } from './in-parallel.ts';

type Options = { telnyx: Pick<Telnyx, 'numbers' | 'reservations'>; showRequirements: ShowRequirements };

/** One place for each country and type among the numbers, in the order in which they first appear. */
export const placesOf = <Place extends { country: string; numberType: string }>(
  numbers: readonly Place[],
): { country: string; numberType: string }[] => {
  const places = numbers.map(({ country, numberType }) => ({ country, numberType }));
  return [...new Map(places.map((place) => [`${place.country}:${place.numberType}`, place])).values()];
};

const UNCOVERED = { numbers: [], totalCount: 0, bestEffortCount: 0, isCovered: false };

/** A kind of number that a country does not have is an answer, not a failure: the person gets what to look for instead. */
const searchCovered = async (telnyx: Pick<Telnyx, 'numbers'>, query: SearchQuery) => {
  try {
    return { ...(await telnyx.numbers.search(query)), isCovered: true };
  } catch (error) {
    if (isAppError(error, 'no_coverage')) return UNCOVERED;
    throw error;
  }
};

export const createSearchNumbers = ({ telnyx, showRequirements }: Options): SearchNumbers => {
  const paperworkOf = (numbers: AvailableNumber[]): Promise<Paperwork[]> =>
    inParallel(placesOf(numbers), { limit: 4, work: showRequirements.paperwork });

  return {
    search: async (query) => {
      const found = await searchCovered(telnyx, query);
      return { query, ...found, paperwork: await paperworkOf(found.numbers) };
    },

    hold: async (phoneNumbers) => {
      const reserved = await telnyx.reservations.create(phoneNumbers);
      // Telnyx decides for each number; one that is still being decided on is held, unless it turns out otherwise.
      const isHeld = (phoneNumber: string): boolean =>
        reserved.some(
          (number) => number.phoneNumber === phoneNumber && !['failure', 'failed', 'expired'].includes(number.status),
        );
      const held = phoneNumbers.filter(isHeld);
      const ends = reserved.flatMap(({ phoneNumber, expiresAt }) =>
        expiresAt !== null && held.includes(phoneNumber) ? [expiresAt] : [],
      );
      return {
        held,
        refused: phoneNumbers.filter((phoneNumber) => !held.includes(phoneNumber)),
        until: ends.length === 0 ? null : Math.min(...ends),
      };
    },
  };
};
