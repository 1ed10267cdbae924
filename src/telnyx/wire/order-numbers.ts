import { z } from 'zod';
import type { NumberDetail, NumberInOrder, RequirementInOrder, RequirementValue } from '../telnyx.ts';
import { id, optionalFlag, optionalInstant, optionalText, requirementKind, text } from './fields.ts';

const requirementInOrder: z.ZodType<RequirementInOrder> = z
  .looseObject({ requirement_id: id, field_type: requirementKind, field_value: optionalText, status: optionalText })
  .transform((wire) => ({
    requirementId: wire.requirement_id,
    kind: wire.field_type,
    value: wire.field_value,
    status: wire.status,
  }));

const fields = z.looseObject({
  id,
  phone_number: text,
  country_code: optionalText,
  country_iso_alpha2: optionalText,
  phone_number_type: text,
  status: text,
  requirements_met: optionalFlag,
  requirements_status: optionalText,
  regulatory_requirements: z.array(requirementInOrder).nullish(),
});

type WireNumber = z.output<typeof fields>;

const toNumberInOrder = (wire: WireNumber): NumberInOrder => ({
  id: wire.id,
  phoneNumber: wire.phone_number,
  // Some objects give the dialling code as `country_code` and the ISO code apart.
  country: wire.country_iso_alpha2 ?? wire.country_code ?? '',
  numberType: wire.phone_number_type,
  status: wire.status,
  // "(if applicable)", says the description: without one, `requirements_met` tells the same.
  requirementsStatus: wire.requirements_status ?? (wire.requirements_met ? 'approved' : 'pending'),
  requirements: wire.regulatory_requirements ?? [],
});

export const numberInOrder: z.ZodType<NumberInOrder> = fields.transform(toNumberInOrder);

export const numberDetail: z.ZodType<NumberDetail> = fields
  .extend({ order_request_id: id, sub_number_order_id: id, deadline: optionalInstant, locality: optionalText })
  .transform((wire) => ({
    ...toNumberInOrder(wire),
    orderId: wire.order_request_id,
    subOrderId: wire.sub_number_order_id,
    deadlineAt: wire.deadline,
    locality: wire.locality,
  }));

export const toCountryFilter = (country: string | undefined) => ({ 'filter[country_code]': country });

export const toRequirementsBody = (values: RequirementValue[]) => ({
  regulatory_requirements: values.map(({ requirementId, value }) => ({
    requirement_id: requirementId,
    field_value: value,
  })),
});
