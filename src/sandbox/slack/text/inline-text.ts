import { isObject, type JsonObject } from '../check/rule.ts';

/** What only the reader's side knows; without them a date shows its fallback and a mention its id. */
export type TextOptions = {
  /** `unixSeconds` and Slack's format text ("{date_short_pretty} {time}") to words. */
  formatDate?: (unixSeconds: number, format: string) => string;
  /** The name behind a user, channel or group id, without "@" or "#". */
  nameOf?: (id: string) => string | null;
};

/** mrkdwn as a person reads it: links and mentions by their words, marks gone, `&amp;` and its kin unescaped. */
export const mrkdwnToText = (mrkdwn: string, options: TextOptions = {}): string => {
  // Links leave the text while its marks are read: an address has stars and underscores of its own, and *<@U1>* is bold.
  const links: string[] = [];
  const withGaps = mrkdwn.replace(/<([^<>\n]+)>/g, (_link, inside: string) => `\uE000${links.push(inside) - 1}\uE001`);
  const read = withoutMarks(withGaps).replace(/\uE000(\d+)\uE001/g, (_gap, at) => linkText(links[at] ?? '', options));
  return unescapeText(read);
};

/** Slack escapes three characters only. */
const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Marks count only where a word begins and ends, so that snake_case and 2*3*4 stay as they are. */
const withoutMarks = (text: string): string =>
  text
    .replace(/```\n?([\s\S]*?)\n?```/g, '$1')
    .split(/(`[^`\n]+`)/)
    .map((piece, position) => (position % 2 === 1 ? piece.slice(1, -1) : withoutPairs(piece)))
    .join('');

const withoutPairs = (text: string): string =>
  ['*', '_', '~'].reduce((rest, mark) => {
    const pair = new RegExp(
      `(?<![\\w\\${mark}])\\${mark}(?=\\S)([^\\${mark}\\n]*[^\\s\\${mark}])\\${mark}(?![\\w\\${mark}])`,
      'g',
    );
    return rest.replace(pair, '$1');
  }, text);

const linkText = (inside: string, options: TextOptions): string => {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.join('|');
  const named = (id: string): string => label || (options.nameOf?.(id) ?? id);
  if (target.startsWith('@')) return `@${named(target.slice(1))}`;
  if (target.startsWith('#')) return `#${named(target.slice(1))}`;
  if (target.startsWith('!date^')) return dateText(target, { label, options });
  if (target.startsWith('!subteam^')) return `@${named(target.slice('!subteam^'.length)).replace(/^@/, '')}`;
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label || target;
};

/** `target` is a date as in mrkdwn, `label` its fallback, shown when nobody can format the date. */
export const dateText = (target: string, { label, options }: { label: string; options: TextOptions }): string => {
  const [, seconds, format = ''] = target.split('^');
  const unixSeconds = Number(seconds);
  return options.formatDate && Number.isFinite(unixSeconds) ? options.formatDate(unixSeconds, format) : label;
};

/** The words of a text object, empty for anything else. */
export const textOf = (value: unknown, options: TextOptions): string => {
  if (!isObject(value) || typeof value.text !== 'string') return '';
  return value.type === 'mrkdwn' ? mrkdwnToText(value.text, options) : unescapeText(value.text);
};

export const textLines = (value: unknown, options: TextOptions): string[] =>
  isObject(value) ? textOf(value, options).split('\n') : [];

/** A rich text block, cell or first value, line by line. */
export const richTextLines = (block: JsonObject, options: TextOptions): string[] =>
  arrayOf(block.elements)
    .filter(isObject)
    .flatMap((part) => {
      if (part.type === 'rich_text_list') return listLines(part, options);
      const lines = inlineText(part, options).split('\n');
      return part.type === 'rich_text_quote' ? lines.map((line) => `> ${line}`) : lines;
    });

const listLines = (part: JsonObject, options: TextOptions): string[] =>
  arrayOf(part.elements)
    .filter(isObject)
    .map((item, position) => `${part.style === 'ordered' ? `${position + 1}.` : '•'} ${inlineText(item, options)}`);

/** Rich text is not escaped: what it holds is what is read. */
const inlineText = (part: JsonObject, options: TextOptions): string =>
  arrayOf(part.elements)
    .filter(isObject)
    .map((run) => RUNS[String(run.type)]?.(run, options) ?? String(run.text ?? run.url ?? ''))
    .join('');

/** The runs of rich text that are more than their own text. */
const RUNS: Record<string, (run: JsonObject, options: TextOptions) => string> = {
  user: (run, options) => `@${nameOr(run.user_id, options)}`,
  usergroup: (run, options) => `@${nameOr(run.usergroup_id, options)}`,
  channel: (run, options) => `#${nameOr(run.channel_id, options)}`,
  broadcast: (run) => `@${String(run.range)}`,
  emoji: (run) => `:${String(run.name)}:`,
  date: (run, options) =>
    dateText(`!date^${String(run.timestamp)}^${String(run.format)}`, { label: String(run.fallback ?? ''), options }),
};

const nameOr = (id: unknown, options: TextOptions): string => options.nameOf?.(String(id)) ?? String(id);

export const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
