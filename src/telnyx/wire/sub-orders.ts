import { z } from 'zod';
import type { SubOrder } from '../telnyx.ts';
import { id, optionalId, optionalText, optionalWhole, requirementKind, text } from './fields.ts';
import { numberInOrder } from './order-numbers.ts';

const requirement = z
  .looseObject({ requirement_id: id, field_type: requirementKind })
  .transform((wire) => ({ requirementId: wire.requirement_id, kind: wire.field_type }));

/** Compiled: after a start each pending part is read once, and an account may have thousands. */
export const subOrder: z.ZodType<SubOrder> = z.compile(
  z
    .looseObject({
      id,
      order_request_id: id,
      country_code: text,
      phone_number_type: text,
      status: text,
      user_id: optionalId,
      customer_reference: optionalText,
      phone_numbers_count: optionalWhole,
      regulatory_requirements: z.array(requirement).nullish(),
      phone_numbers: z.array(numberInOrder).nullish(),
    })
    .transform((wire) => ({
      id: wire.id,
      orderId: wire.order_request_id,
      country: wire.country_code,
      numberType: wire.phone_number_type,
      status: wire.status,
      accountId: wire.user_id,
      reference: wire.customer_reference,
      phoneNumbersCount: wire.phone_numbers_count ?? wire.phone_numbers?.length ?? 0,
      requirements: wire.regulatory_requirements ?? [],
      phoneNumbers: wire.phone_numbers ?? null,
    })),
);

/** What tells one part of a list from the others. */
export const listedNames = z
  .looseObject({ id, order_request_id: id, user_id: optionalId })
  .transform((wire) => ({ id: wire.id, orderId: wire.order_request_id, accountId: wire.user_id }));

/** `include_phone_numbers` on the list is newer than the description; Telnyx ignores what it does not know. */
export const PENDING_WITH_NUMBERS = { 'filter[status]': 'pending', 'filter[include_phone_numbers]': true } as const;

export const toIncludeNumbers = (isWanted: boolean) => ({
  'filter[include_phone_numbers]': isWanted ? true : null,
});

export const toOrderFilter = (orderId: string) => ({ 'filter[order_request_id]': orderId });
