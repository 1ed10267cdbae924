import { z } from 'zod';
import type { ExternalRequirement } from '../telnyx.ts';
import { optionalText, text } from './fields.ts';

const field = z
  .looseObject({ name: text, description: optionalText })
  .transform(({ name, description }) => ({ name, description }));

/** The link is the value of the action; only the answer to a GET lists the fields. */
export const externalRequirement: z.ZodType<ExternalRequirement> = z
  .looseObject({
    requirement_action: z.looseObject({ value: optionalText }).nullish(),
    fields_required: z.array(field).nullish(),
  })
  .transform((wire) => ({ link: wire.requirement_action?.value ?? null, fields: wire.fields_required ?? [] }));

/** Telnyx refuses names that are not inside `requirement`. */
export const toEndUserBody = ({ firstName, lastName }: { firstName: string; lastName: string }) => ({
  requirement: { first_name: firstName, last_name: lastName },
});
