import { earliestExpiry } from '../../domain/group-expiry.ts';
import type { ListedGroup, PartChoice } from '../../domain/group-parts.ts';
import type { RequirementType } from '../../domain/requirement.ts';
import {
  fulfilment,
  type GroupReading,
  groupMeaning,
  groupName,
  groupStatusWords,
  isFulfilled,
} from '../../domain/requirement-group.ts';
import { escapeLine } from './blocks.ts';
import { counted, dateText, durationText, listed, placeText, requirementText } from './words.ts';

const DAY_MS = 86_400_000;
/** From here on a date is worth acting on. */
const SOON_MS = 30 * DAY_MS;

const STUCK: readonly string[] = ['declined', 'expired', 'no-longer-eligible'];

/** Escaped. */
export const groupTitle = (group: Pick<GroupReading, 'reference' | 'id'>): string => escapeLine(groupName(group), 100);

/** "declined: Number Ops declined something in it …": the state and what it means for an order. */
export const groupStateText = (group: GroupReading): string => {
  const words = escapeLine(groupStatusWords(group.status), 100);
  return `*${words.slice(0, 1).toUpperCase()}${words.slice(1)}.* ${groupMeaning(group)}`;
};

/** "5 of 6 values" */
export const fulfilmentText = (group: GroupReading): string => {
  const { answered, total } = fulfilment(group);
  return total === 0 ? 'nothing to fill in' : `${answered} of ${counted(total, 'value')}`;
};

/** "expires in 12 days"; empty when nothing is known to expire. */
export const expiryText = (group: GroupReading, now: number): string => {
  const first = earliestExpiry(group);
  if (first === null) return '';
  const { expiresAt } = first;
  return expiresAt <= now
    ? `a value expired ${dateText(expiresAt)}`
    : `a value expires ${dateText(expiresAt)} (in ${durationText(expiresAt - now)})`;
};

const isExpiringSoon = (group: GroupReading, now: number): boolean => {
  const first = earliestExpiry(group);
  return first !== null && first.expiresAt - now <= SOON_MS;
};

/** Lower is more pressing: what no order can use, what is not filled in, what ends soon, then what waits, then the rest. */
const rank = (group: GroupReading, now: number): number => {
  if (STUCK.includes(group.status)) return STUCK.indexOf(group.status);
  if (!isFulfilled(group)) return 3;
  if (isExpiringSoon(group, now)) return 4;
  return group.status === 'pending-approval' ? 6 : 5;
};

/** Somebody has to do something before orders can use it, or go on using it. */
export const needsSomeone = (group: GroupReading, now: number): boolean => rank(group, now) <= 4;

export const sortGroups = (groups: ListedGroup[], now: number): ListedGroup[] =>
  groups.toSorted(
    (one, other) =>
      rank(one.group, now) - rank(other.group, now) || groupName(one.group).localeCompare(groupName(other.group), 'en'),
  );

/** "Zurich office, approved, 6 of 6 values" */
export const groupInShort = (group: GroupReading): string =>
  `*${groupTitle(group)}*, ${escapeLine(groupStatusWords(group.status), 80)}, ${fulfilmentText(group)}`;

/** Two lines of a list: what it is and how it stands, then what is known of it here. */
export const groupLine = ({ group, record, openParts }: ListedGroup, now: number): string => {
  const kept = record?.channelId && record.deletedBy === null ? `kept in <#${record.channelId}>` : '';
  const uses = openParts.length > 0 ? `in ${counted(openParts.length, 'open part')}` : '';
  const facts = [placeText(group), fulfilmentText(group), expiryText(group, now), kept, uses].filter(Boolean);
  return `*${groupTitle(group)}* · ${facts.join(' · ')}\n${groupStateText(group)}`;
};

const MAX_NAMED = 10;

export const missingText = (group: GroupReading, types: Record<string, RequirementType>): string => {
  const missing = group.requirements.filter(({ answered }) => !answered);
  const names = missing.map(({ requirementId }) => requirementText(types, requirementId));
  return missing.length === 0 ? '' : `Without a value: ${listed(names, MAX_NAMED)}.`;
};

/** "CH local part, 2 numbers, of Acme · nd-abc" */
export const choiceText = ({ name, numberCount, reference }: PartChoice): string =>
  `${escapeLine(name, 60)}, ${counted(numberCount, 'number')}, of ${escapeLine(reference, 120)}`;
