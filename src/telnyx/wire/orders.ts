import { z } from 'zod';
import type { NewNumberOrder, NumberOrder, NumberOrderSummary } from '../telnyx.ts';
import { id, instant, optionalText, optionalWhole, text } from './fields.ts';
import { numberInOrder } from './order-numbers.ts';

const fields = z.looseObject({
  id,
  status: text,
  customer_reference: optionalText,
  created_at: instant,
  sub_number_orders_ids: z.array(id).nullish(),
  phone_numbers_count: optionalWhole,
});

const toSummary = (wire: z.output<typeof fields>): NumberOrderSummary => ({
  id: wire.id,
  status: wire.status,
  reference: wire.customer_reference,
  createdAt: wire.created_at,
  subOrderIds: wire.sub_number_orders_ids ?? [],
  phoneNumbersCount: wire.phone_numbers_count ?? 0,
});

export const numberOrderSummary: z.ZodType<NumberOrderSummary> = fields.transform(toSummary);

export const numberOrder: z.ZodType<NumberOrder> = fields
  .extend({ phone_numbers: z.array(numberInOrder).nullish() })
  .transform(({ phone_numbers, ...wire }) => {
    const phoneNumbers = phone_numbers ?? [];
    const summary = toSummary(wire);
    return { ...summary, phoneNumbersCount: wire.phone_numbers_count ?? phoneNumbers.length, phoneNumbers };
  });

export const toOrdersFilter = ({
  reference,
  status,
}: {
  reference?: string | undefined;
  status?: string | undefined;
}) => ({
  'filter[customer_reference]': reference,
  'filter[status]': status,
});

/** What is null is left out: the description has no nulls in this body. */
export const toOrderBody = (order: NewNumberOrder) => ({
  customer_reference: order.reference,
  connection_id: order.connectionId ?? undefined,
  messaging_profile_id: order.messagingProfileId ?? undefined,
  billing_group_id: order.billingGroupId ?? undefined,
  phone_numbers: order.phoneNumbers.map(({ phoneNumber, requirementGroupId }) => ({
    phone_number: phoneNumber,
    requirement_group_id: requirementGroupId ?? undefined,
  })),
});
