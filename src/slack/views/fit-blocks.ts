import type { KnownBlock, Message } from './blocks.ts';
import { context, escapeText, LIMITS, truncate } from './blocks.ts';

const SILENT_KEYS = new Set(['type', 'action_id', 'block_id', 'style', 'align', 'value']);

/** Characters that count towards Slack's total for a message: all that can be read, not what steers a block. */
export const countCharacters = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + countCharacters(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (SILENT_KEYS.has(key) ? 0 : countCharacters(each)),
    0,
  );
};

export type Fit = {
  head: KnownBlock[];
  /** Groups that stay together: an entry is shown whole or counted in "and n more". */
  items: KnownBlock[][];
  tail?: KnownBlock[];
  more: (left: number) => string;
  maxBlocks?: number;
};

/** As many items as there is room for, then a line that counts the rest. Nothing is dropped in silence. */
export const fitBlocks = ({ head, items, tail = [], more, maxBlocks = LIMITS.messageBlocks }: Fit): KnownBlock[] => {
  const room = {
    blocks: maxBlocks - head.length - tail.length - 1,
    characters: LIMITS.messageCharacters - countCharacters([head, tail]) - LIMITS.headerText,
  };
  const shown: KnownBlock[][] = [];
  for (const item of items) {
    room.blocks -= item.length;
    room.characters -= countCharacters(item);
    if (room.blocks < 0 || room.characters < 0) break;
    shown.push(item);
  }
  const left = items.length - shown.length;
  return [...head, ...shown.flat(), ...(left === 0 ? [] : [context(more(left))]), ...tail];
};

/** Lines packed into texts of at most `max` characters each; a line alone is never split. */
export const packLines = (lines: string[], max: number = LIMITS.sectionText): string[] => {
  const texts: string[] = [];
  let current = '';
  for (const line of lines.map((each) => truncate(each, max))) {
    const joined = current === '' ? line : `${current}\n${line}`;
    if (joined.length > max) {
      texts.push(current);
      current = line;
    } else current = joined;
  }
  return current === '' ? texts : [...texts, current];
};

const toPlainWords = (mrkdwn: string): string =>
  mrkdwn
    .replace(/(^|[\s(])\*([^*\n]+)\*/g, '$1$2')
    .replace(/^> ?/gm, '')
    .replace(/`+/g, '')
    .trim();

type TextLike = { type: string; text?: string };

/** `text` is read as mrkdwn: what was plain before is escaped now. */
const mrkdwnOf = ({ type, text = '' }: TextLike): string => (type === 'mrkdwn' ? toPlainWords(text) : escapeText(text));

const wordsOf = (block: KnownBlock): string => {
  if (block.type === 'header') return `${mrkdwnOf(block.text)}.`;
  if (block.type === 'section') return block.text === undefined ? '' : mrkdwnOf(block.text);
  if (block.type === 'context')
    return block.elements.map((each) => (each.type === 'image' ? '' : mrkdwnOf(each))).join(' ');
  if (block.type === 'table') return block.rows.map((row) => row.map((cell) => mrkdwnOf(cell)).join(', ')).join('.\n');
  return '';
};

/** A message whose `text` says all that its blocks say, for screen readers and notifications. */
export const toMessage = (blocks: KnownBlock[]): Message => ({
  text: truncate(
    blocks
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('\n'),
    LIMITS.messageText,
  ),
  blocks,
});
