import examples from 'libphonenumber-js/mobile/examples';
import { countryName } from './country.ts';
import { phoneLibrary } from './phone-library.ts';
import type { AvailableNumber, Feature, NumberType } from './phone-number.ts';
import { numberTypeWords } from './phone-number.ts';
import type { Paperwork } from './requirement.ts';
import { merge, problem, type SearchDraft, type SearchProblem, type SearchReading } from './search-draft.ts';
import { readPair } from './search-keys.ts';
import { type SearchToken, splitSearchText, toSearchValue } from './search-tokens.ts';
import { readWords } from './search-words.ts';
import { parseState } from './state.ts';

export type SearchQuery = {
  country: string;
  /** True when nobody named the country: the results say so and offer to change it. */
  countryIsDefault: boolean;
  numberType: NumberType | null;
  features: Feature[];
  city: string | null;
  state: string | null;
  areaCode: string | null;
  rateCenter: string | null;
  startsWith: string | null;
  endsWith: string | null;
  contains: string | null;
  /** How many to show. */
  limit: number;
  /** `12x`: that many, and all of them preselected. */
  wanted: number | null;
  bestEffort: boolean;
  quickship: boolean;
  reservable: boolean;
  excludeHeld: boolean;
};

export type SearchOutcome = {
  query: SearchQuery;
  numbers: AvailableNumber[];
  /** All that Telnyx has for the query, of which `numbers` is the first page. */
  totalCount: number;
  bestEffortCount: number;
  /** False: Telnyx has nothing of this kind in the country at all (10015), whatever else was asked for. */
  isCovered: boolean;
  /** One for each country and type among the numbers. */
  paperwork: Paperwork[];
  /** How many requirement groups an order could use, by `<country>:<number type>`; null where Telnyx cannot say now. */
  fittingGroups?: Record<string, number | null>;
};

/** Ten fit a message without scrolling. */
const DEFAULT_LIMIT = 10;

export const emptyQuery = (country: string, isDefault: boolean): SearchQuery => ({
  country,
  countryIsDefault: isDefault,
  numberType: null,
  features: [],
  city: null,
  state: null,
  areaCode: null,
  rateCenter: null,
  startsWith: null,
  endsWith: null,
  contains: null,
  limit: DEFAULT_LIMIT,
  wanted: null,
  bestEffort: false,
  quickship: false,
  reservable: false,
  excludeHeld: false,
});

const readPairs = (tokens: SearchToken[]): SearchReading => {
  let draft: SearchDraft = {};
  for (const token of tokens) {
    if (token.kind !== 'pair') continue;
    const reading = readPair(token);
    const merged = reading.kind === 'problem' ? reading : merge(draft, reading.found);
    if (merged.kind === 'problem') return merged;
    draft = merged.found;
  }
  return { kind: 'found', found: draft };
};

/**
 * People write an area code as they dial it at home (030); Telnyx knows it without the trunk digit (30). Whether a
 * country has one shows in how its mobile numbers are written; Italy's zeros belong to the number and stay.
 */
const withoutTrunkDigit = (areaCode: string, country: string): string => {
  const { getExampleNumber, isSupportedCountry } = phoneLibrary();
  if (!areaCode.startsWith('0') || !isSupportedCountry(country)) return areaCode;
  const written = getExampleNumber(country, examples)?.formatNational() ?? '';
  return written.startsWith('0') ? areaCode.slice(1) : areaCode;
};

/** Fills in what was not said. */
const toQuery = (draft: SearchDraft, defaultCountry: string): SearchQuery => {
  const country = draft.country ?? defaultCountry;
  const { areaCode = null, state = null, wanted = null } = draft;
  return {
    ...emptyQuery(country, draft.country === undefined),
    ...draft,
    areaCode: areaCode === null ? null : withoutTrunkDigit(areaCode, country),
    state: state === null ? null : (parseState(state, country) ?? state),
    limit: draft.limit ?? wanted ?? DEFAULT_LIMIT,
  };
};

/**
 * Reads what follows `/numbers search`. Deterministic, and never a silent guess: what cannot be told is a problem.
 * - A country is an ISO code, a name or an alias. Codes that are English words or begin city names (is, to, la, st …)
 *   count only in capitals; "in", "at", "and", "with" in small letters are skipped.
 * - The first country word is the country; "CA" alone is Canada. After the US or Canada ("US CA"), a code in capitals or a
 *   name is the state. A second country is a problem.
 * - 3 to 5 digits are the area code; other digits need a key.
 * - Remaining words make one city, if they stand side by side.
 */
export const parseSearchText = (
  text: string,
  { defaultCountry }: { defaultCountry: string },
): { kind: 'query'; query: SearchQuery } | SearchProblem => {
  const tokens = splitSearchText(text);
  if (tokens === null) return problem('A quote is opened and never closed.', 'US city:"San Francisco"');
  const pairs = readPairs(tokens);
  if (pairs.kind === 'problem') return pairs;
  const words = tokens.map((token) => (token.kind === 'word' ? token : null));
  const draft = readWords({ words, draft: pairs.found, defaultCountry });
  if (draft.kind === 'problem') return draft;
  const query = toQuery(draft.found, defaultCountry);
  if (query.wanted !== null && query.wanted > query.limit) {
    return problem(`${query.wanted}x asks for more than limit:${query.limit} shows.`, `DE local ${query.wanted}x`);
  }
  return { kind: 'query', query };
};

const TEXT_KEYS = [
  ['city', 'city'],
  ['state', 'state'],
  ['area', 'areaCode'],
  ['rate_center', 'rateCenter'],
  ['starts', 'startsWith'],
  ['ends', 'endsWith'],
  ['contains', 'contains'],
] as const;

const FLAG_KEYS = [
  ['best_effort', 'bestEffort'],
  ['quickship', 'quickship'],
  ['reservable', 'reservable'],
  ['exclude_held', 'excludeHeld'],
] as const;

/** The shortest text with keys that `parseSearchText` reads as this query, given the same default country. */
export const formatSearchText = (query: SearchQuery): string => {
  const { country, countryIsDefault, numberType, features, wanted, limit } = query;
  const pieces = [
    countryIsDefault ? '' : `country:${country}`,
    numberType === null ? '' : numberTypeWords(numberType),
    ...TEXT_KEYS.map(([key, slot]) => (query[slot] === null ? '' : `${key}:${toSearchValue(query[slot])}`)),
    ...features,
    wanted === null ? '' : `${wanted}x`,
    limit === (wanted ?? DEFAULT_LIMIT) ? '' : `limit:${limit}`,
    ...FLAG_KEYS.map(([key, slot]) => (query[slot] ? `${key}:yes` : '')),
  ];
  return pieces.filter((piece) => piece !== '').join(' ');
};

export type Relaxation = { label: string; query: SearchQuery };

/** More would be a wall of buttons. */
const MAX_RELAXATIONS = 4;

/** Telnyx offers numbers near the place only here. */
const hasBestEffort = ({ country }: SearchQuery): boolean => country === 'US' || country === 'CA';

const hasDigits = ({ startsWith, endsWith, contains }: SearchQuery): boolean =>
  startsWith !== null || endsWith !== null || contains !== null;

/**
 * What to give up when nothing was found, one wish at a time and the narrowest first; at most four.
 * A label fits a button: "Any digits".
 */
export const relaxations = (query: SearchQuery): Relaxation[] => {
  const { city, rateCenter, areaCode, state, features, numberType } = query;
  const narrow = hasDigits(query) || [city, areaCode, rateCenter].some((place) => place !== null);
  const where = countryName(query.country);
  const list: [boolean, string, Partial<SearchQuery>][] = [
    [hasDigits(query), 'Any digits', { startsWith: null, endsWith: null, contains: null }],
    [narrow && !query.bestEffort && hasBestEffort(query), 'Also numbers nearby', { bestEffort: true }],
    [city !== null || rateCenter !== null, `Anywhere in ${state ?? where}`, { city: null, rateCenter: null }],
    [areaCode !== null, 'Any area code', { areaCode: null }],
    [features.length > 0, 'Any features', { features: [] }],
    [query.quickship || query.reservable || query.excludeHeld, 'Also held or slower ones', NO_FLAGS],
    [numberType !== null, 'Any number type', { numberType: null }],
    [state !== null, `All of ${where}`, { state: null }],
  ];
  return list
    .filter(([applies]) => applies)
    .slice(0, MAX_RELAXATIONS)
    .map(([, label, change]) => ({ label, query: { ...query, ...change } }));
};

const NO_FLAGS: Partial<SearchQuery> = { quickship: false, reservable: false, excludeHeld: false };
