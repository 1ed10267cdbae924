/**
 * Codes say what the person can do next; `slack/views/problem.ts` has the words for each, complete by type.
 * fix the input · wait · ask an admin · nothing (a bug, recorded).
 */
export type ErrorCode =
  // fix the input
  | 'invalid_input'
  | 'not_found'
  | 'no_coverage'
  | 'numbers_gone'
  | 'not_searched'
  | 'already_satisfied'
  | 'telnyx_refused'
  | 'file_refused'
  | 'form_expired'
  // wait, or try again
  | 'telnyx_busy'
  | 'telnyx_unreachable'
  | 'telnyx_unclear'
  | 'telnyx_unreadable'
  | 'slack_unreachable'
  // ask an admin
  | 'telnyx_key_refused'
  | 'insufficient_funds'
  | 'account_limited'
  | 'not_allowed'
  | 'channel_unavailable'
  | 'slack_refused'
  | 'store_failed'
  // nothing: it is gone, or Slack will never take it
  | 'message_gone'
  | 'message_refused';

/**
 * Why a message has no place (any more). Of the channel: archived · numberdesk was removed · gone, or private and
 * numberdesk is not in it · closed to posts of apps. Of the message above: deleted · its thread is locked.
 */
export type PlaceFault = 'archived' | 'removed' | 'gone' | 'closed' | 'deleted' | 'locked';

/** What Telnyx said, as it said it. Never holds the API key, a request body or an answer to a requirement. */
export type TelnyxFault = {
  method: string;
  path: string;
  status: number | null;
  code: string | null;
  title: string | null;
  detail: string | null;
};

export type ErrorDetails = {
  telnyx?: TelnyxFault;
  /** Seconds to wait, when the other side named them. */
  retryAfterSeconds?: number;
  /** One sentence for the person, already in plain words. Goes to Slack escaped. */
  hint?: string;
  channelId?: string;
  /** Of `channel_unavailable` and `message_gone`, where it is known. */
  fault?: PlaceFault;
  /** Of `slack_unreachable`: Slack answers, and failed at this call. */
  thisCallOnly?: boolean;
  /** The call failed, and for sure had no effect. Absent: that is not known. */
  nothingDone?: boolean;
};

/** A known failure that stops a flow. Anything that is not an AppError is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

export const isAppError = (error: unknown, code?: ErrorCode): error is AppError =>
  error instanceof AppError && (code === undefined || error.code === code);
