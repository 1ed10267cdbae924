import aliases from './country-aliases.json' with { type: 'json' };
import { phoneLibrary } from './phone-library.ts';
import { toPlainWords } from './plain-words.ts';

/** Made once, when first needed: reading all names takes as long as reading a hundred of our files. */
let names: Intl.DisplayNames | null = null;
const nameOf = (code: string): string | undefined => {
  names ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return names.of(code);
};

/** "The Bahamas" and "Bahamas", "St. Lucia" and "Saint Lucia" are the same country. */
const toCountryWords = (text: string): string => toPlainWords(text).replace(/^the /, '').replace(/^st /, 'saint ');

/** The countries that have telephone numbers, by code and by English name. */
const readCountries = () => {
  const codes = new Set<string>(phoneLibrary().getCountries());
  const named = [...codes].map((code): [string, string] => [toCountryWords(nameOf(code) ?? code), code]);
  return { codes, codeByName: new Map<string, string>([...named, ...Object.entries(aliases)]) };
};
let countries: ReturnType<typeof readCountries> | null = null;

/** "United Kingdom"; a code that is not known stays as it is. */
export const countryName = (iso: string): string => (/^[A-Za-z]{2}$/.test(iso) ? (nameOf(iso) ?? iso) : iso);

/** ISO 3166 alpha-2 of a code, an English name or a usual alias (UK, USA, Deutschland), in any case; else null. */
export const parseCountry = (text: string): string | null => {
  const words = toCountryWords(text);
  const code = words.toUpperCase();
  countries ??= readCountries();
  const { codes, codeByName } = countries;
  return codes.has(code) ? code : (codeByName.get(words) ?? null);
};
