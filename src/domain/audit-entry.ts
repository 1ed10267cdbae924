/**
 * All that a person does here that changes something at Telnyx, or what is followed: but for holds of numbers, which end by
 * themselves, and marks that a comment was read.
 */
export const AUDIT_ACTS = [
  'ordered',
  'placed-again',
  'said-not-placed',
  'watched',
  'taken-over',
  'answers-sent',
  'comment-sent',
  'time-asked',
  'part-cancelled',
  'link-made',
  'address-created',
  'group-created',
  'group-renamed',
  'group-submitted',
  'group-applied',
  'group-kept',
  'group-deleted',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** One act of one person. Never what an answer, a comment or a file says, and nothing of an end user. */
export type AuditEntry = {
  at: number;
  /** Slack's id. */
  personId: string;
  act: AuditAct;
  /** Ours, by which the order is found here. */
  orderKey: string | null;
  /** Telnyx's; null as long as the order is not known to be placed. */
  orderId: string | null;
  /** Of the order, else of the group: what the team calls it. */
  reference: string | null;
  partId: string | null;
  groupId: string | null;
  /** A short fact of ours, such as "3 answers". */
  detail: string | null;
};

/** The first `count` entries of a day (or of a part of it), and all before them: where a page of the newest goes on. */
export type AuditPlace = { day: string; count: number };

/** The newest first. `older` is where the next page begins; null: there is nothing older. */
export type AuditPage<Entry = AuditEntry> = { entries: Entry[]; older: AuditPlace | null };
