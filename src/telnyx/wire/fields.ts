import { z } from 'zod';

/** Ids are text, 64-bit ones included; a number is taken while JSON can hold it exactly. */
export const id = z.union([z.string().min(1), z.int().transform(String)]);

export const text = z.string().min(1);

/** Where we do not rely on a value: null, absent and empty are the same. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value || null);

export const optionalId = id
  .or(z.literal(''))
  .nullish()
  .transform((value) => value || null);

export const optionalFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const textList = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? []);

/** Some lengths and amounts come as text. What is no whole number is left out. */
export const optionalWhole = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** ISO 8601 to epoch milliseconds. Telnyx writes `Z` or `+00:00` with up to six decimals; no zone means UTC. */
export const instant = z.string().transform((value, context) => {
  const at = Date.parse(HAS_ZONE.test(value) ? value : `${value}Z`);
  if (Number.isNaN(at)) {
    context.addIssue({ code: 'custom', message: 'not an instant' });
    return z.NEVER;
  }
  return at;
});

/** Null when there is none; something that is there but unreadable is a failure, a deadline must not vanish. */
export const optionalInstant = z
  .union([z.literal(''), instant])
  .nullish()
  .transform((value) => (typeof value === 'number' ? value : null));

/** `/regulatory_requirements` and older objects call an address `address_id`. */
export const requirementKind = text.transform((word) => (word === 'address_id' ? 'address' : word));
