import type { AppError } from '../errors.ts';

/** Why something was refused: the other side's own words where it said any. */
export const toReason = ({ details, message }: AppError): string =>
  details.hint ?? details.telnyx?.detail ?? details.telnyx?.title ?? message;
