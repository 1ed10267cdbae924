import { z } from 'zod';
import type { CountryCoverage } from '../telnyx.ts';
import { text, textList } from './fields.ts';

const unique = textList.transform((words) => [...new Set(words)]);

/** Telnyx lists a number type once for each kind of inventory. */
export const countryCoverage: z.ZodType<CountryCoverage> = z
  .looseObject({ code: text, phone_number_type: unique, features: unique })
  .transform(({ code, phone_number_type, features }) => ({ country: code, numberTypes: phone_number_type, features }));

/** Keyed by the country's English name. */
export const allCoverage = z
  .looseObject({ data: z.record(z.string(), countryCoverage) })
  .transform(({ data }) => Object.values(data));
