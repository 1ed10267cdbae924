import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebAPIRequestError, type WebClient } from '@slack/web-api';
import { isAppError } from '../../src/errors.ts';
import { createMembers } from '../../src/slack/members.ts';

type User = Record<string, unknown>;

const createClient = (look: () => User) => {
  let looks = 0;
  const client = {
    auth: { test: async () => ({ team_id: 'T1' }) },
    users: {
      info: async () => {
        looks += 1;
        return { user: look() };
      },
    },
  };
  return { client: client as unknown as WebClient, looks: () => looks };
};

describe('who may order', () => {
  const CASES: { why: string; user: User; hint: RegExp | null }[] = [
    { why: 'a member', user: { team_id: 'T1' }, hint: null },
    { why: 'an admin', user: { team_id: 'T1', is_admin: true }, hint: null },
    { why: 'a guest', user: { team_id: 'T1', is_restricted: true }, hint: /Guests cannot order/ },
    { why: 'a guest of one channel', user: { team_id: 'T1', is_ultra_restricted: true }, hint: /Guests cannot order/ },
    { why: 'a stranger in a shared channel', user: { team_id: 'T2', is_stranger: true }, hint: /Only people of/ },
    { why: 'somebody of another workspace', user: { team_id: 'T2' }, hint: /Only people of/ },
    {
      why: 'a member whose first workspace of the organisation is another',
      user: { team_id: 'T2', enterprise_user: { teams: ['T2', 'T1'] } },
      hint: null,
    },
    {
      why: 'somebody of another workspace of the organisation',
      user: { team_id: 'T2', enterprise_user: { teams: ['T2'] } },
      hint: /Only people of/,
    },
  ];
  for (const { why, user, hint } of CASES)
    it(`${hint === null ? 'lets' : 'does not let'} ${why}`, async () => {
      const members = createMembers({ client: createClient(() => user).client, clock: { now: () => 0 } });
      const asked = members.checkMayOrder('U1');
      if (hint === null) await asked;
      else
        await assert.rejects(asked, (error) => isAppError(error, 'not_allowed') && hint.test(error.details.hint ?? ''));
    });

  it('asks Slack once in ten minutes, so that somebody who becomes a guest is out soon', async () => {
    let [now, isRestricted] = [0, false];
    const { client, looks } = createClient(() => ({ team_id: 'T1', is_restricted: isRestricted }));
    const members = createMembers({ client, clock: { now: () => now } });
    await members.checkMayOrder('U1');
    isRestricted = true;
    now = 10 * 60_000 - 1;
    await members.checkMayOrder('U1');
    assert.equal(looks(), 1);
    now += 1;
    await assert.rejects(members.checkMayOrder('U1'), (error) => isAppError(error, 'not_allowed'));
    assert.equal(looks(), 2);
  });

  it('lets nobody in unseen while Slack does not answer, and remembers no failure', async () => {
    let isDown = true;
    const { client } = createClient(() => {
      if (isDown) throw new WebAPIRequestError(new Error('socket hang up'));
      return { team_id: 'T1' };
    });
    const members = createMembers({ client, clock: { now: () => 0 } });
    await assert.rejects(members.checkMayOrder('U1'), (error) => isAppError(error, 'slack_unreachable'));
    isDown = false;
    await members.checkMayOrder('U1');
  });
});
