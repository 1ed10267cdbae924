import { nearestWord } from './command.ts';
import { parseCountry } from './country.ts';
import {
  FEATURES,
  type Feature,
  NUMBER_TYPES,
  numberTypeWords,
  parseFeature,
  parseNumberType,
} from './phone-number.ts';
import { found, MAX_LIMIT, problem, type SearchDraft, type SearchReading } from './search-draft.ts';

type ReadValue = (value: string, key: string) => SearchReading;

const TYPE_WORDS = NUMBER_TYPES.map(numberTypeWords).join(', ');

const readCountry: ReadValue = (value) => {
  const country = parseCountry(value);
  return country === null
    ? problem(`“${value}” is no country that I know. Write its ISO code or its English name.`, 'country:DE')
    : found({ country });
};

const readType: ReadValue = (value) => {
  const numberType = parseNumberType(value);
  return numberType === null
    ? problem(`“${value}” is no number type. The types are ${TYPE_WORDS}.`, 'DE type:local')
    : found({ numberType });
};

const readFeatures: ReadValue = (value) => {
  const words = value.split(/[,;+]|\s+(?=[,;+])/u).map((word) => word.trim());
  const features: Feature[] = [];
  for (const word of words.filter((each) => each !== '')) {
    const feature = parseFeature(word);
    if (feature === null) {
      const nearest = nearestWord(word, FEATURES);
      return problem(
        `“${word}” is no feature; the nearest is ${nearest}. All of them: ${FEATURES.join(', ')}.`,
        `DE features:${nearest}`,
      );
    }
    features.push(feature);
  }
  return features.length === 0
    ? problem(`“${value}” names no feature. They are ${FEATURES.join(', ')}.`, 'DE features:sms,voice')
    : found({ features });
};

/** How many: 1 to 50. Used by `limit:` and by `12x`. */
export const readCount = (value: string, slot: 'limit' | 'wanted'): SearchReading => {
  const example = slot === 'limit' ? 'DE local limit:20' : 'DE local 12x';
  if (!/^\d+$/.test(value) || Number(value) === 0) {
    return problem(`“${value}” is no count: write a whole number from 1 to ${MAX_LIMIT}.`, example);
  }
  const count = Number(value);
  if (count <= MAX_LIMIT) return found({ [slot]: count });
  return problem(`${value} is too many: one search shows at most ${MAX_LIMIT} numbers.`, example);
};

type DigitSlot = 'areaCode' | 'startsWith' | 'endsWith' | 'contains';
const DIGITS_MAX = 15;

const readDigits =
  (slot: DigitSlot): ReadValue =>
  (value, key) =>
    /^\d+$/.test(value) && value.length <= DIGITS_MAX
      ? found({ [slot]: value })
      : problem(`“${key}:” takes digits only, at most ${DIGITS_MAX}; “${value}” is something else.`, `US ${key}:512`);

const readText =
  (slot: 'city' | 'state' | 'rateCenter'): ReadValue =>
  (value) =>
    found({ [slot]: value });

const YES: readonly string[] = ['yes', 'y', 'true', 'on', '1'];
const NO: readonly string[] = ['no', 'n', 'false', 'off', '0'];

export type FlagSlot = 'bestEffort' | 'quickship' | 'reservable' | 'excludeHeld';

const readFlag =
  (slot: FlagSlot): ReadValue =>
  (value, key) => {
    const word = value.toLowerCase();
    if (YES.includes(word)) return found({ [slot]: true });
    if (NO.includes(word)) return found({ [slot]: false });
    return problem(`“${key}:” takes yes or no, not “${value}”.`, exampleOf(key));
  };

const KEYS: Record<string, ReadValue> = {
  country: readCountry,
  type: readType,
  city: readText('city'),
  state: readText('state'),
  area: readDigits('areaCode'),
  rate_center: readText('rateCenter'),
  starts: readDigits('startsWith'),
  ends: readDigits('endsWith'),
  contains: readDigits('contains'),
  features: readFeatures,
  limit: (value) => readCount(value, 'limit'),
  best_effort: readFlag('bestEffort'),
  quickship: readFlag('quickship'),
  reservable: readFlag('reservable'),
  exclude_held: readFlag('excludeHeld'),
};

const FLAGS = new Map<string, FlagSlot>([
  ['best_effort', 'bestEffort'],
  ['quickship', 'quickship'],
  ['reservable', 'reservable'],
  ['exclude_held', 'excludeHeld'],
]);

/** `quickship` without a value says yes. Null for any other word. */
export const readFlagWord = (word: string): SearchDraft | null => {
  const slot = FLAGS.get(word.toLowerCase().replace(/[\s-]+/g, '_'));
  return slot === undefined ? null : { [slot]: true };
};

const EXAMPLES: Partial<Record<string, string>> = {
  country: 'country:DE',
  type: 'DE type:local',
  city: 'US city:"San Francisco"',
  state: 'US state:TX',
  rate_center: 'US rate_center:AUSTIN',
  features: 'DE features:sms,voice',
  limit: 'DE local limit:20',
  best_effort: 'US 512 best_effort:yes',
  quickship: 'US toll-free quickship:yes',
  reservable: 'US 512 reservable:yes',
  exclude_held: 'US 512 exclude_held:yes',
};

const exampleOf = (key: string): string => EXAMPLES[key] ?? `US ${key}:512`;

/** One `key:value`. An unknown key is never taken for the one it resembles. */
export const readPair = ({ key, value }: { key: string; value: string | null }): SearchReading => {
  const read = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (read === undefined) {
    const nearest = nearestWord(key, Object.keys(KEYS));
    return problem(`There is no key “${key}:”; the nearest is “${nearest}:”.`, exampleOf(nearest));
  }
  return value === null ? problem(`“${key}:” has no value.`, exampleOf(key)) : read(value, key);
};
