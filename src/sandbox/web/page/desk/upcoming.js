import { counted, HOUR_MS } from './desk-time.js';
import { isFollowed, isWaiting, partTitle } from './part-words.js';

/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */

/** Hours before a deadline at which numberdesk reminds. */
const REMINDER_HOURS = [72, 24, 4];

/** @typedef {{ at: number, kind: 'reminder' | 'cancellation', words: string }} Coming */

/** @param {DeskPart} part @returns {Coming[]} */
const comingOf = (part) => {
  const { deadlineAt } = part;
  if (deadlineAt === null || !isWaiting(part)) return [];
  const hours = isFollowed(part) ? REMINDER_HOURS : [];
  const reminders = hours.map((left) => {
    const words = `${partTitle(part)}: reminder, ${left} h left`;
    return { at: deadlineAt - left * HOUR_MS, kind: /** @type {const} */ ('reminder'), words };
  });
  return [
    ...reminders,
    { at: deadlineAt, kind: 'cancellation', words: `${partTitle(part)}: deadline, Telnyx cancels it` },
  ];
};

/** What time alone will bring if nobody acts, soonest first. @param {{ parts: DeskPart[], now: number }} world */
export const comingUp = ({ parts, now }) =>
  parts
    .flatMap(comingOf)
    .filter(({ at }) => at > now)
    .toSorted((one, other) => one.at - other.at);

/** "3 reminders and an automatic cancellation follow". @param {Coming[]} coming */
export const followsText = (coming) => {
  const reminders = coming.filter(({ kind }) => kind === 'reminder').length;
  const ends = coming.length - reminders;
  const cancelled = ends === 1 ? 'an automatic cancellation' : `${ends} automatic cancellations`;
  const parts = [...(reminders > 0 ? [counted(reminders, 'reminder')] : []), ...(ends > 0 ? [cancelled] : [])];
  if (parts.length === 0) return 'nothing is due';
  return `${parts.join(' and ')} ${coming.length === 1 ? 'follows' : 'follow'}`;
};
