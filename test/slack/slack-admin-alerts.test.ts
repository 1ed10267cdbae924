import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebClient } from '@slack/web-api';
import type { Incident } from '../../src/domain/incident.ts';
import { createSlackAdminAlerts } from '../../src/slack/slack-admin-alerts.ts';
import { NOW } from '../support/builders.ts';
import { createQuietLog } from '../support/fakes.ts';
import { slackRefusal } from './slack-refusal.ts';

const incident: Incident = {
  kind: 'key-refused',
  since: NOW,
  missing: 0,
  of: 0,
  toldTo: [],
  isTold: false,
  fineSince: null,
  isOver: false,
};

const PAGES: Record<string, { members: object[]; next: string }> = {
  '': {
    members: [
      { id: 'U-ADMIN', is_admin: true },
      { id: 'U-MEMBER' },
      { id: 'U-GONE', is_admin: true, deleted: true },
      { id: 'U-GUEST', is_restricted: true },
    ],
    next: 'more',
  },
  more: {
    members: [
      { id: 'U-OWNER', is_owner: true },
      { id: 'U-BOT', is_bot: true, is_admin: true },
    ],
    next: '',
  },
};

const alertsOf = (given: { defaultChannel?: string; refuse?: Record<string, string> }) => {
  const posted: { channel: string; text: string }[] = [];
  const client = {
    users: {
      list: async ({ cursor = '' }: { cursor?: string }) => {
        const page = PAGES[cursor];
        return { members: page?.members, response_metadata: { next_cursor: page?.next } };
      },
    },
    chat: {
      postMessage: async (message: { channel: string; text: string }) => {
        const word = given.refuse?.[message.channel];
        if (word !== undefined) throw slackRefusal(word);
        posted.push(message);
      },
    },
  } as unknown as WebClient;
  const alerts = createSlackAdminAlerts({
    client,
    defaultChannel: given.defaultChannel ?? null,
    log: createQuietLog().log,
  });
  return { alerts, posted, channels: () => posted.map(({ channel }) => channel) };
};

describe('an alert', () => {
  it('goes to each admin and owner of the workspace, page by page', async () => {
    const { alerts, posted, channels } = alertsOf({});
    assert.deepEqual(await alerts.raise(incident), { toldTo: ['U-ADMIN', 'U-OWNER'], isTold: true });
    assert.deepEqual(channels(), ['U-ADMIN', 'U-OWNER']);
    assert.match(posted[0]?.text ?? '', /refuses the API key.*What to do: Make a key in the Telnyx portal/s);
  });

  it('goes to the default channel instead, where there is one', async () => {
    const { alerts, channels } = alertsOf({ defaultChannel: 'C1' });
    assert.deepEqual(await alerts.raise(incident), { toldTo: ['C1'], isTold: true });
    assert.deepEqual(channels(), ['C1']);
  });

  it('goes to the admins when that channel is closed', async () => {
    const { alerts, channels } = alertsOf({ defaultChannel: 'C1', refuse: { C1: 'is_archived' } });
    assert.deepEqual((await alerts.raise(incident)).toldTo, ['U-ADMIN', 'U-OWNER']);
    assert.deepEqual(channels(), ['U-ADMIN', 'U-OWNER']);
  });

  it('waits for those whom Slack could not reach, and is not repeated to the others', async () => {
    const refuse: Record<string, string> = { 'U-OWNER': 'internal_error' };
    const { alerts, channels } = alertsOf({ refuse });
    const first = await alerts.raise(incident);
    assert.deepEqual(first, { toldTo: ['U-ADMIN'], isTold: false });
    delete refuse['U-OWNER'];
    assert.equal((await alerts.raise({ ...incident, ...first })).isTold, true);
    assert.deepEqual(channels(), ['U-ADMIN', 'U-OWNER']);
  });

  it('is not held up by an admin who can never be reached', async () => {
    const { alerts } = alertsOf({ refuse: { 'U-ADMIN': 'user_disabled' } });
    assert.deepEqual(await alerts.raise(incident), { toldTo: ['U-OWNER'], isTold: true });
  });

  it('is taken back by one message to those who were told', async () => {
    const refuse: Record<string, string> = { 'U-OWNER': 'ratelimited' };
    const { alerts, posted } = alertsOf({ refuse });
    const over = { ...incident, toldTo: ['U-ADMIN', 'U-OWNER'], isTold: true, isOver: true };
    assert.deepEqual(await alerts.clear(over), ['U-OWNER']);
    assert.match(posted[0]?.text ?? '', /^All is well again: Telnyx takes the API key\./);
  });
});
