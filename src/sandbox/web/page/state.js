/** @import { PageState } from '../protocol.ts' */
/** @import { Message } from '../../slack/shapes.ts' */

/**
 * The next state in which everything that did not change is the very object it was before, so that comparing by
 * identity tells what to draw anew.
 * @template Value
 * @param {unknown} before
 * @param {Value} next
 * @returns {Value}
 */
export const share = (before, next) => {
  if (before === next) return next;
  if (Array.isArray(next)) return Array.isArray(before) ? shareList(before, next) : next;
  return isRecord(next) && isRecord(before) ? shareRecord(before, next) : next;
};

/**
 * @template Value
 * @param {unknown[]} before
 * @param {Value & unknown[]} next
 * @returns {Value}
 */
const shareList = (before, next) => {
  const shared = /** @type {Value & unknown[]} */ (next.map((item, index) => share(before[index], item)));
  const isSame = shared.length === before.length && shared.every((item, index) => item === before[index]);
  return isSame ? /** @type {Value & unknown[]} */ (before) : shared;
};

/**
 * @template Value
 * @param {Record<string, unknown>} before
 * @param {Value & Record<string, unknown>} next
 * @returns {Value}
 */
const shareRecord = (before, next) => {
  const names = Object.keys(next);
  const shared = /** @type {Value & Record<string, unknown>} */ (
    Object.fromEntries(names.map((name) => [name, share(before[name], next[name])]))
  );
  const isSame = names.length === Object.keys(before).length && names.every((name) => shared[name] === before[name]);
  return isSame ? /** @type {Value & Record<string, unknown>} */ (before) : shared;
};

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {Message} message
 * @returns {boolean} it hangs below another message
 */
export const isReply = ({ thread_ts, ts }) => thread_ts !== undefined && thread_ts !== ts;

/**
 * What stands in the channel itself: no replies but those also sent to it.
 * @param {PageState} state
 * @param {string} channelId
 */
export const timelineOf = (state, channelId) =>
  (state.messages[channelId] ?? []).filter((message) => !isReply(message) || message.subtype === 'thread_broadcast');

/**
 * @param {PageState} state
 * @param {{ channelId: string, threadTs: string }} thread
 */
export const threadOf = (state, { channelId, threadTs }) => {
  const all = state.messages[channelId] ?? [];
  const replies = all.filter((message) => isReply(message) && message.thread_ts === threadTs);
  return { parent: all.find((message) => message.ts === threadTs) ?? null, replies };
};

/**
 * The name that a person goes by, whoever it is.
 * @param {PageState} state
 * @param {string} id
 */
export const nameOf = (state, id) => state.names[id]?.realName || state.names[id]?.name || id;
