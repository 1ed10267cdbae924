import { type AppError, type ErrorCode, isAppError } from '../errors.ts';

/** Telnyx named a reason, or was never reached: there is no order. */
const DEFINITE: ReadonlySet<ErrorCode> = new Set([
  'telnyx_unreachable',
  'numbers_gone',
  'not_searched',
  'no_coverage',
  'invalid_input',
  'not_found',
  'already_satisfied',
  'telnyx_refused',
  'telnyx_key_refused',
  'insufficient_funds',
  'account_limited',
]);

const REQUEST_TIMEOUT = 408;

/**
 * Whether a failed `POST /number_orders` surely placed nothing. Anything else (a timeout, a 5xx, an answer that cannot
 * be read, a bug of ours) may hide an order that was taken, and has to be looked up.
 */
export const isDefiniteRefusal = (error: unknown): error is AppError => {
  if (!isAppError(error)) return false;
  if (error.code === 'telnyx_unclear' || error.code === 'telnyx_unreadable') return false;
  const status = error.details.telnyx?.status ?? null;
  if (status !== null) return status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
  return DEFINITE.has(error.code);
};
