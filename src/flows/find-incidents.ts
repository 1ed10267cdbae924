import type { AccountWatch } from '../domain/account-watch.ts';
import { type Finding, type Findings, isMany } from '../domain/incident.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import type { Round } from './check-orders.ts';
import type { Followed, Spotted } from './spot-changes.ts';

const MINUTE_MS = 60_000;
/** Telnyx is down now and then; after this somebody should know. */
const SILENT_AFTER_MS = 60 * MINUTE_MS;
/** Telnyx may be a while behind with what was just ordered. */
const SHOWN_WITHIN_MS = 10 * MINUTE_MS;

const isToBeThere = ({ createdAt }: { createdAt: number }, now: number): boolean => now - createdAt >= SHOWN_WITHIN_MS;

type Seen = { round: Round; open: readonly TrackedOrder[] };
/** `unansweredSince`: the first question since the start that Telnyx did not answer, none answered after it. */
type Watched = Seen & { unansweredSince: number | null };

/** The list is of an account that has nothing of ours, and not of one that had. */
export const isElsewhere = (
  { accountIds: known }: AccountWatch,
  { metCount, pendingCount, accountIds }: Spotted,
): boolean =>
  metCount === 0 &&
  pendingCount > 0 &&
  accountIds.size > 0 &&
  known.length > 0 &&
  !known.some((id) => accountIds.has(id));

export const hasAnswered = ({ spotted, read }: Round): boolean => spotted !== null || read.size > 0;

const present = (given: Omit<Finding, 'is'> = {}): Finding => ({ is: 'present', ...given });
const UNKNOWN: Finding = { is: 'unknown' };
const ABSENT: Finding = { is: 'absent' };

const findAccount = (watch: AccountWatch, { spotted }: Round): Finding => {
  if (spotted === null) return UNKNOWN;
  if (isElsewhere(watch, spotted)) return present({ missing: spotted.pendingCount, of: spotted.pendingCount });
  return spotted.metCount > 0 ? ABSENT : UNKNOWN;
};

const findLost = ({ lostKeys }: AccountWatch, { open }: Seen): Finding => {
  const placed = open.filter(({ state }) => state === 'placed').length;
  return isMany(lostKeys.length, placed) ? present({ missing: lostKeys.length, of: placed }) : ABSENT;
};

/** Read by themselves and pending still, though a list that was read to its end does not show them. */
const findShort = ({ lostKeys }: AccountWatch, { round: { spotted, read, now }, open }: Seen): Finding => {
  if (!spotted?.isWhole) return UNKNOWN;
  const orders = new Map(open.map(({ key, order }) => [key, order]));
  const isStillPending = ({ key, part }: Followed): boolean =>
    read.has(key) && orders.get(key)?.parts.some(({ id, status }) => id === part.id && status === 'pending') === true;
  const missing = [...spotted.unlisted, ...spotted.gone.filter(isStillPending)].filter(
    (followed) => isToBeThere(followed, now) && !lostKeys.includes(followed.key),
  ).length;
  const of = spotted.pendingCount;
  return isMany(missing, of) ? present({ missing, of }) : ABSENT;
};

const findKey = (round: Round): Finding => {
  if (hasAnswered(round)) return ABSENT;
  return round.failure?.code === 'telnyx_key_refused' ? present() : UNKNOWN;
};

/** Where nothing is pending nothing is asked, which is no silence. */
const findSilence = ({ round, unansweredSince }: Watched): Finding => {
  if (hasAnswered(round) || round.failure === null) return ABSENT;
  const isKnown = round.failure.code === 'telnyx_key_refused';
  return !isKnown && unansweredSince !== null && round.now - unansweredSince >= SILENT_AFTER_MS ? present() : UNKNOWN;
};

/** What is remembered after a poll, its incidents apart. */
export const afterRound = (
  watch: AccountWatch,
  { round, open, answeredAt }: Seen & { answeredAt: number | null },
): AccountWatch => {
  const isOpen = new Set(open.filter((order) => isToBeThere(order, round.now)).map(({ key }) => key));
  const lostKeys = [...new Set([...watch.lostKeys, ...round.lost])];
  return {
    ...watch,
    accountIds: [...new Set([...watch.accountIds, ...(round.spotted?.ownAccountIds ?? [])])],
    lostKeys: lostKeys.filter((key) => isOpen.has(key) && !round.read.has(key)),
    answeredAt: hasAnswered(round) ? null : answeredAt,
  };
};

/** What a poll showed of each kind of incident. `watch` is as it is after the poll. */
export const findIncidents = (watch: AccountWatch, seen: Watched): Findings => ({
  'key-refused': findKey(seen.round),
  'other-account': findAccount(watch, seen.round),
  'orders-lost': findLost(watch, seen),
  'list-short': findShort(watch, seen),
  silent: findSilence(seen),
});
