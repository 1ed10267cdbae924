import { expireAnswers } from './group-status.ts';
import { SPANS } from './rules.ts';
import type { Answer, OrderedNumber, Part, PartStatus, RequirementsStatus, State } from './state.ts';

/** A decline outweighs missing values: somebody has to act on it in either case. */
export const requirementsStatusOf = (answers: Answer[]): RequirementsStatus => {
  if (answers.every((answer) => answer.status === 'approved')) return 'approved';
  if (answers.some((answer) => answer.status === 'declined')) return 'requirement-info-exception';
  if (answers.some((answer) => answer.status === 'awaiting-value')) return 'requirement-info-pending';
  return 'requirement-info-under-review';
};

/** Follows the answers of one number: its status, its deadline (erased once all values are in), its activation. */
export const followAnswers = (number: OrderedNumber, now: number): void => {
  const before = number.requirementsStatus;
  number.requirementsStatus = requirementsStatusOf(number.answers);
  const settled = ['approved', 'requirement-info-under-review'].includes(number.requirementsStatus);
  if (settled) number.deadlineAt = null;
  if (number.requirementsStatus === 'approved' && before !== 'approved') {
    number.activateAt = now + SPANS.activationAfterApprovalMs;
  }
};

const partStatusOf = (part: Part): PartStatus => {
  if (part.status !== 'pending') return part.status;
  if (part.numbers.some((number) => number.status === 'pending')) return 'pending';
  return part.numbers.every((number) => number.status === 'success') ? 'success' : 'failure';
};

const isWaiting = (number: OrderedNumber): boolean =>
  number.requirementsStatus === 'requirement-info-pending' ||
  number.requirementsStatus === 'requirement-info-exception';

const dueAtOf = (part: Part): number => {
  let dueAt = part.autoApproveAt ?? Number.POSITIVE_INFINITY;
  for (const number of part.numbers) {
    if (number.status !== 'pending') continue;
    if (number.activateAt !== null) dueAt = Math.min(dueAt, number.activateAt);
    if (number.deadlineAt !== null && isWaiting(number)) dueAt = Math.min(dueAt, number.deadlineAt);
  }
  return dueAt;
};

/** After any change to a part's numbers: its status, when time next matters, and whether it is still looked at. */
export const followNumbers = ({ state, part, now }: { state: State; part: Part; now: number }): void => {
  for (const number of part.numbers) {
    if (number.status === 'pending' && number.activateAt !== null && number.activateAt <= now)
      number.status = 'success';
  }
  part.status = partStatusOf(part);
  part.updatedAt = now;
  state.version += 1;
  part.dueAt = part.status === 'pending' ? dueAtOf(part) : Number.POSITIVE_INFINITY;
  state.nextDueAt = Math.min(state.nextDueAt, part.dueAt);
  if (part.status === 'pending') state.pendingParts.add(part);
  else state.pendingParts.delete(part);
};

/** Ends a part that was not activated. Numbers have no word for "cancelled" of their own: they fail (a choice). */
export const endPart = (
  state: State,
  { part, status, now }: { part: Part; status: 'cancelled' | 'deleted' | 'failure'; now: number },
): void => {
  for (const number of part.numbers) {
    if (number.status === 'pending') number.status = 'failure';
    number.deadlineAt = null;
    number.activateAt = null;
    if (status !== 'failure') number.requirementsStatus = status;
  }
  part.status = status;
  followNumbers({ state, part, now });
};

export const approveAnswers = (
  number: OrderedNumber,
  { accept, now }: { accept: (answer: Answer) => boolean; now: number },
): void => {
  for (const answer of number.answers) if (accept(answer)) answer.status = 'approved';
  followAnswers(number, now);
};

const passTime = (state: State, part: Part): void => {
  const now = Math.max(part.dueAt, part.updatedAt);
  const missed = part.numbers.some(
    (number) => number.deadlineAt !== null && number.deadlineAt <= now && isWaiting(number),
  );
  if (missed) {
    endPart(state, { part, status: 'cancelled', now });
    return;
  }
  if (part.autoApproveAt !== null && part.autoApproveAt <= now) {
    part.autoApproveAt = null;
    for (const number of part.numbers) {
      approveAnswers(number, { now, accept: (answer) => answer.status === 'pending-approval' });
    }
  }
  followNumbers({ state, part, now });
};

/** Brings every pending part up to `now`: activations, and the cancellation of what missed its deadline. */
export const settleParts = (state: State, now: number): void => {
  if (now < state.nextDueAt) return;
  state.nextDueAt = Number.POSITIVE_INFINITY;
  for (const part of [...state.pendingParts]) {
    while (part.dueAt <= now) passTime(state, part);
    state.nextDueAt = Math.min(state.nextDueAt, part.dueAt);
  }
};

/** Unlinked documents vanish; groups run out with their values. */
export const settleStored = (state: State, now: number): void => {
  for (const { id, unlinkedSince } of state.documents.values()) {
    if (unlinkedSince !== null && unlinkedSince + SPANS.unlinkedDocumentMs <= now) state.documents.delete(id);
  }
  for (const group of state.groups.values()) {
    if (expireAnswers(group, now)) state.version += 1;
  }
};

/** Derived, never stored: partial success is a failure (a choice), and deleted parts do not count while others stand. */
export const orderStatusOf = (parts: Part[]): PartStatus => {
  const standing = parts.filter((part) => part.status !== 'deleted');
  if (standing.length === 0) return 'deleted';
  if (standing.some((part) => part.status === 'pending')) return 'pending';
  if (standing.every((part) => part.status === 'success')) return 'success';
  return standing.every((part) => part.status === 'cancelled') ? 'cancelled' : 'failure';
};
