import { AppError } from '../errors.ts';

const SCHEME = 'sqlite://';

/** The path in `sqlite://<path>`, relative or absolute, or `:memory:`. Throws `AppError('store_failed')` for other URLs. */
export const toStorePath = (url: string): string => {
  const path = url.startsWith(SCHEME) ? url.slice(SCHEME.length) : '';
  if (path !== '') return path;
  // Only the scheme is repeated: a URL of another kind may carry a password.
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? 'no scheme';
  throw new AppError(
    'store_failed',
    `The store's URL (${scheme}) is not supported: use sqlite://<path of a file> or sqlite://:memory:.`,
  );
};
