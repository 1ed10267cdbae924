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

/** Telnyx takes orders for these only with a requirement group in which every requirement has a value. */
export const GROUP_COUNTRIES: readonly string[] = ['CH', 'DK', 'IT', 'NO', 'PT', 'SE'];

export const isGroupRequired = (country: string): boolean => GROUP_COUNTRIES.includes(country.toUpperCase());

/** Every requirement has a value. Approval is not needed for an order. */
export const isFulfilled = (group: RequirementGroup): boolean =>
  group.requirements.every((requirement) => requirement.answered);

const UNUSABLE: readonly string[] = ['declined', 'expired', 'no-longer-eligible'];

const toTypeName = (numberType: string): string => numberType.toLowerCase().replaceAll('-', '_');

/** Whether an order for numbers of this country and type can be placed with the group. */
export const isUsableGroup = (wanted: { group: RequirementGroup; country: string; numberType: string }): boolean => {
  const { group, country, numberType } = wanted;
  const fits =
    group.country.toUpperCase() === country.toUpperCase() && toTypeName(group.numberType) === toTypeName(numberType);
  if (!fits || UNUSABLE.includes(group.status)) return false;
  return !isGroupRequired(country) || isFulfilled(group);
};

const STATUS_WORDS = new Map(
  Object.entries({
    approved: 'approved',
    unapproved: 'not approved yet',
    'pending-approval': 'waiting for approval',
    declined: 'declined',
    expired: 'expired',
    'no-longer-eligible': 'no longer eligible, the rules have changed',
  }),
);

/** A word that is not known is shown as it is. */
export const groupStatusWords = (status: string): string => STATUS_WORDS.get(status) ?? status;
