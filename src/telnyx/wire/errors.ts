import { z } from 'zod';

const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

const fault = z.looseObject({ code: word, title: word, detail: word, description: word });

const body = z.looseObject({ errors: z.array(fault).min(1) });

export type WireFault = { code: string | null; title: string | null; detail: string | null };

const NOTHING: WireFault = { code: null, title: null, detail: null };

/**
 * Takes Telnyx's error body apart. Number endpoints explain in `detail`, address endpoints in `description`; billing sends its code
 * as a number. Several errors: the first names code and title, all explain. Anything else yields nothing.
 */
export const parseFault = (answer: unknown): WireFault => {
  const parsed = body.safeParse(answer);
  const first = parsed.data?.errors[0];
  if (!parsed.success || !first) return NOTHING;
  const details = parsed.data.errors.map((error) => error.detail || error.description).filter(Boolean);
  return {
    code: first.code ?? null,
    title: first.title ?? null,
    detail: [...new Set(details)].join('; ') || null,
  };
};
