import { toDateText } from '../../domain/calendar-date.ts';
import { toMoneyText } from '../../domain/money.ts';
import { findPart, partName } from '../../domain/order.ts';
import type { Money } from '../../domain/phone-number.ts';
import { formatPhoneNumber, numberTypeWords } from '../../domain/phone-number.ts';
import type { RequirementType } from '../../domain/requirement.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { escapeLine, escapeText } from './blocks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Each reader sees their own time zone. */
export const dateText = (at: number): string =>
  `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${toDateText(at)}>`;

/** "1 number", "12 numbers". */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** "2 of 5 sent". What was sent for some numbers of a part is missing for the others, and is one requirement all the same. */
export const sentOfText = (sent: string[], missing: string[]): string => {
  const partly = sent.filter((id) => missing.includes(id)).length;
  const note = partly === 0 ? '' : ` (${partly} not for every number)`;
  return `${sent.length} of ${new Set([...sent, ...missing]).size} sent${note}`;
};

/** A reminder goes out with the first poll after its hour: 3:58 left is said as 4 hours. */
const POLL_LATE_MS = 5 * MINUTE_MS;

/** "2 days", "20 hours", "35 minutes": rounded down otherwise, so that nobody counts on time that is not there. */
export const durationText = (ms: number): string => {
  const lenient = ms + POLL_LATE_MS;
  if (lenient >= 2 * DAY_MS) return counted(Math.floor(lenient / DAY_MS), 'day');
  if (lenient >= HOUR_MS) return counted(Math.floor(lenient / HOUR_MS), 'hour');
  return counted(Math.max(1, Math.floor(ms / MINUTE_MS)), 'minute');
};

/** "3 December 12:00 (2 days left)". */
export const deadlineText = (at: number, now: number): string =>
  at > now ? `${dateText(at)} (${durationText(at - now)} left)` : `${dateText(at)} (passed)`;

/** "a, b and 36 more"; the words are already escaped. */
export const listed = (words: string[], max = 5): string => {
  const left = words.length - max;
  if (left > 0) return `${words.slice(0, max).join(', ')} and ${left} more`;
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
};

export const personText = (personId: string | null): string => {
  if (personId === null) return 'somebody';
  return /^[A-Z0-9]+$/.test(personId) ? `<@${personId}>` : escapeText(personId);
};

export const numbersText = (phoneNumbers: string[], max = 5): string =>
  listed(
    phoneNumbers.map((each) => escapeText(formatPhoneNumber(each))),
    max,
  );

export const placeText = (place: { country: string; numberType: string }): string =>
  escapeLine(`${place.country} ${numberTypeWords(place.numberType)}`, 60);

export const moneyText = (money: Money | null): string => (money === null ? 'not said' : toMoneyText(money));

/** "$1.00 now, $1.00 a month"; several currencies are never added up. */
export const costText = (cost: { upfront: Money[]; monthly: Money[] }): string => {
  const join = (list: Money[]): string => (list.length === 0 ? 'not said' : list.map(toMoneyText).join(' + '));
  return `upfront ${join(cost.upfront)}, then ${join(cost.monthly)} a month`;
};

/** "DE local part", or what can be said when the part is not known. */
export const partText = (order: TrackedOrder, partId: string): string => {
  const part = order.order === null ? null : findPart(order.order, partId);
  return part === null ? 'one part of the order' : escapeLine(partName(part), 80);
};

/** More names than these in one sentence are not read. */
const MAX_NAMED = 10;

export const requirementText = (types: Record<string, RequirementType>, requirementId: string): string => {
  const type = types[requirementId];
  return type === undefined ? 'a requirement that Telnyx does not name' : `*${escapeLine(type.name, 100)}*`;
};

export const requirementsText = (types: Record<string, RequirementType>, ids: string[]): string =>
  listed(
    ids.map((id) => requirementText(types, id)),
    MAX_NAMED,
  );
