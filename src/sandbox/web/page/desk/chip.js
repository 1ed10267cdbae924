import { html } from '/vendor/preact.js';

/** @import { Tone } from './part-words.js' */

/** A state in words; its colour only repeats them. @param {{ tone: Tone, words: string }} props */
export const Chip = ({ tone, words }) => html`<span class=${`chip chip-${tone}`}>${words}</span>`;

/** Why an act was not done, at its place. @param {{ error: string }} props */
export const Problem = ({ error }) => (error === '' ? null : html`<p class="desk-problem" role="alert">${error}</p>`);
