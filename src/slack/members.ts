import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import { callSlack } from './slack-error.ts';

/** Long enough to keep clicks quick, short enough that a removed person is out soon. */
const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 5_000;

/** Who may search and order: everyone of this workspace; no guests, nobody of another organisation. */
export type Members = {
  /** Rejects with `AppError('not_allowed')` and a hint for the person. */
  checkMayOrder(userId: string): Promise<void>;
};

type MembersOptions = { client: WebClient; clock: { now(): number } };
type Known = { hint: string | null; until: number };

const hintFor = (
  user: {
    is_restricted?: boolean;
    is_ultra_restricted?: boolean;
    is_stranger?: boolean;
    is_bot?: boolean;
    team_id?: string;
    enterprise_user?: { teams?: string[] };
  },
  ownTeam: string,
): string | null => {
  if (user.is_restricted || user.is_ultra_restricted)
    return 'Guests cannot order numbers. Ask a full member of this workspace.';
  // In an Enterprise organisation `team_id` may be another of the person's workspaces: all of them are listed apart.
  const isOurs = user.team_id === undefined || user.team_id === ownTeam;
  const isAlsoOurs = user.enterprise_user?.teams?.includes(ownTeam) === true;
  if (user.is_stranger || !(isOurs || isAlsoOurs)) {
    return 'Only people of the workspace that installed numberdesk can order numbers. Ask one of them.';
  }
  return null;
};

export const createMembers = ({ client, clock }: MembersOptions): Members => {
  const known = new Map<string, Known>();
  let ownTeam: string | null = null;

  const look = async (userId: string): Promise<Known> => {
    ownTeam ??= (await callSlack('ask for the workspace', () => client.auth.test())).team_id ?? '';
    const { user } = await callSlack('look a person up', () => client.users.info({ user: userId }));
    const answer = { hint: hintFor(user ?? {}, ownTeam), until: clock.now() + REMEMBERED_MS };
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(userId, answer);
    return answer;
  };

  return {
    async checkMayOrder(userId) {
      const remembered = known.get(userId);
      const { hint } = remembered && remembered.until > clock.now() ? remembered : await look(userId);
      if (hint) throw new AppError('not_allowed', 'This person may not order', { details: { hint } });
    },
  };
};
