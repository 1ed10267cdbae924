import { isRecord } from '../state.js';

/** @import { View } from '../../../slack/shapes.ts' */
/** @import { Drafts } from './drafts.js' */

const LOST = 'What you typed in it will be lost.';
const HEARD = 'The app hears of each change in it, and may have kept what you typed as a draft.';
const HEARD_IN_PART = `${HEARD} A file that was picked last is not in it.`;
const LOST_IN_PART = `${HEARD} What stands in the other fields will be lost.`;

/** @param {unknown} element */
const isFile = (element) => isRecord(element) && element.type === 'file_input';

/**
 * What is lost when a form is left: of fields with `dispatch_action` the app has heard, of the others it never will.
 * Null when nothing was typed into it.
 * @param {View} view
 * @param {Drafts} drafts
 */
export const leaveWords = (view, drafts) => {
  if (view.submit === null || !drafts.isTouched(`view ${view.id} `)) return null;
  const inputs = view.blocks.filter(({ type }) => type === 'input');
  if (!inputs.some(({ dispatch_action }) => dispatch_action === true)) return LOST;
  const unheard = inputs.filter(
    ({ block_id, dispatch_action }) => dispatch_action !== true && drafts.isTouched(`view ${view.id} ${block_id} `),
  );
  // On a page that was turned, too: what was touched there was sent with it.
  if (unheard.length === 0) return HEARD;
  return unheard.every(({ element }) => isFile(element)) ? HEARD_IN_PART : LOST_IN_PART;
};
