import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { AppError, type ErrorCode, type ErrorDetails, type PlaceFault } from '../errors.ts';

/** Nothing can be posted where one wanted to: of the channel, or of the message above. */
const FAULTS: Record<string, { code: 'channel_unavailable' | 'message_gone'; fault: PlaceFault }> = {
  not_in_channel: { code: 'channel_unavailable', fault: 'removed' },
  channel_not_found: { code: 'channel_unavailable', fault: 'gone' },
  is_archived: { code: 'channel_unavailable', fault: 'archived' },
  restricted_action: { code: 'channel_unavailable', fault: 'closed' },
  restricted_action_read_only_channel: { code: 'channel_unavailable', fault: 'closed' },
  restricted_action_thread_only_channel: { code: 'channel_unavailable', fault: 'closed' },
  restricted_action_non_threadable_channel: { code: 'channel_unavailable', fault: 'closed' },
  // Of a direct message: the person is deactivated, or takes none from the app.
  user_disabled: { code: 'channel_unavailable', fault: 'closed' },
  messages_tab_disabled: { code: 'channel_unavailable', fault: 'closed' },
  cannot_dm_bot: { code: 'channel_unavailable', fault: 'closed' },
  message_not_found: { code: 'message_gone', fault: 'deleted' },
  thread_not_found: { code: 'message_gone', fault: 'deleted' },
  cannot_reply_to_message: { code: 'message_gone', fault: 'deleted' },
  cant_update_message: { code: 'message_gone', fault: 'locked' },
  restricted_action_thread_locked: { code: 'message_gone', fault: 'locked' },
};

const CODES: Record<string, ErrorCode> = {
  file_not_found: 'file_refused',
  file_deleted: 'file_refused',
  missing_scope: 'not_allowed',
  not_authed: 'not_allowed',
  invalid_auth: 'not_allowed',
  account_inactive: 'not_allowed',
  token_revoked: 'not_allowed',
  token_expired: 'not_allowed',
  not_allowed_token_type: 'not_allowed',
  access_denied: 'not_allowed',
  org_login_required: 'not_allowed',
  ekm_access_denied: 'not_allowed',
  team_access_not_granted: 'not_allowed',
  expired_trigger_id: 'form_expired',
  exchanged_trigger_id: 'form_expired',
  trigger_expired: 'form_expired',
  push_limit_reached: 'invalid_input',
  ratelimited: 'slack_unreachable',
  rate_limited: 'slack_unreachable',
  internal_error: 'slack_unreachable',
  fatal_error: 'slack_unreachable',
  service_unavailable: 'slack_unreachable',
  request_timeout: 'slack_unreachable',
};

/** Of what it failed at half way some may be done; it takes other calls meanwhile. */
const HALF_WAY: ErrorDetails = { thisCallOnly: true };
/** What to know of a failure beyond its code. With every other word Slack says that nothing is done. */
const DETAILS: Record<string, ErrorDetails> = {
  internal_error: HALF_WAY,
  fatal_error: HALF_WAY,
  service_unavailable: {},
};

/**
 * The only reasons for which an owed message is given up: it is the message that is wrong, so no retry, no other channel
 * and no permission would change the answer. Each was tried once more as plain text before. Everything else heals, or
 * may: such a message stays owed.
 */
const NEVER_TAKEN: Record<string, string> = {
  invalid_blocks: 'a block breaks a rule of Slack, and will break it again',
  invalid_blocks_format: 'the blocks are not what Slack reads, and will not be',
  msg_blocks_too_long: 'the blocks are longer than Slack takes',
  msg_too_long: 'the text is longer than Slack takes',
  no_text: 'the message says nothing',
  invalid_metadata_format: 'the metadata is not what Slack reads',
  invalid_metadata_schema: 'the metadata is not what Slack reads',
  metadata_too_large: 'the metadata is larger than Slack takes',
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

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** Causes are nested by whoever passed the error on. */
const DEEPEST_CAUSE = 5;

/** There was no connection, so Slack cannot have done what was asked. */
const isUnsent = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return false;
  const { code } = error as { code?: unknown };
  return NEVER_SENT.has(String(code)) || isUnsent(error.cause, depth + 1);
};

const REQUEST_TIMEOUT = 408;
/** Refused before it was read, by Slack or by a proxy; one that only gave up waiting is none of these. */
const isTurnedAway = (error: WebAPIRequestError | WebAPIHTTPError): boolean =>
  error instanceof WebAPIHTTPError &&
  error.statusCode >= 400 &&
  error.statusCode < 500 &&
  error.statusCode !== REQUEST_TIMEOUT;

/** Why Slack will never take this message; null for any other failure. */
export const neverTaken = (error: unknown): string | null => {
  const word = slackWord(error);
  return word !== null && Object.hasOwn(NEVER_TAKEN, word) ? `${word}: ${NEVER_TAKEN[word]}` : null;
};

/** Null for a word that nobody can do anything about. */
const fromWord = (word: string, { error, doing }: { error: unknown; doing: string }): AppError | null => {
  const place = FAULTS[word];
  if (place)
    return new AppError(place.code, `Slack refused (${word}): ${doing}`, toOptions(error, { fault: place.fault }));
  const code = CODES[word];
  if (!code) return null;
  const hint = HINTS[code];
  const details = { ...(hint ? { hint } : {}), ...(DETAILS[word] ?? { nothingDone: true }) };
  return new AppError(code, `Slack refused (${word}): ${doing}`, toOptions(error, details));
};

/** What the person or the outbox can do about a failed Web API call; an unknown refusal stays as it is: a bug. */
export const toAppError = (error: unknown, doing: string): unknown => {
  if (error instanceof WebAPIRateLimitedError) {
    return new AppError(
      'slack_unreachable',
      `Slack asks to wait: ${doing}`,
      toOptions(error, { retryAfterSeconds: error.retryAfter, nothingDone: true }),
    );
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    const details = isUnsent(error) || isTurnedAway(error) ? { nothingDone: true } : undefined;
    return new AppError('slack_unreachable', `Slack did not answer: ${doing}`, toOptions(error, details));
  }
  const word = slackWord(error);
  return word === null ? error : (fromWord(word, { error, doing }) ?? error);
};

/** For the outbox, which has to know what had no effect: a refusal for which there is no other code. */
export const toRefusal = (error: unknown, doing: string): unknown => {
  const word = slackWord(error);
  if (word === null) return error;
  return new AppError('slack_refused', `Slack refused (${word}): ${doing}`, toOptions(error, { nothingDone: true }));
};

/** Runs one Web API call; its failures become `AppError`s where the person can do something. */
export const callSlack = async <Result>(doing: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error, doing);
  }
};
