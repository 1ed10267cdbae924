import { html } from '/vendor/preact.js';
import { isRecord } from '../state.js';
import { ChannelLink, Emoji, Link, Mention, SlackDate } from './mrkdwn.js';
import { recordsOf, stringOf } from './text.js';

/** @import { Child } from '/vendor/preact.js' */
/** @typedef {Record<string, unknown>} Piece */

/** @type {Record<string, (piece: Piece) => Child>} */
const PIECES = {
  text: ({ text }) => stringOf(text),
  link: ({ url, text }) => html`<${Link} url=${stringOf(url)}>${stringOf(text) || stringOf(url)}<//>`,
  user: ({ user_id }) => html`<${Mention} userId=${stringOf(user_id)} />`,
  channel: ({ channel_id }) => html`<${ChannelLink} channelId=${stringOf(channel_id)} />`,
  usergroup: () => html`<span class="mention">@group</span>`,
  emoji: ({ name }) => html`<${Emoji} name=${stringOf(name)} />`,
  broadcast: ({ range }) => html`<span class="mention mention-me">@${stringOf(range)}</span>`,
  date: ({ timestamp, format, url, fallback }) =>
    html`<${SlackDate} seconds=${Number(timestamp)} pattern=${stringOf(format)} url=${stringOf(url)} fallback=${stringOf(fallback)} />`,
};

/** @type {[string, (child: Child) => Child][]} */
const STYLES = [
  ['code', (child) => html`<code class="code">${child}</code>`],
  ['bold', (child) => html`<b>${child}</b>`],
  ['italic', (child) => html`<i>${child}</i>`],
  ['strike', (child) => html`<s>${child}</s>`],
  ['underline', (child) => html`<u>${child}</u>`],
];

/** @param {Piece} piece */
const drawPiece = (piece) => {
  /** @type {Child} */
  const plain = PIECES[stringOf(piece.type)]?.(piece);
  const { style } = piece;
  return isRecord(style)
    ? STYLES.reduce((child, [name, wrap]) => (style[name] === true ? wrap(child) : child), /** @type {Child} */ (plain))
    : plain;
};

/** @param {unknown} elements */
const drawPieces = (elements) => recordsOf(elements).map(drawPiece);

/** @param {Piece} part */
const drawList = ({ style, elements, offset }) => {
  const items = recordsOf(elements).map((section) => html`<li>${drawPieces(section.elements)}</li>`);
  return style === 'ordered'
    ? html`<ol class="list" start=${Number(offset ?? 0) + 1}>${items}</ol>`
    : html`<ul class="list">${items}</ul>`;
};

/** @type {Record<string, (part: Piece) => Child>} */
const PARTS = {
  rich_text_section: ({ elements }) => html`<div class="lines lines-as-typed">${drawPieces(elements)}</div>`,
  rich_text_list: drawList,
  rich_text_quote: ({ elements }) =>
    html`<blockquote class="quote lines-as-typed">${drawPieces(elements)}</blockquote>`,
  rich_text_preformatted: ({ elements }) => html`<pre class="code-block"><code>${drawPieces(elements)}</code></pre>`,
};

/** @param {{ of: Piece }} props */
export const RichText = ({ of }) => html`
  <div class="mrkdwn">${recordsOf(of.elements).map((part) => PARTS[stringOf(part.type)]?.(part) ?? null)}</div>`;
