import type { RequirementGroup } from './state.ts';

const DECIDED_FOR_GOOD = ['declined', 'no-longer-eligible'];

/** After values changed: whatever was decided is open again (a choice), unless another value has run out. */
export const reopenGroup = (group: RequirementGroup): void => {
  const hasExpired = group.answers.some(({ status }) => status === 'expired');
  group.status = hasExpired ? 'expired' : 'unapproved';
};

/**
 * One value that ran out takes the group with it, approved or not (a choice: Telnyx documents both states, not what joins them).
 * @returns whether something ran out just now
 */
export const expireAnswers = (group: RequirementGroup, now: number): boolean => {
  const expired = group.answers.filter(
    ({ status, expiresAt }) => status !== 'expired' && expiresAt !== null && expiresAt <= now,
  );
  for (const answer of expired) answer.status = 'expired';
  if (expired.length > 0 && !DECIDED_FOR_GOOD.includes(group.status)) group.status = 'expired';
  return expired.length > 0;
};
