import { html } from '/vendor/preact.js';
import { nameOf } from '../state.js';
import { useWorkspace } from '../workspace/context.js';
import { emojiOf } from './emoji.js';
import { parseMrkdwn } from './mrkdwn-parse.js';
import { momentWords, slackDate } from './slack-date.js';

/** @import { Child } from '/vendor/preact.js' */
/** @import { Inline, Passage } from './mrkdwn-parse.js' */
/** @import { Workspace } from '../workspace/context.js' */

const SAFE_URL = /^(https?:\/\/|mailto:|tel:)/i;

/**
 * A link that leaves the page; anything but the web, mail and telephone is shown as text.
 * @param {{ url: string, children?: Child, class?: string }} props
 */
export const Link = ({ url, children, class: name = 'link' }) =>
  SAFE_URL.test(url)
    ? html`<a class=${name} href=${url} target="_blank" rel="noreferrer noopener">${children}</a>`
    : html`<span>${children}</span>`;

const MESSAGE_URL = /^https:\/\/[a-z0-9-]+\.slack\.com\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/;

/**
 * The address of a message in a channel that the reader has opens its thread here, as in Slack; any other leaves the page.
 * @param {{ url: string, children?: Child }} props
 */
const LinkOrThread = ({ url, children }) => {
  const { state, openRoom } = useWorkspace();
  const [, channelId, seconds, fraction] = MESSAGE_URL.exec(url) ?? [];
  const channel = state.channels.find((each) => each.id === channelId);
  if (channel === undefined) return html`<${Link} url=${url}>${children}<//>`;
  const open = () => openRoom(channel.name, `${seconds}.${fraction}`);
  return html`<button type="button" class="link" onClick=${open}>${children}</button>`;
};

/**
 * @param {{ userId: string, label?: string }} props
 */
export const Mention = ({ userId, label = '' }) => {
  const { state } = useWorkspace();
  const isMe = userId === state.me.id;
  return html`<span class=${isMe ? 'mention mention-me' : 'mention'}>@${label || nameOf(state, userId)}</span>`;
};

/** @param {{ channelId: string, label?: string }} props */
export const ChannelLink = ({ channelId, label = '' }) => {
  const { state, openRoom } = useWorkspace();
  const channel = state.channels.find((each) => each.id === channelId);
  if (channel === undefined) return html`<span class="mention">#${label || 'private-channel'}</span>`;
  return html`<button type="button" class="mention mention-link" onClick=${() => openRoom(channel.name)}>#${channel.name}</button>`;
};

/** @param {{ seconds: number, pattern: string, url: string, fallback: string }} props */
export const SlackDate = ({ seconds, pattern, url, fallback }) => {
  const { state } = useWorkspace();
  const moment = { at: seconds * 1000, now: state.clock.now, timeZone: state.me.timeZone };
  const words = pattern === '' ? fallback : slackDate(pattern, moment);
  const time = html`<time dateTime=${new Date(moment.at).toISOString()} title=${momentWords(moment)}>${words}</time>`;
  return url === '' ? time : html`<${Link} url=${url}>${time}<//>`;
};

/** @param {{ name: string }} props */
export const Emoji = ({ name }) => {
  const glyph = emojiOf(name);
  return glyph === null
    ? html`:${name}:`
    : html`<span role="img" class="emoji" aria-label=${name.replaceAll('_', ' ')}>${glyph}</span>`;
};

/** @type {{ [Kind in Inline['kind']]: (node: Extract<Inline, { kind: Kind }>) => Child }} */
const DRAW = {
  text: ({ text }) => text,
  bold: ({ children }) => html`<b>${drawInline(children)}</b>`,
  italic: ({ children }) => html`<i>${drawInline(children)}</i>`,
  strike: ({ children }) => html`<s>${drawInline(children)}</s>`,
  code: ({ text }) => html`<code class="code">${text}</code>`,
  emoji: ({ name }) => html`<${Emoji} name=${name} />`,
  link: ({ url, label }) => html`<${LinkOrThread} url=${url}>${drawInline(label)}<//>`,
  user: ({ id, label }) => html`<${Mention} userId=${id} label=${label} />`,
  group: ({ label }) => html`<span class="mention">${label || '@group'}</span>`,
  channel: ({ id, label }) => html`<${ChannelLink} channelId=${id} label=${label} />`,
  broadcast: ({ range }) => html`<span class="mention mention-me">@${range}</span>`,
  date: (node) => html`<${SlackDate} ...${node} />`,
};

/**
 * @param {Inline[]} nodes
 * @returns {Child[]}
 */
const drawInline = (nodes) => nodes.map((node) => /** @type {(node: Inline) => Child} */ (DRAW[node.kind])(node));

/** @param {Inline[][]} lines */
const drawLines = (lines) => lines.map((line, index) => html`${index === 0 ? null : html`<br />`}${drawInline(line)}`);

/** @param {Passage} passage */
const drawPassage = (passage) => {
  if (passage.kind === 'code') return html`<pre class="code-block"><code>${passage.text}</code></pre>`;
  const lines = drawLines(passage.lines);
  return passage.kind === 'quote'
    ? html`<blockquote class="quote">${lines}</blockquote>`
    : html`<div class="lines">${lines}</div>`;
};

/**
 * A text in Slack's markup.
 * @param {{ text: string }} props
 */
export const Mrkdwn = ({ text }) => html`<div class="mrkdwn">${parseMrkdwn(text).map(drawPassage)}</div>`;
