/** A piece of what was typed. `endsPlace`: a comma followed, so the next word is not part of the same place. */
export type SearchToken =
  | { kind: 'word'; text: string; quoted: boolean; endsPlace: boolean }
  /** `value` is null when nothing stands after the colon. */
  | { kind: 'pair'; key: string; value: string | null };

const KEY = /^\p{L}[\p{L}\p{N}_-]*:/u;
/** Slack and phones turn straight quotes into curly ones, sometimes only one of the two: any closes any. */
const DOUBLE_QUOTED = /^["“”„‟«»]((?:\\.|[^\\"“”„‟«»])*)["“”„‟«»]/su;
/** An apostrophe inside a word (L'Aquila, 's-Hertogenbosch) is no quote: a closing one ends a word. */
const SINGLE_QUOTED = /^['‘‚’](\S[^'‘’]*|)['’](?=[\s,;]|$)/su;
const OPENS_QUOTE = /^["“”„‟«»]/u;

const clean = (text: string): string => text.replace(/\s+/gu, ' ').trim();

type Value = { text: string; quoted: boolean; length: number };

/** The value that the text begins with; null when a quote is never closed. */
const readValue = (text: string): Value | null => {
  const double = DOUBLE_QUOTED.exec(text);
  if (double !== null) return toQuoted(double[0], (double[1] ?? '').replace(/\\(.)/gsu, '$1'));
  if (OPENS_QUOTE.test(text)) return null;
  const single = SINGLE_QUOTED.exec(text);
  if (single !== null) return toQuoted(single[0], single[1] ?? '');
  const [bare = ''] = /^\S+/u.exec(text) ?? [];
  return { text: bare, quoted: false, length: bare.length };
};

const toQuoted = (typed: string, inside: string): Value => ({
  text: clean(inside),
  quoted: true,
  length: typed.length,
});

const withoutComma = (text: string): string => text.replace(/^[,;]+|[,;]+$/gu, '');

type Read = { token: SearchToken | null; length: number };

const readWord = (text: string): Read | null => {
  const value = readValue(text);
  if (value === null) return null;
  const word = value.quoted ? value.text : withoutComma(value.text);
  const endsPlace = /^[,;]/.test(text.slice(value.length)) || /[,;]$/.test(value.text);
  const token: SearchToken = { kind: 'word', text: word, quoted: value.quoted, endsPlace };
  return { token: word === '' ? null : token, length: value.length };
};

const readPair = (text: string, typedKey: string): Read | null => {
  const key = typedKey.slice(0, -1).toLowerCase().replaceAll('-', '_');
  const gap = /^\s*/u.exec(text.slice(typedKey.length))?.[0].length ?? 0;
  const start = typedKey.length + gap;
  const after = text.slice(start);
  if (after === '' || (gap > 0 && KEY.test(after))) return { token: { kind: 'pair', key, value: null }, length: start };
  const value = readValue(after);
  if (value === null) return null;
  const given = value.quoted ? value.text : withoutComma(value.text);
  return { token: { kind: 'pair', key, value: given === '' ? null : given }, length: start + value.length };
};

/** Splits into words and `key:value` pairs; null when a quote is opened and never closed. */
export const splitSearchText = (typed: string): SearchToken[] | null => {
  const tokens: SearchToken[] = [];
  let text = typed.replace(/\p{Cf}/gu, '').replace(/[\p{Cc}\s]+/gu, ' ');
  for (text = text.trimStart(); text !== ''; text = text.trimStart()) {
    const key = KEY.exec(text)?.[0];
    const read = key === undefined ? readWord(text) : readPair(text, key);
    if (read === null) return null;
    if (read.token !== null) tokens.push(read.token);
    text = text.slice(read.length);
  }
  return tokens;
};

/** A value as `splitSearchText` reads it back. */
export const toSearchValue = (value: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*$/u.test(value) ? value : `"${value.replace(/[\\"“”„‟«»]/gu, '\\$&')}"`;
