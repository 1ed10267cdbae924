import { countryName, parseCountry } from './country.ts';
import { checkPostalCode } from './postal-code.ts';
import type { Address, AddressInput, Problem } from './requirement.ts';

const checkCountry = (country: string, wanted: string | null): Problem[] => {
  const message = wanted === null ? 'Choose the country.' : `The address has to be in ${countryName(wanted)}.`;
  const isRight = wanted === null ? parseCountry(country) === country : country === wanted;
  return isRight ? [] : [{ field: 'country', message }];
};

/** A person, a business, or both; half a person is neither. */
const checkNames = ({ firstName, lastName, businessName }: AddressInput): Problem[] => {
  const first = firstName.trim() !== '';
  const last = lastName.trim() !== '';
  if (first && !last) return [{ field: 'lastName', message: 'Write the last name too.' }];
  if (last && !first) return [{ field: 'firstName', message: 'Write the first name too.' }];
  if (first || businessName.trim() !== '') return [];
  return [{ field: 'firstName', message: 'Write first and last name, or the name of the business.' }];
};

/** As it is listed: the account's name for it, whose it is, the street. */
export const addressName = (address: Address): string => {
  const who = address.businessName || `${address.firstName} ${address.lastName}`;
  const words = [address.reference, who, address.streetAddress].filter((each) => each?.trim()).join(' · ');
  return words || address.id;
};

/** Problems by the field's name in `AddressInput`. `country` is where the address has to be; null: anywhere. */
export const checkAddress = ({ address, country }: { address: AddressInput; country: string | null }): Problem[] => {
  const missing = (field: keyof AddressInput, message: string): Problem[] =>
    (address[field] ?? '').trim() === '' ? [{ field, message }] : [];
  const postalCode = checkPostalCode(address.postalCode, address.country);
  return [
    ...checkNames(address),
    ...missing('streetAddress', 'Write the street and house number.'),
    ...missing('locality', 'Write the city or town.'),
    ...(postalCode === null ? [] : [{ field: 'postalCode', message: postalCode }]),
    ...checkCountry(address.country, country),
  ];
};
