/** Which characters a text may hold: single ones and ranges of code points. */
export type CharacterClass = { allows(character: string): boolean };

type Range = { from: string; to: string };

const RANGE = /^(\p{Lu}-\p{Lu}|\p{Ll}-\p{Ll}|\d-\d)/u;
const ESCAPES: Partial<Record<string, Range[]>> = {
  d: [{ from: '0', to: '9' }],
  w: [
    { from: '0', to: '9' },
    { from: 'A', to: 'Z' },
    { from: 'a', to: 'z' },
    { from: '_', to: '_' },
  ],
  s: [{ from: ' ', to: ' ' }],
};

const readEscape = (character: string): Range[] | null => {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  return /[\p{L}\d]/u.test(character) ? null : [{ from: character, to: character }];
};

/** One piece of a class and what is left; null when it is no class. */
const readPiece = (text: string): { ranges: Range[]; rest: string } | null => {
  if (text.startsWith('\\')) {
    const ranges = readEscape(text[1] ?? 'x');
    return ranges === null ? null : { ranges, rest: text.slice(2) };
  }
  if (RANGE.test(text)) {
    const range = { from: text[0] ?? '', to: text[2] ?? '' };
    return range.from > range.to ? null : { ranges: [range], rest: text.slice(3) };
  }
  const [single = ''] = text;
  return { ranges: [{ from: single, to: single }], rest: text.slice(single.length) };
};

/** "0123456789abcdef": each character once and digits among them, which no sentence does. */
const isEnumeration = (text: string): boolean =>
  /^[^\s[\]\\^]+$/u.test(text) && /\d/.test(text) && new Set(text).size === [...text].length;

/** Two letters in a row that belong to no range are a word, so the text is prose. */
const isProse = (singles: string): boolean => /\p{L}{2}/u.test(singles);

/** All pieces; `singles` is the text with a blank for every range and escape. */
const readPieces = (body: string): { ranges: Range[]; singles: string } | null => {
  const ranges: Range[] = [];
  let singles = '';
  for (let rest = body; rest !== ''; ) {
    const piece = readPiece(rest);
    if (piece === null) return null;
    const isRange = RANGE.test(rest) || rest.startsWith('\\');
    singles += isRange ? ' ' : rest[0];
    ranges.push(...piece.ranges);
    rest = piece.rest;
  }
  return { ranges, singles };
};

/**
 * Reads `A-Z0-9`, `[A-Za-z0-9 -]` or an enumeration such as `0123456789`. Anything else (prose, patterns with counts, negations)
 * is null: a guess that refuses a right answer is worse than none.
 */
export const parseCharacterClass = (text: string): CharacterClass | null => {
  const typed = text.trim();
  const isBracketed = typed.startsWith('[') && typed.endsWith(']');
  const body = isBracketed ? typed.slice(1, -1) : typed;
  if (body === '' || /[[\]^]/.test(body)) return null;
  const pieces = readPieces(body);
  if (pieces === null) return null;
  const { ranges, singles } = pieces;
  const hasRange = ranges.some(({ from, to }) => from !== to);
  const isUsable = isEnumeration(body) || ((isBracketed || hasRange) && !isProse(singles));
  if (!isUsable) return null;
  return { allows: (character) => ranges.some(({ from, to }) => from <= character && character <= to) };
};
