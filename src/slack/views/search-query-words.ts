import { countryName } from '../../domain/country.ts';
import { numberTypeWords } from '../../domain/phone-number.ts';
import { formatSearchText, type SearchQuery } from '../../domain/search.ts';
import { escapeLine, LIMITS } from './blocks.ts';

const WHERE = [
  ['city', 'in'],
  ['state', 'in state'],
  ['areaCode', 'with area code'],
  ['rateCenter', 'in rate centre'],
  ['startsWith', 'starting with'],
  ['contains', 'containing'],
  ['endsWith', 'ending with'],
] as const;

const EXTRAS = [
  ['bestEffort', 'best effort allowed'],
  ['quickship', 'quick to ship'],
  ['reservable', 'that can be held'],
  ['excludeHeld', 'without held ones'],
] as const;

/** "local numbers in Germany, in Berlin, with sms": what was searched, escaped. */
export const queryWords = (query: SearchQuery): string => {
  const type = query.numberType === null ? '' : `${numberTypeWords(query.numberType)} `;
  const where = WHERE.flatMap(([key, words]) => {
    const value = query[key];
    return value === null ? [] : [`${words} ${escapeLine(value, 60)}`];
  });
  const features = query.features.length === 0 ? [] : [`with ${query.features.join(' and ')}`];
  const extras = EXTRAS.flatMap(([key, words]) => (query[key] ? [words] : []));
  const country = escapeLine(countryName(query.country), 60);
  return [`${type}numbers in ${country}`, ...where, ...features, ...extras].join(', ');
};

const shorten = (query: SearchQuery, max: number): SearchQuery => {
  const cut = (text: string | null): string | null => (text === null ? null : text.slice(0, max));
  return {
    ...query,
    city: cut(query.city),
    state: cut(query.state),
    areaCode: cut(query.areaCode),
    rateCenter: cut(query.rateCenter),
    startsWith: cut(query.startsWith),
    endsWith: cut(query.endsWith),
    contains: cut(query.contains),
  };
};

/** No place or pattern that finds anything is this long; such a query is pasted text. */
const LONGEST_WORD = 100;

/** A query as a button's value: the words that a person could have typed. Never empty, which Slack refuses. */
export const queryValue = (query: SearchQuery): string => {
  const text = formatSearchText(query) || `limit:${query.limit}`;
  return text.length <= LIMITS.buttonValue ? text : formatSearchText(shorten(query, LONGEST_WORD));
};
