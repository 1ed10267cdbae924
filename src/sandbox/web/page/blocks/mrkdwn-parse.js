/**
 * Slack's mrkdwn taken apart. Nothing here makes markup: leaves are texts, and whoever draws them draws text.
 * @typedef {{ kind: 'text', text: string }
 *   | { kind: 'bold' | 'italic' | 'strike', children: Inline[] }
 *   | { kind: 'code', text: string }
 *   | { kind: 'emoji', name: string }
 *   | { kind: 'link', url: string, label: Inline[] }
 *   | { kind: 'user' | 'channel' | 'group', id: string, label: string }
 *   | { kind: 'broadcast', range: string }
 *   | { kind: 'date', seconds: number, pattern: string, url: string, fallback: string }} Inline
 * @typedef {{ kind: 'lines' | 'quote', lines: Inline[][] } | { kind: 'code', text: string }} Passage
 */

/** @type {Record<string, 'bold' | 'italic' | 'strike'>} */
const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' };

/** @param {string} text */
export const unescapeText = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/**
 * @typedef {{ length: number, node: Inline }} Taken
 * @typedef {(text: string, before: string) => Taken | null} Take takes something off the beginning of a text
 */

/** @type {Take} */
const takeReference = (text) => {
  const [whole, body] = /^<([^<>\n]+)>/.exec(text) ?? [];
  const node = whole === undefined || body === undefined ? null : toReference(body);
  return node === null || whole === undefined ? null : { length: whole.length, node };
};

/**
 * @param {string} body
 * @returns {Inline | null}
 */
const toReference = (body) => {
  const bar = body.indexOf('|');
  const target = bar === -1 ? body : body.slice(0, bar);
  const label = bar === -1 ? '' : body.slice(bar + 1);
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label: unescapeText(label) };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label: unescapeText(label) };
  if (target.startsWith('!')) return toCommand(target.slice(1), label);
  const url = unescapeText(target);
  return { kind: 'link', url, label: label === '' ? [{ kind: 'text', text: shownUrl(url) }] : parseInline(label) };
};

/** @param {string} url */
const shownUrl = (url) => url.replace(/^(mailto|tel):/, '');

/**
 * @param {string} command
 * @param {string} label
 * @returns {Inline | null}
 */
const toCommand = (command, label) => {
  const [name = '', ...rest] = command.split('^');
  if (name === 'subteam') return { kind: 'group', id: rest[0] ?? '', label: unescapeText(label) };
  if (['here', 'channel', 'everyone'].includes(name)) return { kind: 'broadcast', range: name };
  const [seconds = '', pattern = '', url = ''] = rest;
  if (name !== 'date' || !/^\d+$/.test(seconds))
    return label === '' ? null : { kind: 'text', text: unescapeText(label) };
  return { kind: 'date', seconds: Number(seconds), pattern, url, fallback: unescapeText(label) };
};

/** @type {Take} */
const takeCode = (text) => {
  const [whole, code] = /^`([^`\n]+)`/.exec(text) ?? [];
  return whole === undefined || code === undefined
    ? null
    : { length: whole.length, node: { kind: 'code', text: unescapeText(code) } };
};

/**
 * `*`, `_` and `~` mark only where a word begins and ends: "a*b*c" and "2 * 3" stay as they are.
 * @type {Take}
 */
const takeMarked = (text, before) => {
  const mark = text.charAt(0);
  const kind = MARKS[mark];
  if (kind === undefined || /[\p{L}\p{N}]$/u.test(before)) return null;
  const pattern = new RegExp(`^[${mark}](?![\\s${mark}])([^\\n]*?[^\\s])[${mark}](?![\\p{L}\\p{N}${mark}])`, 'u');
  const [whole, inner] = pattern.exec(text) ?? [];
  if (whole === undefined || inner === undefined) return null;
  return { length: whole.length, node: { kind, children: parseInline(inner) } };
};

/** @type {Take} */
const takeEmoji = (text) => {
  const [whole, name] = /^:([a-z0-9_+-]+):/.exec(text) ?? [];
  return whole === undefined || name === undefined ? null : { length: whole.length, node: { kind: 'emoji', name } };
};

/** @type {Take} */
const takeUrl = (text, before) => {
  if (/[\p{L}\p{N}]$/u.test(before)) return null;
  const [found] = /^https?:\/\/[^\s<>*~`"]+[^\s<>*~`".,;:!?)\]}'_]/.exec(text) ?? [];
  if (found === undefined) return null;
  const url = unescapeText(found);
  return { length: found.length, node: { kind: 'link', url, label: [{ kind: 'text', text: url }] } };
};

/** @type {Record<string, Take>} */
const TAKES = {
  '<': takeReference,
  '`': takeCode,
  '*': takeMarked,
  _: takeMarked,
  '~': takeMarked,
  ':': takeEmoji,
  h: takeUrl,
};

/**
 * @param {string} text without line feeds
 * @returns {Inline[]}
 */
export const parseInline = (text) => {
  /** @type {Inline[]} */
  const nodes = [];
  let plainFrom = 0;
  let at = 0;
  const flush = () => {
    if (plainFrom < at) nodes.push({ kind: 'text', text: unescapeText(text.slice(plainFrom, at)) });
  };
  while (at < text.length) {
    const taken = TAKES[text.charAt(at)]?.(text.slice(at), text.slice(Math.max(0, at - 2), at)) ?? null;
    if (taken === null) {
      at += 1;
      continue;
    }
    flush();
    nodes.push(taken.node);
    at += taken.length;
    plainFrom = at;
  }
  flush();
  return nodes;
};

const QUOTED = /^(?:&gt;|>) ?/;

/**
 * @param {string} text
 * @returns {Passage[]}
 */
const parseLines = (text) => {
  /** @type {Passage[]} */
  const passages = [];
  for (const line of text.split('\n')) {
    const kind = QUOTED.test(line) ? 'quote' : 'lines';
    const inline = parseInline(line.replace(QUOTED, ''));
    const last = passages.at(-1);
    if (last?.kind === kind) last.lines.push(inline);
    else passages.push({ kind, lines: [inline] });
  }
  return passages;
};

/**
 * @param {string} text
 * @returns {Passage[]}
 */
export const parseMrkdwn = (text) =>
  text.split(/(```[\s\S]+?```)/).flatMap((piece) => {
    if (/^```[\s\S]+```$/.test(piece)) {
      /** @type {Passage[]} */
      const code = [{ kind: 'code', text: unescapeText(piece.slice(3, -3).replace(/^\n|\n$/g, '')) }];
      return code;
    }
    const around = piece.replace(/^\n|\n$/g, '');
    return around === '' ? [] : parseLines(around);
  });
