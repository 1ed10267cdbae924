import { declinePhrases } from './part-words.js';
import { fillView, hasEmptyFields } from './tour-fill.js';
import { DONE, findAction, findIn, placeOf } from './tour-world.js';

/** @import { ActAnswer, DeskAct, PersonAct } from '../../protocol.ts' */
/** @import { View } from '../../../slack/shapes.ts' */
/** @import { TourWorld } from './tour-world.js' */

/**
 * What the tour may do for a visitor. `compose` shows the channel and puts a draft into its composer, without sending it.
 * @typedef {object} TourActions
 * @property {(draft: { channel: string, text: string }) => void} compose
 * @property {(act: PersonAct) => Promise<ActAnswer>} act
 * @property {(act: DeskAct) => Promise<ActAnswer>} desk
 */

/** @typedef {{ label: string, run: (actions: TourActions) => Promise<ActAnswer> }} Help */
/** What to do now; `targets` are places to point at, the best first. @typedef {{ text: string, targets: string[], help: Help | null }} Guide */

const SEARCH = '/numbers search DE local Berlin';
/** @type {ActAnswer} */
const OK = { ok: true };
/** @type {ActAnswer} */
const GONE = { ok: false, error: 'That is not there any more.' };
const SUBMIT = '.modal:not(.modal-below) .dialog-foot [type="submit"]';
const CLOSE = '.modal:not(.modal-below) .dialog-foot .button';

/** @param {TourWorld} world @returns {Guide} */
const searchGuide = ({ state }) => {
  const channel = state.channels.find(({ kind, hasApp, isArchived }) => kind === 'channel' && hasApp && !isArchived);
  const help = channel && {
    label: 'Type it for me',
    run: async (/** @type {TourActions} */ { compose }) => {
      compose({ channel: channel.id, text: SEARCH });
      return OK;
    },
  };
  return {
    text: `In #${channel?.name ?? 'telecom'}, write ${SEARCH} and press Enter. Only you see the answer.`,
    targets: ['#composer'],
    help: help ?? null,
  };
};

/** @param {TourWorld} world @returns {Guide} */
const orderGuide = ({ state, results, view }) => {
  if (view?.callback_id === 'order:submit')
    return {
      text: `Price, reference and paperwork stand here before anything is bought. Then press ${String(view.submit?.text ?? 'the last button')}.`,
      targets: [SUBMIT],
      help: null,
    };
  const select = results === null ? null : findIn({ message: results.message, actionId: 'search:select' });
  const key = results === null ? '' : `${results.message.channel} ${results.message.ts}`;
  const values = select === null ? undefined : state.messageStates[key]?.[select.block.block_id]?.['search:select'];
  const chosen = Array.isArray(values?.selected_options) ? values.selected_options.length : 0;
  if (chosen > 0) return { text: 'Press Order selected.', targets: ['[data-action="search:order"]'], help: null };
  const options = Array.isArray(select?.element.options) ? select.element.options : [];
  const run = async (/** @type {TourActions} */ { act }) => {
    if (select === null) return GONE;
    const value = options.slice(0, 2).map((option) => String(option.value));
    return act({
      type: 'choose',
      place: placeOf(select),
      blockId: select.block.block_id,
      actionId: 'search:select',
      value,
    });
  };
  return {
    text: 'Choose one or two numbers in the results, then press Order selected.',
    targets: ['.message-mine .picker-trigger', '.message-mine'],
    help: { label: 'Choose two for me', run },
  };
};

/** @param {View} view @returns {Guide} */
const requirementsGuide = (view) => {
  const help = { label: 'Fill in sample answers', run: (/** @type {TourActions} */ { act }) => fillView(view, act) };
  if (hasEmptyFields(view))
    return {
      text: 'Only what is still missing is asked. Samples will do here, PDFs included.',
      targets: ['.modal:not(.modal-below) .dialog-body'],
      help,
    };
  const asksAddress = view.blocks.some((block) => JSON.stringify(block).includes('requirements:add-address'));
  const hasAddress = view.blocks.some((block) => JSON.stringify(block.element ?? null).includes('field:address'));
  if (asksAddress && !hasAddress)
    return {
      text: 'An address is still missing: press Add a new address.',
      targets: ['[data-action="requirements:add-address"]'],
      help: null,
    };
  return { text: 'All filled in. Send it to Telnyx.', targets: [SUBMIT], help: null };
};

/** @param {View} view @returns {Guide} */
const addressGuide = (view) =>
  hasEmptyFields(view)
    ? {
        text: 'The address that the proof must show.',
        targets: [],
        help: { label: 'Fill in a sample address', run: ({ act }) => fillView(view, act) },
      }
    : { text: 'Press Save address.', targets: [SUBMIT], help: null };

/** @param {TourWorld} world @returns {Guide} */
const answersGuide = ({ state, view, step }) => {
  if (view?.callback_id === 'requirements:submit') return requirementsGuide(view);
  if (view?.callback_id === 'address:submit') return addressGuide(view);
  if (view !== null) return { text: 'Close this window when you have read it.', targets: [CLOSE], help: null };
  const isFix = step === 4;
  const run = async (/** @type {TourActions} */ { act }) => {
    const found = findAction(state, { actionId: 'requirements:open', since: 0 });
    if (found === null) return GONE;
    return act({
      type: 'click',
      place: placeOf(found),
      blockId: found.block.block_id,
      actionId: 'requirements:open',
      option: null,
    });
  };
  const text = isFix
    ? 'The thread says what was declined and why, and mentions you. Press Fix what was rejected.'
    : 'The order is a thread now; its card stays up to date. Press Provide details.';
  return { text, targets: ['[data-action="requirements:open"]'], help: { label: 'Open it for me', run } };
};

/** @param {TourWorld} world @returns {Guide} */
const rejectGuide = ({ part, view }) => {
  if (view !== null) return { text: 'Sent. Close this window.', targets: [CLOSE], help: null };
  const open = part?.requirements.filter(({ status }) => status === 'pending-approval') ?? [];
  const wanted = open.find(({ name }) => /proof of address/i.test(name)) ?? open[0];
  const run = async (/** @type {TourActions} */ { desk }) => {
    if (part === null || wanted === undefined) return GONE;
    const comment = declinePhrases(wanted)[1] ?? 'Please send another one.';
    return desk({ type: 'decline', partId: part.partId, requirementId: wanted.requirementId, comment });
  };
  return {
    text: 'Change sides: you are Number Ops now. On the desk, under Review, decline one document and say why.',
    targets: ['[data-tour="decline"]', '#desk-tab-review', '.desk-toggle'],
    help: { label: 'Decline one for me', run },
  };
};

/** @param {TourWorld} world @returns {Guide} */
const activateGuide = ({ part, view }) => {
  if (view !== null) return { text: 'Sent. Close this window.', targets: [CLOSE], help: null };
  const run = async (/** @type {TourActions} */ { desk }) =>
    part === null ? GONE : desk({ type: 'approve-all', partId: part.partId });
  return {
    text: 'Number Ops once more: approve all on the desk. The thread hears of it within seconds.',
    targets: ['[data-tour="approve-all"]', '#desk-tab-review', '.desk-toggle'],
    help: { label: 'Approve all for me', run },
  };
};

/** @type {Guide} */
const LAST = {
  text: 'Your numbers are active: searched, ordered, vetted, without leaving the thread. Now let a deadline pass with the Clock, or switch on a fault.',
  targets: [],
  help: null,
};

const GUIDES = [searchGuide, orderGuide, answersGuide, rejectGuide, answersGuide, activateGuide];

/** What a visitor can do next. @param {TourWorld} world @returns {Guide} */
export const guideOf = (world) => (world.step === DONE ? LAST : (GUIDES[world.step]?.(world) ?? LAST));
