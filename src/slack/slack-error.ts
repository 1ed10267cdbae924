import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { AppError, type ErrorCode, type ErrorDetails } from '../errors.ts';

const CODES: Record<string, ErrorCode> = {
  not_in_channel: 'channel_unavailable',
  channel_not_found: 'channel_unavailable',
  is_archived: 'channel_unavailable',
  restricted_action: 'channel_unavailable',
  restricted_action_read_only_channel: 'channel_unavailable',
  restricted_action_thread_only_channel: 'channel_unavailable',
  restricted_action_non_threadable_channel: 'channel_unavailable',
  message_not_found: 'channel_unavailable',
  cant_update_message: 'channel_unavailable',
  file_not_found: 'file_refused',
  file_deleted: 'file_refused',
  missing_scope: 'not_allowed',
  expired_trigger_id: 'form_expired',
  exchanged_trigger_id: 'form_expired',
  trigger_expired: 'form_expired',
  push_limit_reached: 'invalid_input',
  ratelimited: 'slack_unreachable',
  internal_error: 'slack_unreachable',
  fatal_error: 'slack_unreachable',
  service_unavailable: 'slack_unreachable',
  request_timeout: 'slack_unreachable',
};

/** Slack's own word for a refused call ("not_in_channel"), null for anything else. */
export const slackWord = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

const toOptions = (cause: unknown, details?: ErrorDetails) => ({ cause, ...(details ? { details } : {}) });

/** Where the words of a code would mislead: most refusals of it have another cause. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  invalid_input: 'Slack opens no more than three windows above each other. Close a window first, then press it again.',
  // Nothing is wrong with what was pressed: the three seconds of a trigger were over.
  form_expired: 'Slack gave up waiting before the form could open; nothing was changed. Try it once more.',
  file_refused: 'Slack has that file no more, so it was not sent. Attach it again.',
  not_allowed: 'numberdesk lacks a permission here that it needs. Ask an admin of this workspace to install it again.',
};

/** What the person or the outbox can do about a failed Web API call; an unknown refusal stays as it is: a bug. */
export const toAppError = (error: unknown, doing: string): unknown => {
  if (error instanceof WebAPIRateLimitedError) {
    return new AppError(
      'slack_unreachable',
      `Slack asks to wait: ${doing}`,
      toOptions(error, { retryAfterSeconds: error.retryAfter }),
    );
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return new AppError('slack_unreachable', `Slack did not answer: ${doing}`, toOptions(error));
  }
  const word = slackWord(error);
  const code = word === null ? undefined : CODES[word];
  if (!code) return error;
  const hint = HINTS[code];
  return new AppError(code, `Slack refused (${word}): ${doing}`, toOptions(error, hint ? { hint } : undefined));
};

/** Runs one Web API call; its failures become `AppError`s where the person can do something. */
export const callSlack = async <Result>(doing: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error, doing);
  }
};
