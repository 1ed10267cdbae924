import type { Page } from './page.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const DATA = [...Buffer.from('data')];

/** A byte-order mark is left out. */
const decoder = new TextDecoder();
export const parseBytes = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

/** From the first byte of a text in quotes: where it ends. In UTF-8 no byte of a longer character looks like a quote. */
const endOfText = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (; at < bytes.length && bytes[at] !== QUOTE; at += 1) if (bytes[at] === BACKSLASH) at += 1;
  return at;
};

/** How much deeper the next byte stands. */
const stepOf = (byte: number | undefined): number => {
  if (byte === OPEN_OBJECT || byte === OPEN_LIST) return 1;
  return byte === CLOSE_OBJECT || byte === CLOSE_LIST ? -1 : 0;
};

/** From the first byte of a value: the first comma or bracket that is not inside it. */
const endOfValue = (bytes: Uint8Array, from: number): number => {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at + 1);
    else if (depth === 0 && (byte === COMMA || stepOf(byte) < 0)) return at;
    else depth += stepOf(byte);
  }
  throw new SyntaxError('the list has no end');
};

const isData = (bytes: Uint8Array, { from, to }: { from: number; to: number }): boolean =>
  to - from === DATA.length && DATA.every((byte, at) => bytes[from + at] === byte);

/** The bracket that opens the list: the answer itself, or its `data`. -1: there is none. */
const findList = (bytes: Uint8Array): number => {
  let depth = 0;
  let text = { from: 0, to: 0 };
  const opensList = (): boolean => depth === 0 || (depth === 1 && isData(bytes, text));
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === OPEN_LIST && opensList()) return at;
    depth += stepOf(byte);
    if (byte !== QUOTE) continue;
    text = { from: at + 1, to: endOfText(bytes, at + 1) };
    at = text.to;
  }
  return -1;
};

const isBlank = (bytes: Uint8Array): boolean => decoder.decode(bytes).trim() === '';

/** What becomes of the items of a list, one after the other. */
export type CutItems<Item> = {
  /** How long the next one is if it is as it was before; null: nothing is known of it. */
  guess(): number | null;
  /** The item, where one of exactly these bytes was met before. */
  recognise(bytes: Uint8Array): Item | null;
  take(bytes: Uint8Array): Item;
};

/** The same for all pages of a list. */
export type CutPages<Item> = CutItems<Item> & { page: Page };

const isEnd = (byte: number | undefined): boolean => byte === COMMA || byte === CLOSE_LIST;

/** What was met before ends where it ended then: only for what is new its end is looked for byte by byte. */
const cutItem = <Item>(
  { bytes, from }: { bytes: Uint8Array; from: number },
  { guess, recognise, take }: CutItems<Item>,
): { item: Item; end: number } => {
  const guessed = from + (guess() ?? bytes.length);
  const known = isEnd(bytes[guessed]) ? recognise(bytes.subarray(from, guessed)) : null;
  if (known !== null) return { item: known, end: guessed };
  const end = endOfValue(bytes, from);
  return { item: take(bytes.subarray(from, end)), end };
};

const closeOfEmpty = (bytes: Uint8Array, open: number): number | null => {
  const close = bytes.indexOf(CLOSE_LIST, open);
  return close > open && isBlank(bytes.subarray(open + 1, close)) ? close : null;
};

const itemsFrom = <Item>(
  { bytes, open }: { bytes: Uint8Array; open: number },
  cutItems: CutItems<Item>,
): { items: Item[]; close: number } => {
  const empty = closeOfEmpty(bytes, open);
  if (empty !== null) return { items: [], close: empty };
  const items: Item[] = [];
  let close = open;
  do {
    const { item, end } = cutItem({ bytes, from: close + 1 }, cutItems);
    items.push(item);
    close = end;
  } while (bytes[close] === COMMA);
  return { items, close };
};

/**
 * Parses a list, `{data, meta}` or bare, but for its items: those are given to `cutItems` as the bytes that they came in, since
 * what came before byte by byte need not be parsed again. Throws a `SyntaxError` where it is no JSON; what is wrong inside an
 * item shows when that is parsed.
 */
export const cutList = <Item>(bytes: Uint8Array, cutItems: CutItems<Item>): unknown => {
  const open = findList(bytes);
  if (open < 0) return parseBytes(bytes);
  const { items, close } = itemsFrom({ bytes, open }, cutItems);
  const around = parseBytes(Buffer.concat([bytes.subarray(0, open + 1), bytes.subarray(close)]));
  return Array.isArray(around) ? items : { ...(around as object), data: items };
};
