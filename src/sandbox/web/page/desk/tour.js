import { html } from '/vendor/preact.js';

/** @import { ActAnswer, PageState, PersonAct } from '../../protocol.ts' */

/**
 * What the tour may do for a visitor. `compose` shows the channel and puts a draft into its composer, without sending it.
 * @typedef {{ compose: (draft: { channel: string, text: string }) => void, act: (act: PersonAct) => Promise<ActAnswer> }} TourActions
 */

/** @param {{ state: PageState, actions: TourActions }} props */
export const Tour = ({ state }) => html`<aside class="tour" aria-label="Tour">${state.team}</aside>`;
