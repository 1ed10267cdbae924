import { countryName, parseCountry } from './country.ts';
import { parseFeature, parseNumberType } from './phone-number.ts';
import { problem, type SearchDraft, type SearchProblem } from './search-draft.ts';
import { readFlagWord } from './search-keys.ts';
import { type SearchToken, toSearchValue } from './search-tokens.ts';
import { hasStates, parseState } from './state.ts';

export type Word = Extract<SearchToken, { kind: 'word' }>;
/** Words that stand side by side; a `key:value` between two words separates them. */
export type Words = readonly (Word | null)[];

/** "numbers in Berlin with sms and voice": skipped when written small. AT and IN, written large, are countries. */
const NOISE: readonly string[] = ['in', 'at', 'and', 'with', 'near', 'number', 'numbers'];
/** Codes that are English words or begin names of places (La Paz, St. Louis): countries only when written large. */
const SMALL_WORDS: readonly string[] = [
  ...['am', 'as', 'by', 'do', 'is', 'la', 'me', 'mt', 'my', 'no', 'sa', 'so', 'st', 'to'],
  ...NOISE,
];
/** "Mexico City", "Jersey City", "Virginia Beach": what precedes is part of a city's name. */
const CITY_ENDINGS: readonly string[] = ['city', 'beach', 'springs', 'falls'];
/** More often meant as the city; `state:` is there for the state. */
const CITY_RATHER_THAN_STATE: readonly string[] = ['new york', 'washington', 'quebec'];
/** "or", "hi": a state only when written large. */
const SMALL_STATE_WORDS: readonly string[] = ['hi', 'oh', 'ok', 'or'];
const LONGEST_NAME = 5;

export type Match<Value> = { value: Value; count: number };

/** The longest run of words from `at` that means something. A quoted word stands alone. */
export const longestMatch = <Value>({
  words,
  at,
  read,
}: {
  words: Words;
  at: number;
  read: (phrase: string) => Value | null;
}): Match<Value> | null => {
  for (let count = LONGEST_NAME; count > 0; count -= 1) {
    const run = words.slice(at, at + count);
    const texts = run.flatMap((word) => (word === null || (word.quoted && count > 1) ? [] : [word.text]));
    if (texts.length < count) continue;
    const value = read(texts.join(' '));
    if (value !== null) return { value, count };
  }
  return null;
};

const isLarge = (text: string): boolean => text === text.toUpperCase();

/** "In" too: phones begin a line with a capital. */
export const isNoise = (text: string): boolean => !isLarge(text) && NOISE.includes(text.toLowerCase());

/** A type, a feature or a flag. */
export const readKnown = (phrase: string): SearchDraft | null => {
  const numberType = parseNumberType(phrase);
  if (numberType !== null) return { numberType };
  const feature = parseFeature(phrase);
  return feature === null ? readFlagWord(phrase) : { features: [feature] };
};

const isPlaceWord = (word: Word | null | undefined): word is Word =>
  word !== null &&
  word !== undefined &&
  /^\p{L}/u.test(word.text) &&
  readKnown(word.text) === null &&
  !isNoise(word.text);

/** "Frankfurt am Main", "Rio de Janeiro", "RIO DE JANEIRO": a code between words written alike is part of the name. */
const isInsidePlace = (words: Words, at: number): boolean => {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (!word || word.quoted || !isPlaceWord(before) || !isPlaceWord(after) || before.endsPlace) return false;
  return !isLarge(word.text) || (isLarge(before.text) && isLarge(after.text));
};

const readCode = (words: Words, at: number): string | null => {
  const text = words[at]?.text ?? '';
  if (!/^[A-Za-z]{2}$/.test(text) || isInsidePlace(words, at)) return null;
  return !isLarge(text) && SMALL_WORDS.includes(text.toLowerCase()) ? null : parseCountry(text);
};

const isPartOfCity = (words: Words, { at, count }: { at: number; count: number }): boolean =>
  CITY_ENDINGS.includes(words[at + count]?.text.toLowerCase() ?? '') || words[at - 1]?.text.toLowerCase() === 'new';

export const matchCountry = (words: Words, at: number): Match<string> | null => {
  const code = readCode(words, at);
  if (code !== null) return { value: code, count: 1 };
  const match = longestMatch({
    words,
    at,
    read: (phrase) => (/^[A-Za-z]{2}$/.test(phrase) ? null : parseCountry(phrase)),
  });
  return match !== null && isPartOfCity(words, { at, count: match.count }) ? null : match;
};

/** The first country that the words name, with its place among them. */
export const findCountry = (words: Words): { country: string; at: number; count: number } | null => {
  for (const at of words.keys()) {
    const match = matchCountry(words, at);
    if (match !== null) return { country: match.value, at, count: match.count };
  }
  return null;
};

const readState = (phrase: string, country: string): string | null => {
  if (CITY_RATHER_THAN_STATE.includes(phrase.toLowerCase())) return null;
  const state = parseState(phrase, country);
  if (phrase.length > 2 || isLarge(phrase)) return state;
  const isOtherwiseAWord = SMALL_STATE_WORDS.includes(phrase.toLowerCase()) || parseCountry(phrase) !== null;
  return isOtherwiseAWord ? null : state;
};

/** A state of the country (US and Canada), by its code in capitals or its name. */
export const matchState = ({ words, country }: { words: Words; country: string }, at: number): Match<string> | null => {
  if (!hasStates(country)) return null;
  const match = longestMatch({ words, at, read: (phrase) => readState(phrase, country) });
  return match !== null && CITY_ENDINGS.includes(words[at + match.count]?.text.toLowerCase() ?? '') ? null : match;
};

/** "Georgia US", "IN US": the state that was probably meant; else the first of the two countries. */
const exampleOfOne = ({ named, other, word }: { named: string; other: string; word: string }): string => {
  const before = parseState(named, other) ?? parseState(countryName(named), other);
  if (before !== null) return `${other} state:${before}`;
  const after = parseState(word, named);
  if (after !== null) return `${named} state:${after}`;
  return word.length > 2 ? `${named} city:${toSearchValue(word)}` : `country:${named}`;
};

/** `word` is what named the other country. */
export const twoCountries = (said: { named: string; other: string; word: string }): SearchProblem => {
  const [named, other] = [said.named, said.other].map((iso) => `${countryName(iso)} (${iso})`);
  const message = `Two countries: ${named} and ${other}. One search takes one; a city or state of that name needs its key.`;
  return problem(message, exampleOfOne(said));
};
