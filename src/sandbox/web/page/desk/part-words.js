import { counted } from './desk-time.js';

/** @import { DeskPart, DeskRequirement } from '../../../telnyx/desk-overview.ts' */

/** @typedef {'good' | 'warn' | 'bad' | 'info' | 'quiet'} Tone */
/** @typedef {{ words: string, tone: Tone }} Verdict */

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });

/** @param {string} code */
export const countryName = (code) => {
  try {
    return COUNTRIES.of(code) ?? code;
  } catch {
    return code;
  }
};

/** @param {string} type */
export const typeWords = (type) => type.replaceAll('_', '-');

/** "DE local part" in the app's own words. @param {DeskPart} part */
export const partTitle = ({ country, numberType }) => `${country} ${typeWords(numberType)}`;

/** @param {DeskRequirement} requirement */
export const canApprove = ({ status, value }) => status !== 'approved' && value !== null;

/** Something that only the end user can do, and has not done, or not well. @param {DeskRequirement} requirement */
export const isToBeDone = ({ status, fieldType }) =>
  fieldType === 'action' && ['awaiting-value', 'declined'].includes(status);

/** @param {DeskRequirement} requirement */
export const canDecline = ({ status, value }) => status === 'pending-approval' && value !== null;

/** @param {DeskPart} part */
export const isPending = (part) => part.status === 'pending';

/** Ordered through numberdesk, which marks its references; it reminds of no other orders. @param {DeskPart} part */
export const isFollowed = ({ reference }) => /nd-\w+$/.test(reference ?? '');

/** Whoever ordered has to act; only then a deadline cancels. @param {DeskPart} part */
export const isWaiting = (part) =>
  isPending(part) && ['requirement-info-pending', 'requirement-info-exception'].includes(part.requirementsStatus);

/** @param {DeskPart} part */
export const toReview = (part) => part.requirements.filter(({ status }) => status === 'pending-approval').length;

/** @type {Record<string, Verdict>} */
const ENDS = {
  success: { words: 'Active', tone: 'good' },
  failure: { words: 'Failed', tone: 'bad' },
  cancelled: { words: 'Cancelled', tone: 'bad' },
  deleted: { words: 'Deleted from the account', tone: 'quiet' },
};

/** What became of a part, or who acts next. @param {DeskPart} part @returns {Verdict} */
export const partVerdict = (part) => {
  const { requirements, requirementsStatus } = part;
  if (!isPending(part)) return ENDS[part.status] ?? { words: part.status, tone: 'info' };
  const waiting = toReview(part);
  const declined = requirements.filter(({ status }) => status === 'declined').length;
  const answered = requirements.filter(({ status }) => status !== 'awaiting-value').length;
  if (requirementsStatus === 'approved') return { words: 'Approved, activating', tone: 'good' };
  if (requirementsStatus === 'requirement-info-under-review') return { words: `${waiting} to review`, tone: 'info' };
  if (declined > 0) return { words: `${declined} declined, customer’s turn`, tone: 'bad' };
  return { words: `${answered} of ${requirements.length} answered`, tone: 'warn' };
};

/** @type {Record<string, Verdict>} */
const STATUSES = {
  'awaiting-value': { words: 'No answer yet', tone: 'quiet' },
  'pending-approval': { words: 'To review', tone: 'info' },
  approved: { words: 'Approved', tone: 'good' },
  declined: { words: 'Declined', tone: 'bad' },
};

/** @param {DeskRequirement} requirement @returns {Verdict} */
export const requirementVerdict = ({ status }) => STATUSES[status] ?? { words: status, tone: 'info' };

/** @type {Record<string, string[]>} */
const PHRASES = {
  document: [
    'The document is not readable. Please send a sharper copy.',
    'The document is older than 3 months. Please send a recent one.',
    'The name on the document differs from the contact information.',
  ],
  address: [
    'The address is outside of the area of the number.',
    'The address differs from the one on the proof of address.',
  ],
  textual: ['Please give the full name, the company and a phone number.', 'This differs from what the documents say.'],
};
const OTHER_PHRASES = ['This could not be verified. Please try again.', 'This differs from what the documents say.'];

/** Ready sentences for a decline. @param {DeskRequirement} requirement */
export const declinePhrases = ({ fieldType }) => PHRASES[fieldType] ?? OTHER_PHRASES;

/** @param {DeskPart} part */
const dueAt = ({ deadlineAt }) => deadlineAt ?? Number.MAX_SAFE_INTEGER;

/** What needs a reviewer first, then by deadline; the oldest of equals stays first. @param {DeskPart[]} parts */
export const sortForReview = (parts) =>
  parts.toSorted((one, other) => Number(toReview(other) > 0) - Number(toReview(one) > 0) || dueAt(one) - dueAt(other));

/** @param {DeskPart} part */
export const numbersText = ({ phoneNumbers }) => counted(phoneNumbers.length, 'number');
