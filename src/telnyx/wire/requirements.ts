import { z } from 'zod';
import type { RequirementType } from '../../domain/requirement.ts';
import { id, optionalInstant, optionalText, optionalWhole, requirementKind, text, textList } from './fields.ts';

const criteria = z
  .looseObject({
    min_length: optionalWhole,
    max_length: optionalWhole,
    acceptable_characters: optionalText,
    acceptable_values: textList,
    locality_limit: optionalText,
    time_limit: optionalText,
  })
  .nullish();

const toCriteria = (wire: z.output<typeof criteria>): RequirementType['criteria'] => ({
  minLength: wire?.min_length ?? null,
  maxLength: wire?.max_length ?? null,
  acceptableCharacters: wire?.acceptable_characters ?? null,
  acceptableValues: wire?.acceptable_values ?? [],
  localityLimit: wire?.locality_limit ?? null,
  timeLimit: wire?.time_limit ?? null,
});

export const requirementType: z.ZodType<RequirementType> = z
  .looseObject({
    id,
    name: text,
    type: requirementKind,
    description: optionalText,
    example: optionalText,
    acceptance_criteria: criteria,
  })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name,
    kind: wire.type,
    description: wire.description,
    example: wire.example,
    criteria: toCriteria(wire.acceptance_criteria),
  }));

/** One version of what a country asks for one number type and one act. Null: Telnyx set no bound. */
export type RequirementSet = {
  id: string;
  country: string | null;
  numberType: string | null;
  action: string | null;
  startsAt: number | null;
  endsAt: number | null;
  types: RequirementType[];
};

export const requirementSet: z.ZodType<RequirementSet> = z
  .looseObject({
    id: optionalText,
    country_code: optionalText,
    phone_number_type: optionalText,
    action: optionalText,
    version: optionalWhole,
    effective_start_at: optionalInstant,
    effective_end_at: optionalInstant,
    requirement_types: z.array(requirementType).nullish(),
  })
  .transform((wire) => ({
    // Versions of one requirement may share its id; paging must not take them for one.
    id: `${wire.id ?? wire.country_code}:${wire.version ?? 0}:${wire.effective_start_at ?? 0}`,
    country: wire.country_code,
    // Prose and some objects write `toll-free`.
    numberType: wire.phone_number_type?.replaceAll('-', '_') ?? null,
    action: wire.action,
    startsAt: wire.effective_start_at,
    endsAt: wire.effective_end_at,
    types: wire.requirement_types ?? [],
  }));

export const toRequirementsFilter = ({ country, numberType }: { country: string; numberType: string | null }) => ({
  'filter[country_code]': country,
  'filter[phone_number_type]': numberType,
  'filter[action]': 'ordering',
});
