import { countryName, parseCountry } from './country.ts';
import { toPlainWords } from './plain-words.ts';
import type { Address, RequirementType } from './requirement.ts';
import { hasStates, parseState } from './state.ts';

/** Where an address has to be: in a country (ISO 3166 alpha-2), in the area that the number's area code covers, or anywhere. */
export type LocalityLimit = { kind: 'country'; country: string } | { kind: 'area' } | { kind: 'anywhere' };

const NUMBER = '(?:the |your )?(?:phone |ordered |desired )?(?:numbers?|dids?)(?: s)?';
const AREA = '(?:geographic |geographical )?(?:area|region|locality|city)';
const BINDS_TO_AREA = new RegExp(
  [
    `\\b(?:same|identical) (?:${AREA}|area code) (?:as|of) ${NUMBER}\\b`,
    `\\b(?:match|matches|matching) ${NUMBER} (?:area code|${AREA})\\b`,
    `\\b(?:in|inside|within) ${NUMBER} (?:area code|${AREA})\\b`,
    `\\b(?:in|inside|within) the ${AREA} (?:of|that) (?:${NUMBER}|the) area code\\b`,
    '\\b(?:in|inside|within) the area code region\\b',
    '\\blocal relationship to (?:the )?area code\\b',
  ].join('|'),
);
/** "Does not need to match the area code", "is not required", "any address is fine". */
const TAKES_IT_BACK = /\bnot (?:required|needed|necessary|mandatory)\b|\bany (?:address|country)\b|\banywhere\b/;
const NEGATION = /\b(?:not|never|outside|unless|except|no need)\b/;

const bindsToArea = (text: string | null): boolean => {
  const words = toPlainWords(text ?? '');
  const at = BINDS_TO_AREA.exec(words)?.index;
  return at !== undefined && !TAKES_IT_BACK.test(words) && !NEGATION.test(words.slice(0, at));
};

const ANYWHERE =
  /^(?:address )?(?:in )?(?:any country|any country worldwide|worldwide|anywhere|anywhere in the world)$/;
const WITHIN = /^(?:an |the )?(?:local )?address (?:must be |has to be |should be )?(?:with)?in (?:the )?(?<place>.+)$/;
const SAME_COUNTRY =
  /^(?:country|same country|country of the (?:phone )?number|same country as the (?:phone )?(?:number|did)(?: ordered)?)$/;

const readCountry = (words: string, country: string): string | null => {
  const place = WITHIN.exec(words)?.groups?.place;
  if (place === undefined) return null;
  if (SAME_COUNTRY.test(place)) return country;
  const isState = hasStates(country) && parseState(place, country) !== null;
  return isState ? null : parseCountry(place);
};

/**
 * Reads Telnyx's `locality_limit` of an address: "Address within Germany", "Any country (worldwide)", "Identical locality
 * as the numbers desired". Other prose ("Issued in France…" is about documents) is null. `country` is the number's.
 */
export const parseLocalityLimit = (text: string | null, country: string): LocalityLimit | null => {
  if (text === null) return null;
  const words = toPlainWords(text);
  if (ANYWHERE.test(words)) return { kind: 'anywhere' };
  if (bindsToArea(text)) return { kind: 'area' };
  const named = readCountry(words, country);
  return named === null ? null : { kind: 'country', country: named };
};

/**
 * Whether one answer can only fit numbers of one area. Of addresses, and of documents that attest the area (a form that
 * confirms "the local relationship to the area code"), where the limit, the name or the description plainly says so.
 */
export const isAreaBound = ({ kind, name, description, criteria }: RequirementType): boolean => {
  if (kind !== 'address' && kind !== 'document') return false;
  // The country only matters for limits that name none, and those bind to no area.
  const limit = parseLocalityLimit(criteria.localityLimit, '');
  return limit === null ? bindsToArea(name) || bindsToArea(description) : limit.kind === 'area';
};

/** Cities of the sandbox's inventory under the other names they go by; accents and umlauts are compared without. */
const OTHER_NAMES: Partial<Record<string, string>> = {
  bale: 'basel',
  basle: 'basel',
  berne: 'bern',
  cologne: 'koln',
  copenhagen: 'kobenhavn',
  cracow: 'krakow',
  geneva: 'geneve',
  genf: 'geneve',
  gothenburg: 'goteborg',
  lisbon: 'lisboa',
  lyons: 'lyon',
  marseilles: 'marseille',
  milan: 'milano',
  munich: 'munchen',
  naples: 'napoli',
  oporto: 'porto',
  rome: 'roma',
  seville: 'sevilla',
  turin: 'torino',
  vienna: 'wien',
  warsaw: 'warszawa',
};

/** Letters that lose nothing when their accent goes, and "ae" as German and Danish write "ä" and "æ". */
const toCityWords = (text: string): string =>
  toPlainWords(text)
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/ø|œ|oe/g, 'o')
    .replace(/æ|ae/g, 'a')
    .replaceAll('ue', 'u')
    .split(' ')
    .map((word) => OTHER_NAMES[word] ?? (word === 'st' ? 'saint' : word))
    .join(' ');

/** "Berlin-Mitte" is in Berlin, "City of London" is London. What cannot be compared counts as the same. */
const isSameCity = (one: string, other: string): boolean => {
  const [a, b] = [toCityWords(one), toCityWords(other)];
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);
};

type Placed = {
  address: Pick<Address, 'country' | 'locality'>;
  limit: LocalityLimit | null;
  /** The number's. */
  country: string;
  /** The number's city or area, where known. */
  locality: string | null;
};

/**
 * Where an address cannot be right it is `refused`: in another country than the limit allows. In another place than the
 * number it is only `doubtful`, since suburbs and spellings are many. Each is one sentence for the person.
 */
export const checkAddressPlace = (placed: Placed): { refused: string } | { doubtful: string } | null => {
  const { address, limit, locality } = placed;
  if (limit === null || limit.kind === 'anywhere') return null;
  const wanted = limit.kind === 'country' ? limit.country : placed.country;
  const is = parseCountry(address.country);
  if (is !== null && is !== parseCountry(wanted)) {
    const message = `The address has to be in ${countryName(wanted)}, and this one is in ${countryName(is)}: choose or add another.`;
    return { refused: message };
  }
  if (limit.kind === 'country' || locality === null || isSameCity(address.locality, locality)) return null;
  const message = `The address has to be in the area of ${locality}, and this one is in ${address.locality}: check that it is.`;
  return { doubtful: message };
};
