import { addressName } from '../../domain/address.ts';
import type { Address } from '../../domain/requirement.ts';
import { describedOption, LIMITS, type Option, option } from './blocks.ts';
import { reasonOf } from './problem.ts';

export const addressOption = (address: Address): Option => {
  const description = `${address.postalCode} ${address.locality}, ${address.country}`;
  return describedOption({ text: addressName(address), value: address.id, description });
};

export const documentOption = (document: { id: string; filename: string; reference: string | null }): Option => {
  const reference = document.reference?.trim();
  return describedOption({
    text: reference || document.filename || document.id,
    value: document.id,
    description: reference ? document.filename : null,
  });
};

/** As it was listed when it was chosen: an option that is shown as chosen needs no more than its words. */
export const chosenOption = (label: string | null, value: string): Option => option(label || value, value);

/** Stands in a menu for what could not be listed; chosen, it is no answer. */
export const UNAVAILABLE = 'unavailable';

export const unavailableOptions = (error: unknown): Option[] => [
  describedOption({ text: 'These cannot be listed now', value: UNAVAILABLE, description: reasonOf(error) }),
];

/** A menu takes a hundred; the person types to find the others. */
export const fitOptions = (options: Option[]): Option[] =>
  options.filter(({ value }) => value !== undefined && value.length <= LIMITS.optionText).slice(0, LIMITS.options);
