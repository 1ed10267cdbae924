import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import { callSlack } from './slack-error.ts';

/** Long enough to keep clicks quick, short enough that a removed person is out soon. */
const REMEMBERED_MS = 10 * 60_000;
/**
 * Slack waits three seconds for the answer to a form or a menu, and looking a person up may take as long. So a member
 * is let in by what is remembered, and looked up behind that: somebody who was removed gets one act in, and is out at
 * the next one after the look. Orders cost money and are final, so what is remembered is believed for an hour and no longer,
 * whether Slack was not asked or did not answer: a failing look must not leave the door open for the rest of the day.
 */
const TRUSTED_MS = 3_600_000;
const MOST_REMEMBERED = 5_000;

/** Who may search and order: everyone of this workspace; no guests, nobody of another organisation, no apps. */
export type Members = {
  /** Rejects with `AppError('not_allowed')` and a hint for the person. */
  checkMayOrder(userId: string): Promise<void>;
};

type MembersOptions = { client: WebClient; clock: { now(): number } };
type Known = { hint: string | null; at: number };

type User = {
  deleted?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_bot?: boolean;
  team_id?: string;
  enterprise_user?: { teams?: string[] };
};

/** Null lets a person in; whoever Slack says nothing of stays out. */
const hintFor = (user: User, ownTeam: string): string | null => {
  if (user.deleted) return 'This account is deactivated, so it cannot order numbers. Ask an admin of this workspace.';
  if (user.is_bot) return 'Apps cannot order numbers. A person has to press the button.';
  if (user.is_restricted || user.is_ultra_restricted)
    return 'Guests cannot order numbers. Ask a full member of this workspace.';
  // In an Enterprise organisation `team_id` may be another of the person's workspaces: all of them are listed apart.
  const isOurs = [user.team_id, ...(user.enterprise_user?.teams ?? [])].includes(ownTeam);
  if (user.is_stranger || !isOurs) {
    return 'Only people of the workspace that installed numberdesk can order numbers. Ask one of them.';
  }
  return null;
};

export const createMembers = ({ client, clock }: MembersOptions): Members => {
  const known = new Map<string, Known>();
  let ownTeam: string | null = null;

  const look = async (userId: string): Promise<Known> => {
    ownTeam ??= (await callSlack('ask for the workspace', () => client.auth.test())).team_id ?? 'unknown';
    const { user } = await callSlack('look a person up', () => client.users.info({ user: userId }));
    const answer = { hint: hintFor(user ?? {}, ownTeam), at: clock.now() };
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(userId, answer);
    return answer;
  };

  const looking = new Set<string>();
  const lookBehind = (userId: string): void => {
    if (looking.has(userId)) return;
    looking.add(userId);
    // While Slack does not answer, what is remembered stays, and the next act looks again.
    const done = (): void => void looking.delete(userId);
    look(userId).then(done, done);
  };

  const answerFor = async (userId: string): Promise<Known> => {
    const remembered = known.get(userId);
    if (remembered === undefined) return look(userId);
    const age = clock.now() - remembered.at;
    if (age < REMEMBERED_MS) return remembered;
    // Whoever was refused may be a member by now: a no is never given from memory for long.
    if (remembered.hint !== null || age >= TRUSTED_MS) return look(userId);
    lookBehind(userId);
    return remembered;
  };

  return {
    async checkMayOrder(userId) {
      const { hint } = await answerFor(userId);
      if (hint) throw new AppError('not_allowed', 'This person may not order', { details: { hint } });
    },
  };
};
