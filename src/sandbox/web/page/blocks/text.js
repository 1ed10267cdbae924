import { html } from '/vendor/preact.js';
import { isRecord } from '../state.js';
import { withEmoji } from './emoji.js';
import { Mrkdwn } from './mrkdwn.js';

/**
 * The words of a text object, for labels and names.
 * @param {unknown} value
 * @returns {string}
 */
export const wordsOf = (value) => {
  if (!isRecord(value) || typeof value.text !== 'string') return '';
  return value.emoji === false ? value.text : withEmoji(value.text);
};

/**
 * A text object as it stands in a block.
 * @param {{ of: unknown }} props
 */
export const Text = ({ of }) =>
  isRecord(of) && of.type === 'mrkdwn' && typeof of.text === 'string'
    ? html`<${Mrkdwn} text=${of.text} />`
    : html`<span class="plain">${wordsOf(of)}</span>`;

/**
 * @param {unknown} value
 * @returns {string}
 */
export const stringOf = (value) => (typeof value === 'string' ? value : '');

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>[]}
 */
export const recordsOf = (value) => (Array.isArray(value) ? value.filter(isRecord) : []);
