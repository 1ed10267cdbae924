import type { OrderChange } from './order-changes.ts';
import type { TrackedOrder } from './tracked-order.ts';

/** Most pressing first: the order in which a message tells them. */
const SEVERITY: readonly OrderChange['kind'][] = [
  'not-placed',
  'not-found',
  'watched',
  'part-cancelled',
  'part-failed',
  'deadline-passed',
  'requirements-declined',
  'comment-added',
  'deadline-near',
  'remind-again',
  'link-waiting',
  'part-deleted',
  'paperwork-needed',
  'deadline-moved',
  'deadline-set',
  'deadline-erased',
  'extension-asked',
  'cancel-asked',
  'reminder-asked',
  'answers-sent',
  'link-made',
  'group-applied',
  'comment-sent',
  'part-activated',
  'order-complete',
];

/** The lower, the more pressing. */
const severityOf = ({ kind }: OrderChange): number => SEVERITY.indexOf(kind);

export const sortBySeverity = (changes: readonly OrderChange[]): OrderChange[] =>
  changes.toSorted((one, other) => severityOf(one) - severityOf(other));

/** Later than any deadline (the year 5138), and small enough for exact sums. */
const KINDS_APART = 1e14;

/**
 * The lower, the sooner an order's news have to be read: by the most pressing thing it owes, then by the deadline that
 * this is about. The highest of all when it owes nothing.
 */
export const urgencyOf = ({ owed }: TrackedOrder): number => {
  const changes = owed.flatMap((update) => update.changes);
  const worst = changes.toSorted((one, other) => severityOf(one) - severityOf(other))[0];
  if (worst === undefined) return Number.MAX_SAFE_INTEGER;
  const alike = changes.filter(({ kind }) => kind === worst.kind);
  const deadlines = alike.flatMap((each) =>
    'deadlineAt' in each && each.deadlineAt !== null ? [each.deadlineAt] : [],
  );
  return severityOf(worst) * KINDS_APART + Math.min(...deadlines, KINDS_APART - 1);
};
