import { z } from 'zod';
import { optionalInstant, text } from './fields.ts';

const reservedNumber = z
  .looseObject({ phone_number: text, status: text, expired_at: optionalInstant })
  .transform((wire) => ({ phoneNumber: wire.phone_number, status: wire.status, expiresAt: wire.expired_at }));

export const reservation = z
  .looseObject({ phone_numbers: z.array(reservedNumber) })
  .transform(({ phone_numbers }) => phone_numbers);

export const toReservationBody = (phoneNumbers: string[]) => ({
  phone_numbers: phoneNumbers.map((phoneNumber) => ({ phone_number: phoneNumber })),
});
