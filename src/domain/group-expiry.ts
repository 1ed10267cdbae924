import type { GroupChange } from './group-changes.ts';
import type { GroupReading } from './requirement-group.ts';

/** Days before a value expires at which its group's channel is warned. */
export const EXPIRY_DAYS: readonly number[] = [30, 7, 1];

const DAY_MS = 86_400_000;

/** The rungs spoken of for one value; another date starts over. */
export type ExpiryWarned = { expiresAt: number; days: number[] };

/** The value that expires first, and when; null when none is known to expire. */
export const earliestExpiry = (group: GroupReading): { requirementId: string; expiresAt: number } | null => {
  const dated = group.requirements.flatMap(({ requirementId, expiresAt }) =>
    expiresAt === null ? [] : [{ requirementId, expiresAt }],
  );
  return dated.toSorted((one, other) => one.expiresAt - other.expiresAt)[0] ?? null;
};

type Due = { requirementId: string; expiresAt: number; days: number };

/** Of the rungs that are reached, the most urgent one that was not spoken; each is marked, so none comes late. */
const climb = (given: { expiresAt: number; known: ExpiryWarned | undefined; now: number }) => {
  const { expiresAt, known, now } = given;
  const left = expiresAt - now;
  const reached = left <= 0 ? [] : EXPIRY_DAYS.filter((days) => left <= days * DAY_MS);
  const told = known?.expiresAt === expiresAt ? known.days : [];
  const rung = Math.min(...reached);
  const isNew = reached.length > 0 && !told.some((days) => days <= rung);
  return { rung: isNew ? rung : null, warned: { expiresAt, days: [...new Set([...told, ...reached])] } };
};

/** Values that end together are told together. */
const toChanges = (due: readonly Due[]): GroupChange[] =>
  [...Map.groupBy(due, ({ expiresAt, days }) => `${expiresAt} ${days}`).values()].flatMap((together) => {
    const [first] = together;
    const requirementIds = together.map(({ requirementId }) => requirementId);
    return first ? [{ kind: 'value-expires', requirementIds, expiresAt: first.expiresAt, days: first.days }] : [];
  });

/**
 * The warnings that are due now, and the record to save with them so that none is given twice. Of several rungs
 * reached at once only the most urgent speaks. A value that has expired is told by the group's own state.
 */
export const dueExpiryWarnings = ({
  group,
  warned,
  now,
}: {
  group: GroupReading;
  /** By requirement id. */
  warned: Record<string, ExpiryWarned>;
  now: number;
}): { changes: GroupChange[]; warned: Record<string, ExpiryWarned> } => {
  const after: Record<string, ExpiryWarned> = { ...warned };
  const due: Due[] = [];
  for (const { requirementId, expiresAt } of group.requirements) {
    if (expiresAt === null) continue;
    const step = climb({ expiresAt, known: warned[requirementId], now });
    if (step.warned.days.length > 0) after[requirementId] = step.warned;
    if (step.rung !== null) due.push({ requirementId, expiresAt, days: step.rung });
  }
  return { changes: toChanges(due), warned: after };
};
