import { AppError } from '../errors.ts';

/** `url` is what is called; `template` is the same with `{}` for each id, fit for logs and metrics. */
export type ResolvedPath = { url: string; template: string };

/** Resolved inside the call, so that a bad id rejects like every other failure. */
export type Path = () => ResolvedPath;

/** A dot segment is swallowed by URL parsing, so `/number_orders/..` would call another endpoint. */
const isUnsafe = (id: string) => id === '' || id === '.' || id === '..' || !id.isWellFormed();

/** Tag for endpoint paths: each id becomes exactly one segment. An id that cannot is `invalid_input`. */
export const path =
  (strings: TemplateStringsArray, ...ids: string[]): Path =>
  () => {
    const template = strings.join('{}');
    if (ids.some(isUnsafe)) {
      const hint = 'That is not an id that Telnyx could know. Check it for a slip.';
      throw new AppError('invalid_input', `not an id for ${template}`, { details: { hint } });
    }
    return { url: String.raw(strings, ...ids.map(encodeURIComponent)), template };
  };
