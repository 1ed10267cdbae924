import type { RequirementKind } from './requirement.ts';

export type GroupRequirement = {
  requirementId: string;
  kind: RequirementKind;
  answered: boolean;
  /** Personal data: for the form of a person who may order, kept nowhere. */
  value: string | null;
  status: string | null;
  expiresAt: number | null;
};

export type RequirementGroup = {
  id: string;
  country: string;
  numberType: string;
  /** `approved`, `unapproved`, `pending-approval`, `declined`, `expired`, `no-longer-eligible` or another word. */
  status: string;
  reference: string | null;
  requirements: GroupRequirement[];
};

/** A group without a single answer: what may be kept, shown and logged. */
export type GroupReading = Omit<RequirementGroup, 'requirements'> & {
  requirements: Omit<GroupRequirement, 'value'>[];
};

export const withoutValues = ({ requirements, ...group }: RequirementGroup): GroupReading => ({
  ...group,
  requirements: requirements.map(({ value: _, ...requirement }) => requirement),
});

/** Telnyx takes orders for these only with a requirement group in which every requirement has a value. */
export const GROUP_COUNTRIES: readonly string[] = ['CH', 'DK', 'IT', 'NO', 'PT', 'SE'];

export const isGroupRequired = (country: string): boolean => GROUP_COUNTRIES.includes(country.toUpperCase());

/**
 * Where Number Ops does not approve ahead of an order. Telnyx's guide to requirement groups names Italy as its example
 * and no others: `submit_for_approval` answers those with an error.
 */
export const NO_PRE_APPROVAL: readonly string[] = ['IT'];

/** Every requirement has a value. Approval is not needed for an order. */
export const isFulfilled = (group: GroupReading): boolean =>
  group.requirements.every((requirement) => requirement.answered);

/** "n of m": how many requirements have a value. */
export const fulfilment = ({ requirements }: GroupReading): { answered: number; total: number } => ({
  answered: requirements.filter(({ answered }) => answered).length,
  total: requirements.length,
});

const UNUSABLE: readonly string[] = ['declined', 'expired', 'no-longer-eligible'];

const toTypeName = (numberType: string): string => numberType.toLowerCase().replaceAll('-', '_');

type Place = { country: string; numberType: string };

/** Made for numbers of this country and type, whatever became of it. */
export const isGroupFor = (group: Place, { country, numberType }: Place): boolean =>
  group.country.toUpperCase() === country.toUpperCase() && toTypeName(group.numberType) === toTypeName(numberType);

/** Whether an order for numbers of this country and type can be placed with the group. */
export const isUsableGroup = (wanted: { group: GroupReading; country: string; numberType: string }): boolean => {
  const { group, country } = wanted;
  if (!isGroupFor(group, wanted) || UNUSABLE.includes(group.status)) return false;
  return !isGroupRequired(country) || isFulfilled(group);
};

/** Whether Number Ops may be asked to approve it now: complete, not with them already, and where that is offered. */
export const canSubmit = (group: GroupReading): boolean =>
  isFulfilled(group) &&
  (group.status === 'unapproved' || group.status === 'declined') &&
  !NO_PRE_APPROVAL.includes(group.country.toUpperCase());

/** Why its values cannot be put into a part of an order now, in words for a person; null when they can. */
export const whyNotApplicable = (group: GroupReading, place: Place): string | null => {
  if (!isGroupFor(group, place)) return 'This group is for numbers of another country or type.';
  if (UNUSABLE.includes(group.status)) return `This group is ${groupStatusWords(group.status)}. ${groupMeaning(group)}`;
  if (isFulfilled(group)) return null;
  const { answered, total } = fulfilment(group);
  return `This group has ${answered} of ${total} values. Telnyx takes it for an order once every requirement has one: fill it in first.`;
};

type Words = { words: string; meaning: string };

const STATUS_WORDS = new Map<string, Words>(
  Object.entries({
    approved: {
      words: 'approved',
      meaning: 'Orders with it need no new review, as long as its address is in the area of the numbers.',
    },
    unapproved: {
      words: 'not approved yet',
      meaning:
        'Orders can use it when every requirement has a value; Number Ops then reviews the values with the order.',
    },
    'pending-approval': {
      words: 'waiting for approval',
      meaning: 'Number Ops reviews it; orders can use it meanwhile, and are reviewed with it.',
    },
    declined: {
      words: 'declined',
      meaning: 'Number Ops declined something in it, so no order can use it until that is corrected.',
    },
    expired: {
      words: 'expired',
      meaning: 'A value in it is no longer valid, so no order can use it until that is replaced.',
    },
    'no-longer-eligible': {
      words: 'no longer eligible, the rules have changed',
      meaning: 'No order can use it any more; make a new one, which asks for what the rules ask now.',
    },
  }),
);

/** A word that is not known is shown as it is. */
export const groupStatusWords = (status: string): string => STATUS_WORDS.get(status)?.words ?? status;

/** What the state means for an order, in one sentence. */
export const groupMeaning = ({ status }: Pick<GroupReading, 'status'>): string =>
  STATUS_WORDS.get(status)?.meaning ??
  'Telnyx does not say what this word means for an order; it decides when the order is placed.';

/** As people call it: the customer reference, else the beginning of its id. Not escaped. */
export const groupName = ({ reference, id }: Pick<GroupReading, 'reference' | 'id'>): string =>
  reference?.trim() || `Group ${id.slice(0, 8)}`;
