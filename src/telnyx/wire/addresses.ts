import { z } from 'zod';
import type { Address, AddressInput } from '../../domain/requirement.ts';
import { id, optionalText } from './fields.ts';

const words = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const address: z.ZodType<Address> = z
  .looseObject({
    id,
    first_name: words,
    last_name: words,
    business_name: words,
    street_address: words,
    extended_address: optionalText,
    locality: words,
    administrative_area: optionalText,
    postal_code: words,
    country_code: words,
    customer_reference: optionalText,
  })
  .transform((wire) => ({
    id: wire.id,
    firstName: wire.first_name,
    lastName: wire.last_name,
    businessName: wire.business_name,
    streetAddress: wire.street_address,
    extendedAddress: wire.extended_address,
    locality: wire.locality,
    administrativeArea: wire.administrative_area,
    postalCode: wire.postal_code,
    country: wire.country_code,
    reference: wire.customer_reference,
  }));

export const toAddressBody = (input: AddressInput) => ({
  first_name: input.firstName,
  last_name: input.lastName,
  business_name: input.businessName,
  street_address: input.streetAddress,
  extended_address: input.extendedAddress ?? undefined,
  locality: input.locality,
  administrative_area: input.administrativeArea ?? undefined,
  postal_code: input.postalCode,
  country_code: input.country,
  customer_reference: input.reference ?? undefined,
  // Telnyx validates for emergency calls, which refuses good addresses abroad; paperwork is vetted by people.
  validate_address: false,
});
