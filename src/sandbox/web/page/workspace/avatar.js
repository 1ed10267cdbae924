import { html } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { nameOf } from '../state.js';
import { useWorkspace } from './context.js';

const TINTS = 6;

/** @param {string} id */
const tintOf = (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS;

/** @param {string} name */
const initialsOf = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();

/**
 * Initials in a colour of their own; the app has its sign.
 * @param {{ personId: string, size?: 'large' | 'small' }} props
 */
export const Avatar = ({ personId, size = 'large' }) => {
  const { state } = useWorkspace();
  const isApp = state.names[personId]?.role === 'app';
  return isApp
    ? html`<span class=${`avatar avatar-${size} avatar-app`} aria-hidden="true"><${Icon} name="hash" /></span>`
    : html`<span class=${`avatar avatar-${size} avatar-tint-${tintOf(personId)}`} aria-hidden="true">${initialsOf(nameOf(state, personId))}</span>`;
};
