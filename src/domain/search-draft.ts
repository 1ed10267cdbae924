import { countryName } from './country.ts';
import { numberTypeWords } from './phone-number.ts';
import type { SearchQuery } from './search.ts';

/** What the text has said so far. */
export type SearchDraft = Partial<Omit<SearchQuery, 'countryIsDefault'>>;

/** `message` says what was not understood, `example` is text that can be typed after `/numbers search`. */
export type SearchProblem = { kind: 'problem'; message: string; example: string };

export type SearchReading = { kind: 'found'; found: SearchDraft } | SearchProblem;

export const MAX_LIMIT = 50;

export const found = (values: SearchDraft): SearchReading => ({ kind: 'found', found: values });

export const problem = (message: string, example: string): SearchProblem => ({ kind: 'problem', message, example });

/** What people write once, with the words for "two of them" and how to write one. */
const ONCE: Partial<Record<keyof SearchDraft, { two: string; example: string }>> = {
  country: { two: 'Two countries', example: 'DE local Berlin' },
  numberType: { two: 'Two number types', example: 'DE local' },
  city: { two: 'Two cities', example: 'US city:"San Francisco"' },
  state: { two: 'Two states', example: 'US state:TX' },
  areaCode: { two: 'Two area codes', example: 'US area:512' },
  wanted: { two: 'Two counts', example: 'DE local 12x' },
};

const wordsOf = (slot: string, value: unknown): string => {
  const text = String(value);
  if (slot === 'country') return `${countryName(text)} (${text})`;
  return slot === 'numberType' ? numberTypeWords(text) : text;
};

const toConflict = (slot: keyof SearchDraft, values: [unknown, unknown]): SearchProblem => {
  const { two, example } = ONCE[slot] ?? { two: `Two values for one key`, example: 'DE local limit:20' };
  const [before, now] = values.map((value) => wordsOf(slot, value));
  return problem(`${two}: ${before} and ${now}. One search takes one.`, example);
};

/** Adds what was found. Features gather; anything else said twice with different values is a problem. */
export const merge = (draft: SearchDraft, { features, ...once }: SearchDraft): SearchReading => {
  for (const [slot, value] of Object.entries(once)) {
    const before = draft[slot as keyof SearchDraft];
    if (before !== undefined && before !== value) return toConflict(slot as keyof SearchDraft, [before, value]);
  }
  const gathered = [...new Set([...(draft.features ?? []), ...(features ?? [])])];
  return found({ ...draft, ...once, ...(gathered.length > 0 ? { features: gathered } : {}) });
};
