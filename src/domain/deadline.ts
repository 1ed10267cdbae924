import { findPart, isPartOpen, missingRequirementIds, type Part, partState } from './order.ts';
import type { OrderChange } from './order-changes.ts';
import type { PartReminders, TrackedOrder } from './tracked-order.ts';

/** Hours before a deadline at which its owner is reminded, unless the settings name others. */
export const REMINDER_HOURS: readonly number[] = [72, 24, 4];

const HOUR_MS = 3_600_000;
/** Stands for "passed" among the rungs that were sent. */
const PASSED = 0;
/** So close to the deadline a reminder is worth it even right after the announcement. */
const LAST_CALL_HOURS = 4;

type Reminding = { part: Part; known: PartReminders; now: number; hours: readonly number[] };
type Reminded = { changes: OrderChange[]; reminders: PartReminders };

const needsAnswers = (part: Part): boolean => {
  const { kind } = partState(part);
  return kind === 'answers-needed' || kind === 'declined';
};

const rungsReached = ({ deadlineAt, now, hours }: { deadlineAt: number; now: number; hours: readonly number[] }) => {
  const left = deadlineAt - now;
  const reached = hours.filter((rung) => rung > PASSED && left <= rung * HOUR_MS);
  return left <= 0 ? [PASSED, ...reached] : reached;
};

/** A deadline seen for the first time is being announced now: rungs already behind it have nothing to add. */
const startLadder = (reached: number[]): number[] => reached.filter((rung) => rung > LAST_CALL_HOURS);

const climb = ({ part, known, now, hours }: Reminding): Reminded => {
  const { deadlineAt } = part;
  // An erased deadline keeps its record: the same one set again does not start over.
  if (deadlineAt === null) return { changes: [], reminders: known };
  const reached = rungsReached({ deadlineAt, now, hours });
  const sent = known.deadlineAt === deadlineAt ? known.sent : startLadder(reached);
  const reminders = { ...known, deadlineAt, sent: [...new Set([...sent, ...reached])].toSorted((a, b) => b - a) };
  const rung = Math.min(...reached);
  if (reached.length === 0 || sent.some((told) => told <= rung)) return { changes: [], reminders };
  const what = { partId: part.id, deadlineAt, requirementIds: missingRequirementIds(part) };
  const change: OrderChange =
    rung === PASSED ? { kind: 'deadline-passed', ...what } : { kind: 'deadline-near', ...what, hours: rung };
  return { changes: [change], reminders };
};

const remindAgain = ({ part, known, now }: Omit<Reminding, 'hours'>): Reminded => {
  const { askedFor } = known;
  if (!askedFor || askedFor.at > now) return { changes: [], reminders: known };
  const change: OrderChange = {
    kind: 'remind-again',
    partId: part.id,
    personId: askedFor.personId,
    requirementIds: missingRequirementIds(part),
    deadlineAt: part.deadlineAt,
  };
  return { changes: needsAnswers(part) ? [change] : [], reminders: { ...known, askedFor: null } };
};

/** An end user who did not follow their link is asked after this often. */
export const LINK_EVERY_MS = 48 * HOUR_MS;

const isUndone = (part: Part, requirementId: string): boolean =>
  part.requirements.some(
    (state) => state.requirementId === requirementId && (state.status === 'awaiting-value' || !state.answered),
  );

type Links = TrackedOrder['links'][string];

/** Links of one part that were made long ago and not followed, with when that was last said. */
const remindOfLinks = (
  { part, now }: { part: Part; now: number },
  links: Links,
): { changes: OrderChange[]; links: Links } => {
  const due = Object.entries(links).filter(
    ([requirementId, { madeAt, remindedAt }]) =>
      isPartOpen(part) && isUndone(part, requirementId) && now - (remindedAt ?? madeAt) >= LINK_EVERY_MS,
  );
  const [first] = due.map(([, link]) => link).toSorted((one, other) => one.madeAt - other.madeAt);
  if (first === undefined) return { changes: [], links };
  const requirementIds = due.map(([requirementId]) => requirementId);
  const { personId, madeAt } = first;
  const told = Object.fromEntries(due.map(([requirementId, link]) => [requirementId, { ...link, remindedAt: now }]));
  return {
    changes: [{ kind: 'link-waiting', partId: part.id, personId, requirementIds, madeAt }],
    links: { ...links, ...told },
  };
};

const remindPart = (given: Reminding): Reminded => {
  const { part, known } = given;
  if (!isPartOpen(part)) return { changes: [], reminders: { ...known, askedFor: null } };
  const climbed = needsAnswers(part) ? climb(given) : { changes: [], reminders: known };
  const asked = remindAgain({ ...given, known: climbed.reminders });
  return { changes: [...climbed.changes, ...asked.changes], reminders: asked.reminders };
};

const NOTHING_YET: PartReminders = { deadlineAt: null, sent: [], askedFor: null };

/**
 * The reminders that are due now, and the record to save with them so that none is sent twice. Of several rungs
 * reached at once only the most urgent speaks. Parts that wait for Telnyx, or are over, are not reminded of.
 */
export const dueReminders = ({
  order,
  now,
  hours = REMINDER_HOURS,
}: {
  order: TrackedOrder;
  now: number;
  hours?: readonly number[];
}): { changes: OrderChange[]; reminders: Record<string, PartReminders>; links: TrackedOrder['links'] } => {
  const changes: OrderChange[] = [];
  const reminders = { ...order.reminders };
  const links = { ...order.links };
  for (const part of order.order?.parts ?? []) {
    const known = reminders[part.id];
    const due = remindPart({ part, known: known ?? NOTHING_YET, now, hours });
    const waiting = remindOfLinks({ part, now }, links[part.id] ?? {});
    if (waiting.changes.length > 0) links[part.id] = waiting.links;
    changes.push(...due.changes, ...waiting.changes);
    if (known || due.reminders.deadlineAt !== null) reminders[part.id] = due.reminders;
  }
  return { changes, reminders, links };
};

/** A reminder: these are gathered into one message when many orders of a channel have one at once. */
export const isDue = (change: OrderChange): boolean =>
  change.kind === 'deadline-near' || change.kind === 'deadline-passed' || change.kind === 'remind-again';

/** What is true only while its order stands so. */
const SAID_OF: Partial<Record<OrderChange['kind'], TrackedOrder['state']>> = {
  'not-placed': 'refused',
  'not-found': 'unclear',
};

/**
 * Whether a change is still worth saying. A reminder that waited to be posted while somebody answered, the deadline
 * moved or passed, is not, nor that an order was not placed, or not found, which was found after all; all else happened
 * and stays true.
 */
export const stillApplies = ({
  change,
  order,
  now,
}: {
  change: OrderChange;
  order: TrackedOrder;
  now: number;
}): boolean => {
  const isSaidOf = SAID_OF[change.kind];
  if (isSaidOf !== undefined) return order.state === isSaidOf;
  if (change.kind === 'link-waiting') {
    const waiting = order.order && findPart(order.order, change.partId);
    return waiting !== null && isPartOpen(waiting) && change.requirementIds.some((id) => isUndone(waiting, id));
  }
  if (change.kind !== 'deadline-near' && change.kind !== 'deadline-passed' && change.kind !== 'remind-again')
    return true;
  const part = order.order && findPart(order.order, change.partId);
  if (!part || !isPartOpen(part) || !needsAnswers(part)) return false;
  if (change.kind === 'remind-again') return true;
  if (part.deadlineAt !== change.deadlineAt) return false;
  return change.kind === 'deadline-passed' || change.deadlineAt > now;
};
