import { html, useEffect, useLayoutEffect, useRef } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { dayKey, dayWords } from '../blocks/slack-date.js';
import { useWorkspace } from './context.js';
import { instantOf, Message } from './message.js';

/** @import { PageState } from '../../protocol.ts' */
/** @import { Message as SlackMessage } from '../../../slack/shapes.ts' */

/** @typedef {PageState['notices'][number]} Notice */
/** @typedef {{ kind: 'message', ts: string, message: SlackMessage } | { kind: 'notice', ts: string, notice: Notice }} Entry */

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 80;

/**
 * Follows another by the same author so closely that it needs no name of its own.
 * @param {Entry | undefined} before
 * @param {Entry} entry
 */
const isCompact = (before, entry) => {
  if (before?.kind !== 'message' || entry.kind !== 'message') return false;
  const [one, other] = [before.message, entry.message];
  const isPlain = [one, other].every(({ subtype, visible_to }) => subtype === undefined && visible_to === undefined);
  const isStarting = (one.reply_count ?? 0) > 0 || other.blocks.some((block) => block.type === 'header');
  return isPlain && !isStarting && one.user === other.user && instantOf(other.ts) - instantOf(one.ts) < TOGETHER_MS;
};

/**
 * @param {Entry[]} entries
 * @param {string} me
 */
const lastOwn = (entries, me) => {
  const last = entries.findLast(
    (entry) => entry.kind === 'notice' || entry.message.user === me || entry.message.visible_to === me,
  );
  return last?.ts ?? '';
};

/** @param {{ notice: Notice }} props */
const NoticeLine = ({ notice }) => html`
  <li class="message message-mine message-notice">
    <div class="message-side"><span class="avatar avatar-large avatar-slack" aria-hidden="true"><${Icon} name="warn" /></span></div>
    <div class="message-main">
      <p class="only-you"><${Icon} name="eye" />Only visible to you</p>
      <div class="message-head"><span class="author">Slackbot</span></div>
      <div class="text">${notice.text}</div>
    </div>
  </li>`;

/** @param {{ words: string }} props */
const Day = ({ words }) => html`<li class="day"><h2 class="day-words">${words}</h2></li>`;

/**
 * Stays at the end while the reader is there, and goes there when another room is opened or something came that is the
 * reader's own.
 * @param {string} roomKey
 * @param {{ entries: unknown, own: string }} shown `own`: the latest that is theirs
 */
const useSticking = (roomKey, { entries, own }) => {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    isAtEnd.current = true;
  }, [roomKey, own]);
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [roomKey, entries]);
  useEffect(() => {
    if (box.current === null) return;
    // The room grows and shrinks with the window, the tour and what is being written.
    const watch = new ResizeObserver(() => {
      if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const onScroll = () => {
    if (box.current)
      isAtEnd.current = box.current.scrollHeight - box.current.scrollTop - box.current.clientHeight < NEAR_END_PX;
  };
  return { box, onScroll };
};

/**
 * Messages in order, with the days between them.
 * @param {{ label: string, roomKey: string, messages: SlackMessage[], notices: Notice[], isInThread: boolean, openThread: (ts: string) => void, empty?: string }} props
 */
export const Timeline = ({ label, roomKey, messages, notices, isInThread, openThread, empty = '' }) => {
  const { state } = useWorkspace();
  /** @type {Entry[]} */
  const entries = [
    ...messages.map((message) => /** @type {Entry} */ ({ kind: 'message', ts: message.ts, message })),
    ...notices.map((notice) => /** @type {Entry} */ ({ kind: 'notice', ts: notice.ts, notice })),
  ].sort((one, other) => Number(one.ts) - Number(other.ts));
  const { box, onScroll } = useSticking(roomKey, { entries: state, own: lastOwn(entries, state.me.id) });
  const reader = { now: state.clock.now, timeZone: state.me.timeZone };
  /** @param {Entry} entry @param {number} index */
  const draw = (entry, index) => {
    const before = entries[index - 1];
    const moment = { ...reader, at: instantOf(entry.ts) };
    const isNewDay = before === undefined || dayKey({ ...reader, at: instantOf(before.ts) }) !== dayKey(moment);
    const line =
      entry.kind === 'notice'
        ? html`<${NoticeLine} key=${entry.notice.id} notice=${entry.notice} />`
        : html`<${Message} key=${entry.ts} message=${entry.message} isCompact=${!isNewDay && isCompact(before, entry)} isInThread=${isInThread} openThread=${openThread} />`;
    return [isNewDay && !isInThread && html`<${Day} key=${`day ${entry.ts}`} words=${dayWords(moment)} />`, line];
  };
  return html`
    <div class="timeline" ref=${box} onScroll=${onScroll} tabindex="0" role="region" aria-label=${label}>
      ${entries.length === 0 && empty !== '' && html`<p class="empty">${empty}</p>`}
      ${entries.length > 0 && html`<ol class="messages">${entries.map(draw)}</ol>`}
    </div>`;
};
