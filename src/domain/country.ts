import { getCountries } from 'libphonenumber-js/max';
import aliases from './country-aliases.json' with { type: 'json' };
import { toPlainWords } from './plain-words.ts';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** "The Bahamas" and "Bahamas", "St. Lucia" and "Saint Lucia" are the same country. */
const toCountryWords = (text: string): string => toPlainWords(text).replace(/^the /, '').replace(/^st /, 'saint ');

/** The countries that have telephone numbers, by code and by English name. */
const codes = new Set<string>(getCountries());
const codeByName = new Map<string, string>([
  ...[...codes].map((code): [string, string] => [toCountryWords(names.of(code) ?? code), code]),
  ...Object.entries(aliases),
]);

/** "United Kingdom"; a code that is not known stays as it is. */
export const countryName = (iso: string): string => (/^[A-Za-z]{2}$/.test(iso) ? (names.of(iso) ?? iso) : iso);

/** ISO 3166 alpha-2 of a code, an English name or a usual alias (UK, USA, Deutschland), in any case; else null. */
export const parseCountry = (text: string): string | null => {
  const words = toCountryWords(text);
  const code = words.toUpperCase();
  return codes.has(code) ? code : (codeByName.get(words) ?? null);
};
