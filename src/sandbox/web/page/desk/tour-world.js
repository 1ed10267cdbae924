import { isFollowed } from './part-words.js';

/** @import { ActPlace, PageState } from '../../protocol.ts' */
/** @import { Block, Element, Message, View } from '../../../slack/shapes.ts' */
/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Memory } from './tour-memory.js' */

/** @typedef {{ message: Message, block: Block, element: Element }} Found an element in a message, and where it is */

/** What the tour looks at. @typedef {{ state: PageState, part: DeskPart | null, results: Found | null, view: View | null, step: number }} TourWorld */

/** @param {unknown} value @returns {value is Element} */
const isElement = (value) => typeof value === 'object' && value !== null && 'action_id' in value;

/** @param {Block} block */
const elementsIn = ({ elements, accessory, element }) =>
  [...(Array.isArray(elements) ? elements : []), accessory, element].filter(isElement);

/** @param {{ message: Message, actionId: string }} wanted @returns {Found | null} */
export const findIn = ({ message, actionId }) => {
  for (const block of message.blocks) {
    const element = elementsIn(block).find(({ action_id }) => action_id === actionId);
    if (element !== undefined) return { message, block, element };
  }
  return null;
};

/** The newest message that I see with this element in it. @param {PageState} state @param {{ actionId: string, since: number }} wanted */
export const findAction = (state, { actionId, since }) => {
  const all = Object.values(state.messages).flat();
  const newestFirst = all.filter(({ ts }) => Number(ts) * 1000 >= since).sort((a, b) => Number(b.ts) - Number(a.ts));
  for (const message of newestFirst) {
    const found = findIn({ message, actionId });
    if (found !== null) return found;
  }
  return null;
};

/** @param {Found} found @returns {ActPlace} */
export const placeOf = ({ message: { channel, ts } }) => ({ kind: 'message', channel, ts });

/** The newest order with paperwork that went through the app and was not part of an earlier tour. @param {PageState} state @param {Memory} memory */
const tourPart = (state, { ignored }) =>
  state.desk
    .filter((part) => isFollowed(part) && part.requirements.length > 0 && ['pending', 'success'].includes(part.status))
    .filter(({ reference }) => !ignored.includes(reference ?? ''))
    .at(-1) ?? null;

export const STEPS = ['Search', 'Order', 'Fill', 'Get rejected', 'Fix', 'Activate'];
/** Past the last step. */
export const DONE = STEPS.length;

/** @param {{ part: DeskPart | null, results: Found | null, wasRejected: boolean }} seen */
const stepOf = ({ part, results, wasRejected }) => {
  if (part === null) return results === null ? 0 : 1;
  if (part.status === 'success') return DONE;
  const isComplete = part.requirements.every(({ status }) => status === 'pending-approval' || status === 'approved');
  if (wasRejected) return isComplete ? 5 : 4;
  return isComplete ? 3 : 2;
};

/** Something of this part is declined now. @param {DeskPart | null} part */
export const isRejected = (part) => part?.requirements.some(({ status }) => status === 'declined') ?? false;

/** Results whose chosen numbers were ordered already have served: after a missed deadline one searches again. @param {PageState} state @param {Found | null} results */
const isServed = ({ messageStates, desk }, results) => {
  if (results === null) return false;
  const { channel, ts } = results.message;
  const chosen = JSON.stringify(messageStates[`${channel} ${ts}`] ?? {});
  return desk.some(({ phoneNumbers }) => phoneNumbers.some((number) => chosen.includes(number)));
};

/** Where a visitor is, read from what happened and not from what was clicked. @param {PageState} state @param {Memory} memory @returns {TourWorld} */
export const toTourWorld = (state, memory) => {
  const part = tourPart(state, memory);
  const found = findAction(state, { actionId: 'search:order', since: memory.since });
  const results = isServed(state, found) ? null : found;
  const wasRejected = isRejected(part) || (part !== null && memory.rejected === part.reference);
  return { state, part, results, view: state.views.at(-1) ?? null, step: stepOf({ part, results, wasRejected }) };
};
