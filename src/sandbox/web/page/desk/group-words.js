import { typeWords } from './part-words.js';

/** @import { DeskGroup, DeskGroupRequirement } from '../../../telnyx/desk-groups.ts' */
/** @import { Verdict } from './part-words.js' */

/** @param {DeskGroup} group */
export const groupTitle = ({ country, numberType }) => `${country} ${typeWords(numberType)} group`;

/** Submitted for approval: the reviewer's turn. @param {DeskGroup} group */
export const isWaitingGroup = ({ status }) => status === 'pending-approval';

/** @type {Record<string, Verdict>} */
const STATUSES = {
  unapproved: { words: 'Not approved', tone: 'quiet' },
  'pending-approval': { words: 'To review', tone: 'info' },
  approved: { words: 'Approved', tone: 'good' },
  declined: { words: 'Declined', tone: 'bad' },
  expired: { words: 'Expired', tone: 'bad' },
  'no-longer-eligible': { words: 'Rules changed', tone: 'quiet' },
};

/** Of a group, or of one of its values. @param {DeskGroup | DeskGroupRequirement} of @returns {Verdict} */
export const groupVerdict = ({ status }) => STATUSES[status] ?? { words: status, tone: 'info' };

/** @param {DeskGroup} group */
export const filledText = ({ requirements }) =>
  `${requirements.filter(({ value }) => value !== null).length} of ${requirements.length} values`;
