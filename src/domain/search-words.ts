import { isOneEditAway, nearestWord } from './command.ts';
import { FEATURES, NUMBER_TYPES, numberTypeWords } from './phone-number.ts';
import { found, merge, problem, type SearchDraft, type SearchProblem, type SearchReading } from './search-draft.ts';
import { readCount } from './search-keys.ts';
import {
  findCountry,
  isNoise,
  longestMatch,
  type Match,
  matchCountry,
  matchState,
  readKnown,
  twoCountries,
  type Word,
  type Words,
} from './search-places.ts';
import { toSearchValue } from './search-tokens.ts';

const readDigitsWord = (text: string): SearchReading | null => {
  const count = /^(?:(\d+)[x×]|[x×](\d+))$/iu.exec(text);
  if (count !== null) return readCount(count[1] ?? count[2] ?? '', 'wanted');
  if (/^\d{3,5}$/.test(text)) return found({ areaCode: text });
  if (/^\d{1,2}$/.test(text)) {
    return problem(
      `“${text}” alone may be a count (${Number(text)}x, limit:${Number(text)}) or an area code.`,
      `DE area:${text}`,
    );
  }
  if (/^\+?[\d()./-]{6,}$/.test(text)) {
    const digits = text.replace(/\D/g, '');
    return problem(
      `“${text}” looks like a phone number: to order it, type \`/numbers order\` and the number.`,
      `US contains:${digits.slice(-4)}`,
    );
  }
  return null;
};

const KNOWN_WORDS: readonly string[] = [...NUMBER_TYPES.map(numberTypeWords), 'tollfree', ...FEATURES];

/** A slip in a long word ("moblie") is not searched as a city. */
const checkSpelling = (text: string): SearchProblem | null => {
  const nearest = nearestWord(text, KNOWN_WORDS);
  if (text.length < 5 || !isOneEditAway(text, nearest)) return null;
  return problem(
    `“${text}” is not a word I know; the nearest is ${nearest}. A city of that name needs its key: city:${text}.`,
    `DE ${nearest}`,
  );
};

/** Letters, with what names of places hold: "St. John's", "Val-d'Or". */
const CITY_WORD = /^['’]?\p{L}[\p{L}\p{M}\p{N}.'’()/-]*$/u;

type Walk = { words: Words; country: string; named: boolean };

type Step = { reading: SearchReading; count: number; cityWord?: string; endsPlace?: boolean };

const toStep = (match: Match<SearchDraft> | null): Step | null =>
  match === null ? null : { reading: found(match.value), count: match.count };

/** A second mention of a country: the same one is fine, a state of that name is meant, or it is a problem. */
const readPlace = ({ words, country, named }: Walk, at: number): Step | null => {
  const state = matchState({ words, country }, at);
  if (state !== null) return { reading: found({ state: state.value }), count: state.count };
  const other = matchCountry(words, at);
  if (other === null || !named) return null;
  if (other.value === country) return { reading: found({}), count: other.count };
  const texts = words.slice(at, at + other.count).map((word) => word?.text ?? '');
  return { reading: twoCountries({ named: country, other: other.value, word: texts.join(' ') }), count: other.count };
};

const readCityWord = (word: Word): Step => {
  const city: Step = { reading: found({}), count: 1, cityWord: word.text, endsPlace: word.endsPlace };
  if (word.quoted) return city;
  if (word.text === 'no' || word.text === 'No') {
    return {
      reading: problem('“no” may be Norway or “without”; nothing can be left out by words.', 'NO local'),
      count: 1,
    };
  }
  if (isNoise(word.text)) return { reading: found({}), count: 1 };
  const misspelt = checkSpelling(word.text);
  if (misspelt !== null) return { reading: misspelt, count: 1 };
  if (CITY_WORD.test(word.text)) return city;
  return { reading: problem(`“${word.text}” was not understood.`, 'DE local Berlin sms limit:20'), count: 1 };
};

const readStep = (walk: Walk, at: number): Step | null => {
  const word = walk.words[at];
  if (!word) return null;
  const digits = word.quoted ? null : readDigitsWord(word.text);
  if (digits !== null) return { reading: digits, count: 1 };
  return toStep(longestMatch({ words: walk.words, at, read: readKnown })) ?? readPlace(walk, at) ?? readCityWord(word);
};

/** Words side by side make one city; two cities are a problem, as one of them would be dropped or glued to the other. */
const toCity = (cities: string[][]): SearchReading => {
  const [first, second] = cities.map((words) => words.join(' '));
  if (first === undefined) return found({});
  if (second === undefined) return found({ city: first });
  const message = `Two places: ${first} and ${second}. One search takes one city; put all its words in quotes.`;
  return problem(message, `city:${toSearchValue(first)}`);
};

/** The city words, gathered by who stands beside whom. */
const toRuns = (steps: readonly Step[]): string[][] => {
  const runs: string[][] = [[]];
  for (const { cityWord, endsPlace } of steps) {
    if (cityWord !== undefined) runs.at(-1)?.push(cityWord);
    if (cityWord === undefined || endsPlace) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
};

const GAP: Step = { reading: found({}), count: 1 };

const readWalk = (walk: Walk, draft: SearchDraft): SearchReading => {
  const steps: Step[] = [];
  let soFar = draft;
  for (let at = 0; at < walk.words.length; ) {
    const step = readStep(walk, at) ?? GAP;
    const merged = step.reading.kind === 'problem' ? step.reading : merge(soFar, step.reading.found);
    if (merged.kind === 'problem') return merged;
    soFar = merged.found;
    steps.push(step);
    at += step.count;
  }
  const city = toCity(toRuns(steps));
  return city.kind === 'problem' ? city : merge(soFar, city.found);
};

/**
 * Reads the free words; `draft` holds what the keys said. The country is looked for first, wherever it stands, as the
 * meaning of other words ("TX", "DE" after "US") hangs on it.
 */
export const readWords = ({
  words,
  draft,
  defaultCountry,
}: {
  words: Words;
  draft: SearchDraft;
  defaultCountry: string;
}): SearchReading => {
  const named = draft.country === undefined ? findCountry(words) : null;
  const rest =
    named === null ? words : words.map((word, at) => (at >= named.at && at < named.at + named.count ? null : word));
  const withCountry = named === null ? draft : { ...draft, country: named.country };
  const country = withCountry.country ?? defaultCountry;
  return readWalk({ words: rest, country, named: withCountry.country !== undefined }, withCountry);
};
