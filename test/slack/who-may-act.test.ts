import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { createLog } from '../../src/log.ts';
import type { HandlerDeps, Route } from '../../src/slack/handler.ts';
import { createMembers } from '../../src/slack/members.ts';
import { registerRoutes } from '../../src/slack/register-routes.ts';
import { slackRoutes } from '../../src/slack/routes.ts';

type Args = Record<string, unknown>;
type Listener = (args: Args) => Promise<void>;

/** Stands where Bolt stands: keeps what each route listens with. */
const createListeners = () => {
  const listeners = new Map<string, Listener>();
  const keepAs = (kind: string) => (_: unknown, listener: Listener) => void listeners.set(kind, listener);
  const kinds = ['command', 'action', 'shortcut', 'options', 'event'].map((kind) => [kind, keepAs(kind)]);
  const view = ({ type }: { type: string }, listener: Listener): void =>
    void listeners.set(type === 'view_closed' ? 'closing' : 'view', listener);
  return { app: { ...Object.fromEntries(kinds), view } as unknown as App, listeners };
};

/** One payload in which every kind of route finds what it reads. */
const anyPayload = (id: string, told: unknown[]): Args => {
  const user = { id: 'U1' };
  const tell = async (message: unknown) => {
    told.push(message);
    return { ok: true };
  };
  const view = { id: 'V1', type: 'modal', callback_id: id, blocks: [], state: { values: {} } };
  return {
    ack: async (answer: unknown) => void told.push(answer),
    respond: tell,
    command: { user_id: 'U1', channel_id: 'C1', trigger_id: 't', text: 'orders' },
    event: { tab: 'home', user: 'U1' },
    action: { type: 'button', action_id: id },
    shortcut: { user, channel: { id: 'C1' }, message: { ts: '1.1' }, trigger_id: 't' },
    body: { user, container: {}, view, channel: { id: 'C1' }, trigger_id: 't', response_url: 'https://hooks.example/' },
    view,
    client: { views: { publish: tell, update: tell, open: tell, push: tell } },
  };
};

/** Sends one payload through the wrapper of one route of the table. */
const actAs = async (person: Args, { kind, id }: Route) => {
  const { app, listeners } = createListeners();
  const ran: string[] = [];
  const told: unknown[] = [];
  const handle = async () => {
    ran.push(id);
    return [];
  };
  const client = { auth: { test: async () => ({ team_id: 'T1' }) }, users: { info: async () => ({ user: person }) } };
  const { settled } = registerRoutes({
    app,
    routes: [{ kind, id, handle } as unknown as Route],
    members: createMembers({ client: client as unknown as WebClient, clock: { now: () => 0 } }),
    log: createLog({ level: 'silent' }),
    newReference: () => 'ref12345',
  });
  const listener = listeners.get(kind) ?? assert.fail(`${kind} ${id} does not listen`);
  await listener(anyPayload(id, told));
  await settled();
  return { ran, told: JSON.stringify(told) };
};

// Handlers are only built here: what runs in their place notes that it did.
const routes = slackRoutes({} as HandlerDeps);

/** Nobody is before a closed form, and a menu can only offer nothing. */
const canBeTold = ({ kind }: Route): boolean => kind !== 'closing' && kind !== 'options';

describe('every command, button, form, menu and event is closed', () => {
  const STRANGERS: { who: string; user: Args; says: RegExp }[] = [
    { who: 'a guest', user: { team_id: 'T1', is_restricted: true }, says: /Guests cannot order/ },
    { who: 'a guest of one channel', user: { team_id: 'T1', is_ultra_restricted: true }, says: /Guests cannot order/ },
    { who: 'a person of another organisation', user: { team_id: 'T2', is_stranger: true }, says: /Only people of/ },
    { who: 'a deactivated person', user: { team_id: 'T1', deleted: true }, says: /deactivated/ },
    { who: 'an app', user: { team_id: 'T1', is_bot: true }, says: /Apps cannot order/ },
  ];
  for (const { who, user, says } of STRANGERS)
    it(`to ${who}, who is told why wherever that can be said`, async () => {
      for (const route of routes) {
        const { ran, told } = await actAs(user, route);
        assert.deepEqual(ran, [], `${route.kind} ${route.id}`);
        if (canBeTold(route)) assert.match(told, says, `${route.kind} ${route.id}`);
      }
    });

  it('and open to a member, each by the same payload', async () => {
    for (const route of routes) {
      const { ran } = await actAs({ team_id: 'T1' }, route);
      assert.deepEqual(ran, [route.id], `${route.kind} ${route.id}`);
    }
  });
});
