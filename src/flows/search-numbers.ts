import type { AvailableNumber } from '../domain/phone-number.ts';
import type { Paperwork } from '../domain/requirement.ts';
import type { SearchQuery } from '../domain/search.ts';
import { isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { Hold, SearchNumbers, ShowRequirements } from './flows.ts';
import { inParallel } from './in-parallel.ts';
import type { KnownGroups } from './known-groups.ts';

type Options = {
  telnyx: Pick<Telnyx, 'numbers' | 'reservations'>;
  showRequirements: ShowRequirements;
  knownGroups: KnownGroups;
};

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

/** How many groups an order could use, for each place that has paperwork; null where Telnyx cannot say now. */
const countGroups = async (
  knownGroups: KnownGroups,
  paperwork: readonly Paperwork[],
): Promise<Record<string, number | null>> => {
  const asked = paperwork.filter(({ requirements }) => requirements.length > 0);
  const counts = asked.map(async (place) => {
    const fitting = await knownGroups.fitting(place);
    return [`${place.country}:${place.numberType}`, fitting?.length ?? null] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};

const hold = async (telnyx: Pick<Telnyx, 'reservations'>, phoneNumbers: string[]): Promise<Hold> => {
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
};

const NOTHING_HELD: Hold = { held: [], refused: [], until: null };

const holdOne = async (telnyx: Pick<Telnyx, 'reservations'>, phoneNumbers: string[]): Promise<Hold | null> => {
  try {
    return await hold(telnyx, phoneNumbers);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === 'telnyx_refused' ? null : { ...NOTHING_HELD, refused: phoneNumbers };
  }
};

const tryHold = async (telnyx: Pick<Telnyx, 'reservations'>, phoneNumbers: string[]): Promise<Hold> => {
  if (phoneNumbers.length === 0) return NOTHING_HELD;
  const together = await holdOne(telnyx, phoneNumbers);
  if (together !== null) return together;
  // One number that is reserved already makes Telnyx refuse all of them: each is asked for by itself then.
  const alone = await inParallel(phoneNumbers, {
    limit: 4,
    work: async (number) => (await holdOne(telnyx, [number])) ?? { ...NOTHING_HELD, refused: [number] },
  });
  const ends = alone.flatMap(({ until }) => (until === null ? [] : [until]));
  return {
    held: alone.flatMap(({ held }) => held),
    refused: alone.flatMap(({ refused }) => refused),
    until: ends.length === 0 ? null : Math.min(...ends),
  };
};

export const createSearchNumbers = ({ telnyx, showRequirements, knownGroups }: Options): SearchNumbers => {
  const paperworkOf = (numbers: AvailableNumber[]): Promise<Paperwork[]> =>
    inParallel(placesOf(numbers), { limit: 4, work: showRequirements.paperwork });

  return {
    search: async (query) => {
      const found = await searchCovered(telnyx, query);
      const paperwork = await paperworkOf(found.numbers);
      return { query, ...found, paperwork, fittingGroups: await countGroups(knownGroups, paperwork) };
    },
    hold: (phoneNumbers) => hold(telnyx, phoneNumbers),
    tryHold: (phoneNumbers) => tryHold(telnyx, phoneNumbers),
  };
};
