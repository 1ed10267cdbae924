const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Countries that take no order without a fulfilled requirement group (since September 2024). */
export const GROUP_COUNTRIES: readonly string[] = ['CH', 'DK', 'IT', 'NO', 'PT', 'SE'];

/** Countries whose groups cannot be sent for approval ahead of an order. */
export const NO_PRE_APPROVAL: readonly string[] = ['IT'];

/** Spans that Telnyx documents, or that stand here because it does not. */
export const SPANS = {
  /** Choice: "recent" is not defined at Telnyx. */
  searchIsRecentMs: 30 * MINUTE_MS,
  /** Its support articles. */
  firstDeadlineMs: 10 * DAY_MS,
  /** Choice: the length after a decline is documented nowhere. */
  nextDeadlineMs: 5 * DAY_MS,
  /** As in its sample of an order without requirements. */
  activationMs: 1500,
  /** Choice: approval ends the wait at once, so that one act of the desk is one change. */
  activationAfterApprovalMs: 0,
  /** Choice for "within a few minutes": an order with an approved group. */
  approvedGroupMs: 3 * MINUTE_MS,
  unlinkedDocumentMs: 30 * MINUTE_MS,
  scanMs: 5000,
  reservationMs: 30 * MINUTE_MS,
};

export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;
/** A single sub number order shows at most this many of its numbers. */
export const NUMBERS_SHOWN = 50;
