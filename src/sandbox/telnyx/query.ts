import { refuse } from './errors.ts';

/** Query parameters by their full name, `filter[phone_number][contains]`; `[]` and comma lists are both lists. */
export type Query = {
  text(name: string): string | null;
  flag(name: string): boolean;
  list(name: string): string[];
  /** Whole number in `min..max`, else 10033. */
  count(name: string, bounds: { min: number; max: number; whenAbsent: number }): number;
};

export const PAGE = ['page[number]', 'page[size]'];

const listed = (values: string[]): string[] =>
  values.flatMap((value) => value.split(',')).filter((value) => value.trim() !== '');

/**
 * @param allowed what this endpoint knows; anything else is refused (10031), so that a misspelt filter cannot
 *   silently mean "everything"
 */
export const parseQuery = (search: URLSearchParams, allowed: readonly string[]): Query => {
  const values = new Map<string, string[]>();
  for (const [key, value] of search) {
    const name = key.replace(/\[(?:\d+)?\]$/, '');
    if (!allowed.includes(name)) {
      throw refuse('unknownFilter', { detail: `The parameter ${name} is not known here.`, parameter: name });
    }
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const text = (name: string): string | null => {
    const first = values.get(name)?.[0]?.trim();
    return first === undefined || first === '' ? null : first;
  };
  return {
    text,
    flag: (name) => text(name) === 'true',
    list: (name) => listed(values.get(name) ?? []),
    count: (name, { min, max, whenAbsent }) => {
      const word = text(name);
      const value = word === null ? whenAbsent : Number(word);
      if (Number.isInteger(value) && value >= min && value <= max) return value;
      throw refuse('outOfRange', { detail: `${name} must be a whole number from ${min} to ${max}.`, parameter: name });
    },
  };
};

/** Refuses a word outside of the list with 10032; absent is null. */
export const enumOf = (query: Query, { name, words }: { name: string; words: readonly string[] }): string | null => {
  const word = query.text(name);
  if (word === null || words.includes(word)) return word;
  throw refuse('invalidEnum', { detail: `${name} must be one of ${words.join(', ')}.`, parameter: name });
};
