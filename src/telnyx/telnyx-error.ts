import type { AxiosError } from 'axios';
import { AppError, type ErrorCode, isAppError, type TelnyxFault } from '../errors.ts';
import { parseFault } from './wire/errors.ts';

/** Where a call failed, and what of it may be told. */
export type FailedCall = {
  method: string;
  path: string;
  /** Meanings that a code of Telnyx has at this endpoint only. */
  errorCodes?: Readonly<Record<string, ErrorCode>> | undefined;
  /** Takes the API key and personal values out of a text. */
  redact: (text: string) => string;
};

/** Telnyx's error codes by what the person can do next. */
const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  '10005': 'not_found',
  '10009': 'telnyx_key_refused',
  '10010': 'account_limited',
  '10011': 'telnyx_busy',
  '10038': 'account_limited',
  '10039': 'account_limited',
  '20012': 'insufficient_funds',
  '20013': 'account_limited',
  '20014': 'account_limited',
  '20015': 'account_limited',
  '20016': 'account_limited',
  '20017': 'account_limited',
  '20100': 'insufficient_funds',
  '85000': 'not_searched',
  '85001': 'numbers_gone',
  '85003': 'already_satisfied',
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'telnyx_key_refused',
  402: 'insufficient_funds',
  403: 'account_limited',
  404: 'not_found',
  429: 'telnyx_busy',
};

/** Raised before the first byte of a request leaves: nothing can have happened at Telnyx. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED']);

/** As axios' own, which would load all of axios. */
const isAxiosError = (error: unknown): error is AxiosError =>
  error instanceof Error && 'isAxiosError' in error && error.isAxiosError === true;

/** What went wrong, without axios: kept as the `code` of the slim cause. */
const causeCodeOf = (error: AxiosError): string => {
  if (error.cause instanceof SyntaxError) return 'answer_not_json';
  if (error.message.startsWith('maxContentLength')) return 'answer_too_large';
  return error.code ?? (error.cause as { code?: string } | undefined)?.code ?? 'request_failed';
};

/** axios' own error holds the bearer token and the request body, so it never leaves this file. */
const slimCause = (message: string, code: string) => Object.assign(new Error(message), { code });

const isRead = (method: string) => method === 'GET';

/** A write whose answer is missing or makes no sense may have been done. */
const lost = (method: string): ErrorCode => (isRead(method) ? 'telnyx_unreachable' : 'telnyx_unclear');
const unreadable = (method: string): ErrorCode => (isRead(method) ? 'telnyx_unreadable' : 'telnyx_unclear');

/** What is known of a call that axios rejected. */
type Failure = FailedCall & { status: number | null; causeCode: string; telnyxCode: string | null };

const codeOfRefusal = ({ status, telnyxCode, errorCodes }: Failure): ErrorCode => {
  const codes = { ...BY_CODE, ...errorCodes };
  // The code is whatever the answer holds, "constructor" included.
  const byCode = telnyxCode !== null && Object.hasOwn(codes, telnyxCode) ? codes[telnyxCode] : undefined;
  return byCode ?? BY_STATUS[status ?? 0] ?? 'telnyx_refused';
};

/** No error status, and still rejected: no JSON, too large, a redirect (never followed), or cut off half way. */
const codeOfBadAnswer = ({ status, causeCode, method }: Failure): ErrorCode => {
  const isWhole = causeCode === 'answer_not_json' || causeCode === 'answer_too_large' || (status ?? 0) >= 300;
  if (isWhole) return unreadable(method);
  return status === null && NOT_SENT.has(causeCode) ? 'telnyx_unreachable' : lost(method);
};

const codeOf = (failure: Failure): ErrorCode => {
  const status = failure.status ?? 0;
  if (status < 400) return codeOfBadAnswer(failure);
  // 408 says that the server gave up waiting, not that it refused.
  if (status >= 500 || status === 408) return lost(failure.method);
  return codeOfRefusal(failure);
};

/** `404 10005 Resource not found`, `200 answer_not_json`, `ECONNRESET`. */
const inShort = ({ status, code, title }: TelnyxFault, causeCode: string) =>
  [status, (status ?? 0) < 400 ? causeCode : null, code, title].filter((word) => word !== null).join(' ');

/** Long enough for any sentence of Telnyx, short enough for a log line. */
const MAX_TEXT = 500;

/** Cut only after its values are out: half of one would not be recognised. */
const toTold = (text: string | null, { redact }: FailedCall): string | null =>
  text === null ? null : redact(text).slice(0, MAX_TEXT);

/** Turns whatever a call threw into an AppError that is safe to log: no key, no body, no query, no axios. */
export const toTelnyxError = (error: unknown, call: FailedCall): AppError => {
  if (isAppError(error)) return error;
  const { method, path } = call;
  if (!isAxiosError(error)) {
    const message = call.redact(error instanceof Error ? error.message : 'not an error');
    return new AppError(lost(method), `Telnyx ${method} ${path} failed: ${message}`, {
      details: { telnyx: { method, path, status: null, code: null, title: null, detail: null } },
      cause: slimCause(message, 'request_failed'),
    });
  }
  const status = error.response?.status ?? null;
  const fault = parseFault(error.response?.data);
  const causeCode = causeCodeOf(error);
  const retryAfterSeconds = retryAfterSecondsOf(error);
  const telnyx = {
    method,
    path,
    status,
    code: fault.code,
    title: toTold(fault.title, call),
    detail: toTold(fault.detail, call),
  };
  const code = codeOf({ ...call, status, causeCode, telnyxCode: fault.code });
  return new AppError(code, `Telnyx ${method} ${path}: ${inShort(telnyx, causeCode)}`, {
    details: retryAfterSeconds === null ? { telnyx } : { telnyx, retryAfterSeconds },
    // The parser's message quotes the answer.
    cause: slimCause(causeCode === 'answer_not_json' ? causeCode : call.redact(error.message), causeCode),
  });
};

/** An answer that is JSON but lacks what we rely on. `field` is a path into it; its value stays out. */
export const unreadableAnswer = ({ method, path, field }: { method: string; path: string; field: string }): AppError =>
  new AppError(unreadable(method), `Telnyx ${method} ${path}: cannot read ${field} of the answer`, {
    details: { telnyx: { method, path, status: null, code: null, title: null, detail: null } },
  });

/** Worth another try, for reads: 429, 5xx, and a connection that broke. What timed out has had its time. */
export const isPassing = (error: unknown): boolean => {
  if (!isAxiosError(error)) return false;
  const causeCode = causeCodeOf(error);
  if (causeCode === 'answer_not_json' && (error.response?.status ?? 0) < 500) return error.response?.status === 429;
  if (causeCode === 'answer_too_large' || TIMED_OUT.has(causeCode)) return false;
  const status = error.response?.status ?? 0;
  return status === 429 || status >= 500 || status < 300;
};

/** A list that may come when asked in smaller pages: it was too large, too slow, or the server broke on it. */
export const isTooMuchAtOnce = (error: unknown): boolean => {
  if (!isAppError(error)) return false;
  const causeCode = (error.cause as { code?: string } | undefined)?.code ?? '';
  const status = error.details.telnyx?.status ?? 0;
  return causeCode === 'answer_too_large' || TIMED_OUT.has(causeCode) || status >= 500;
};

/** Longer than a day is no waiting time; such a header holds something else. */
const MAX_RESET_SECONDS = 86_400;

const toSeconds = (header: unknown): number | null => {
  if (typeof header !== 'string' || header === '') return null;
  const seconds = Number.isNaN(Number(header)) ? (Date.parse(header) - Date.now()) / 1000 : Number(header);
  return seconds >= 0 && seconds <= MAX_RESET_SECONDS ? Math.ceil(seconds) : null;
};

/** `retry-after` (seconds or a date); on 429 also `x-ratelimit-reset` (seconds). Null when Telnyx named no time. */
export const retryAfterSecondsOf = (error: unknown): number | null => {
  if (!isAxiosError(error) || !error.response) return null;
  const { headers, status } = error.response;
  const reset = status === 429 ? toSeconds(headers['x-ratelimit-reset']) : null;
  return toSeconds(headers['retry-after']) ?? reset;
};
