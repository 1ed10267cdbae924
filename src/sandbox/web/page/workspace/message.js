import { html, useMemo, useState } from '/vendor/preact.js';
import { Blocks } from '../blocks/blocks.js';
import { Icon } from '../blocks/icons.js';
import { Menu } from '../blocks/menu.js';
import { Mrkdwn } from '../blocks/mrkdwn.js';
import { momentWords, timeWords } from '../blocks/slack-date.js';
import { isReply, nameOf } from '../state.js';
import { Avatar } from './avatar.js';
import { SurfaceProvider, useWorkspace } from './context.js';

/** @import { Message as SlackMessage } from '../../../slack/shapes.ts' */

/** @typedef {{ message: SlackMessage, isCompact: boolean, isInThread: boolean, openThread: (ts: string) => void }} MessageProps */

const NO_ERRORS = {};
const NO_VALUES = {};

/** @param {string} ts */
export const instantOf = (ts) => Number(ts) * 1000;

/** Beside a message without a head there is room for the time only. @param {{ ts: string, isShort?: boolean }} props */
const Stamp = ({ ts, isShort = false }) => {
  const { state } = useWorkspace();
  const moment = { at: instantOf(ts), now: state.clock.now, timeZone: state.me.timeZone };
  const words = timeWords(moment);
  return html`<time class="stamp" dateTime=${new Date(moment.at).toISOString()} title=${momentWords(moment)}>${isShort ? words.replace(/\s[AP]M$/, '') : words}</time>`;
};

/** @param {{ message: SlackMessage }} props */
const Author = ({ message }) => {
  const { state } = useWorkspace();
  const isApp = state.names[message.user]?.role === 'app';
  return html`<span class="author">${nameOf(state, message.user)}</span>${isApp && html`<span class="app-mark">App</span>`}`;
};

/** @param {{ message: SlackMessage }} props */
const Files = ({ message }) =>
  html`<ul class="files">${(message.files ?? []).map((file) => html`<li class="file" key=${file.id}><${Icon} name="file" /><span class="file-name">${file.name}</span></li>`)}</ul>`;

/** @param {{ message: SlackMessage }} props */
const Body = ({ message }) => {
  const { state } = useWorkspace();
  const values = state.messageStates[`${message.channel} ${message.ts}`] ?? NO_VALUES;
  const surface = useMemo(
    () => ({
      place: /** @type {const} */ ({ kind: 'message', channel: message.channel, ts: message.ts }),
      key: `message ${message.channel} ${message.ts}`,
      values,
      errors: NO_ERRORS,
      isWaiting: false,
    }),
    [message.channel, message.ts, values],
  );
  const edited = message.edited !== undefined && html`<p class="edited">(edited)</p>`;
  if (message.subtype === 'tombstone') return html`<p class="tombstone">${message.text}</p>`;
  return html`
    <${SurfaceProvider} value=${surface}>
      ${message.blocks.length > 0 ? html`<${Blocks} blocks=${message.blocks} />` : html`<div class="text"><${Mrkdwn} text=${message.text} /></div>`}
      ${edited}
      ${message.files !== undefined && message.files.length > 0 && html`<${Files} message=${message} />`}
    <//>`;
};

/** @param {{ message: SlackMessage, open: () => void }} props */
const ThreadSummary = ({ message, open }) => {
  const { state } = useWorkspace();
  const count = message.reply_count ?? 0;
  const last = message.latest_reply === undefined ? null : instantOf(message.latest_reply);
  const words = last === null ? '' : lastWords(last, { now: state.clock.now, timeZone: state.me.timeZone });
  return html`
    <button type="button" class="thread-summary" onClick=${open}>
      <span class="thread-faces">${(message.reply_users ?? []).slice(0, 3).map((id) => html`<${Avatar} key=${id} personId=${id} size="small" />`)}</span>
      <span class="thread-count">${count} ${count === 1 ? 'reply' : 'replies'}</span>
      <span class="thread-last">${words}</span>
    </button>`;
};

const MINUTE_MS = 60_000;

/**
 * @param {number} at
 * @param {{ now: number, timeZone: string }} reader
 */
const lastWords = (at, { now, timeZone }) => {
  const minutes = Math.floor((now - at) / MINUTE_MS);
  if (minutes < 1) return 'Last reply just now';
  if (minutes < 60) return `Last reply ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`;
  if (minutes < 24 * 60) return `Last reply today at ${timeWords({ at, now, timeZone })}`;
  const days = Math.floor(minutes / (24 * 60));
  return `Last reply ${days} ${days === 1 ? 'day' : 'days'} ago`;
};

/** @param {MessageProps} props */
const HoverBar = ({ message, isInThread, openThread }) => {
  const { state, act, tell } = useWorkspace();
  const [isMenuOpen, setMenuOpen] = useState(false);
  /** @param {string} callbackId */
  const run = async (callbackId) => {
    const answer = await act({ type: 'shortcut', callbackId, channel: message.channel, ts: message.ts });
    if (!answer.ok) tell(answer.error);
  };
  const items = state.shortcuts.map(({ callbackId, name }) => ({
    key: callbackId,
    text: name,
    description: 'numberdesk',
    run: () => void run(callbackId),
  }));
  return html`
    <div class=${isMenuOpen ? 'hover-bar hover-bar-open' : 'hover-bar'} role="group" aria-label="Message actions">
      ${!isInThread && html`<button type="button" class="button button-icon button-quiet" aria-label="Reply in thread" title="Reply in thread" onClick=${() => openThread(message.thread_ts ?? message.ts)}><${Icon} name="reply" /></button>`}
      <${Menu} label="More actions" icon="more" class="button button-icon button-quiet" items=${items} onOpenChange=${setMenuOpen} />
    </div>`;
};

/** @param {MessageProps} props */
const Notes = ({ message, isInThread, openThread }) => html`
  ${message.visible_to !== undefined && html`<p class="only-you"><${Icon} name="eye" />Only visible to you</p>`}
  ${
    message.subtype === 'thread_broadcast' &&
    !isInThread &&
    html`<p class="broadcast">replied to <button type="button" class="link" onClick=${() => openThread(message.thread_ts ?? message.ts)}>a thread</button></p>`
  }`;

/**
 * One message, with what belongs to it.
 * @param {MessageProps} props
 */
export const Message = (props) => {
  const { message, isCompact, isInThread, openThread } = props;
  const isOnlyMine = message.visible_to !== undefined;
  const hasThread = !isInThread && !isReply(message) && (message.reply_count ?? 0) > 0;
  return html`
    <li class=${`message${isCompact ? ' message-compact' : ''}${isOnlyMine ? ' message-mine' : ''}`} data-ts=${message.ts}>
      <div class="message-side">${isCompact ? html`<${Stamp} ts=${message.ts} isShort=${true} />` : html`<${Avatar} personId=${message.user} />`}</div>
      <div class="message-main">
        <${Notes} ...${props} />
        ${!isCompact && html`<div class="message-head"><${Author} message=${message} /><${Stamp} ts=${message.ts} /></div>`}
        <${Body} message=${message} />
        ${hasThread && html`<${ThreadSummary} message=${message} open=${() => openThread(message.ts)} />`}
      </div>
      ${!isOnlyMine && message.subtype !== 'tombstone' && html`<${HoverBar} ...${props} />`}
    </li>`;
};
