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
    { why: 'somebody who was deactivated', user: { team_id: 'T1', deleted: true }, hint: /account is deactivated/ },
    { why: 'an app', user: { team_id: 'T1', is_bot: true }, hint: /Apps cannot order/ },
    { why: 'somebody of whom Slack says nothing', user: {}, hint: /Only people of/ },
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

  const isOut = (error: unknown): boolean => isAppError(error, 'not_allowed');

  it('asks Slack once in ten minutes, and lets nobody wait for it: who becomes a guest is out at the act after', async () => {
    let [now, isRestricted] = [0, false];
    const { client, looks } = createClient(() => ({ team_id: 'T1', is_restricted: isRestricted }));
    const members = createMembers({ client, clock: { now: () => now } });
    await members.checkMayOrder('U1');
    isRestricted = true;
    now = 10 * 60_000 - 1;
    await members.checkMayOrder('U1');
    assert.equal(looks(), 1);
    now += 1;
    await members.checkMayOrder('U1');
    await new Promise(setImmediate);
    assert.equal(looks(), 2);
    await assert.rejects(members.checkMayOrder('U1'), isOut);
  });

  it('looks first at whoever comes back after an hour, and at whoever was refused', async () => {
    let [now, isRestricted] = [0, false];
    const { client } = createClient(() => ({ team_id: 'T1', is_restricted: isRestricted }));
    const members = createMembers({ client, clock: { now: () => now } });
    await members.checkMayOrder('U1');
    isRestricted = true;
    now += 3_600_000;
    await assert.rejects(members.checkMayOrder('U1'), isOut);
    isRestricted = false;
    now += 10 * 60_000;
    await members.checkMayOrder('U1');
  });

  it('keeps what is remembered while Slack does not answer, and asks again', async () => {
    let [now, isDown] = [0, false];
    const { client, looks } = createClient(() => {
      if (isDown) throw new WebAPIRequestError(new Error('socket hang up'));
      return { team_id: 'T1' };
    });
    const members = createMembers({ client, clock: { now: () => now } });
    await members.checkMayOrder('U1');
    [now, isDown] = [10 * 60_000, true];
    for (const count of [2, 3]) {
      await members.checkMayOrder('U1');
      await new Promise(setImmediate);
      assert.equal(looks(), count);
    }
  });

  it('believes it for no longer than an hour, however often somebody acts while Slack does not answer', async () => {
    let [now, isDown] = [0, false];
    const { client } = createClient(() => {
      if (isDown) throw new WebAPIRequestError(new Error('socket hang up'));
      return { team_id: 'T1' };
    });
    const members = createMembers({ client, clock: { now: () => now } });
    await members.checkMayOrder('U1');
    isDown = true;
    for (let minutes = 5; minutes < 60; minutes += 5) {
      now += 5 * 60_000;
      await members.checkMayOrder('U1');
      await new Promise(setImmediate);
    }
    now += 5 * 60_000;
    await assert.rejects(members.checkMayOrder('U1'), (error) => isAppError(error, 'slack_unreachable'));
    isDown = false;
    await members.checkMayOrder('U1');
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
