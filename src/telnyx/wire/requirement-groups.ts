import { z } from 'zod';
import type { RequirementGroup } from '../../domain/requirement-group.ts';
import type { RequirementValue } from '../telnyx.ts';
import { id, optionalInstant, optionalText, requirementKind, text } from './fields.ts';
import { toRequirementsBody } from './order-numbers.ts';

const requirement = z
  .looseObject({
    requirement_id: id,
    field_type: requirementKind.nullish(),
    field_value: optionalText,
    status: optionalText,
    expires_at: optionalInstant,
  })
  .transform((wire) => ({
    requirementId: wire.requirement_id,
    kind: wire.field_type ?? 'textual',
    answered: wire.field_value !== null,
    value: wire.field_value,
    status: wire.status,
    expiresAt: wire.expires_at,
  }));

export const requirementGroup: z.ZodType<RequirementGroup> = z
  .looseObject({
    id,
    country_code: text,
    phone_number_type: text,
    status: text,
    customer_reference: optionalText,
    regulatory_requirements: z.array(requirement).nullish(),
  })
  .transform((wire) => ({
    id: wire.id,
    country: wire.country_code,
    numberType: wire.phone_number_type,
    status: wire.status,
    reference: wire.customer_reference,
    requirements: wire.regulatory_requirements ?? [],
  }));

export const toGroupsFilter = ({ country, numberType }: { country?: string; numberType?: string } = {}) => ({
  'filter[country_code]': country,
  'filter[phone_number_type]': numberType,
  'filter[action]': 'ordering',
});

export const toNewGroupBody = (group: { country: string; numberType: string; reference: string | null }) => ({
  country_code: group.country,
  phone_number_type: group.numberType.replaceAll('-', '_'),
  action: 'ordering',
  customer_reference: group.reference ?? undefined,
});

/** What is left out stays as it is. */
export const toGroupChangeBody = ({ values, reference }: { values?: RequirementValue[]; reference?: string }) => ({
  ...(values === undefined ? {} : toRequirementsBody(values)),
  customer_reference: reference,
});

export const toGroupRefBody = (groupId: string) => ({ requirement_group_id: groupId });
