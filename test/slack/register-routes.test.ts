import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { App, SlashCommand } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import type { SlackAck } from '../../src/slack/follow-requests.ts';
import type { Route } from '../../src/slack/handler.ts';
import { registerRoutes } from '../../src/slack/register-routes.ts';

type Listener = (args: Record<string, unknown>) => Promise<void>;
type CommandRoute = Extract<Route, { kind: 'command' }>;

const JANE = 'Jane Doe, passport C01X00T47';

const DEBUG = 20;
const toObjects = (lines: string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

const createDesk = (handle: CommandRoute['handle'], { mayOrder = async () => undefined as undefined } = {}) => {
  const listeners = new Map<string, Listener>();
  const listenAs = (kind: string) => (_: unknown, listener: Listener) => void listeners.set(kind, listener);
  const app = { command: listenAs('command'), action: listenAs('action'), view: listenAs('view') };
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const happened: string[] = [];
  const told: unknown[] = [];
  const acks: SlackAck[] = [];
  const references = ['ref12345', 'ref67890'];
  let canTell = true;
  const routes = registerRoutes({
    app: app as unknown as App,
    routes: [{ kind: 'command', id: '/numbers', handle }],
    members: { checkMayOrder: mayOrder },
    log,
    newReference: () => references.shift() ?? 'ref-more',
    onAck: (ack) => void acks.push(ack),
  });
  const respond = async (message: unknown) => {
    if (!canTell) throw new Error('the response URL is gone');
    told.push(message);
    return { ok: true };
  };
  return {
    log,
    settled: routes.settled,
    lines: () => toObjects(lines).filter(({ level }) => Number(level) > DEBUG),
    details: () => toObjects(lines).filter(({ level }) => level === DEBUG),
    acks,
    told: () => JSON.stringify(told),
    happened,
    deafen: () => {
      canTell = false;
    },
    type: () =>
      listeners.get('command')?.({
        ack: async () => void happened.push('ack'),
        command: { user_id: 'U1', channel_id: 'C1', trigger_id: 'T', text: JANE } as SlashCommand,
        client: {} as WebClient,
        respond,
      }) ?? assert.fail('not registered'),
    press: (actionId: string) =>
      listeners.get('action')?.({
        ack: async () => void happened.push('ack'),
        action: { type: 'button', action_id: actionId },
        body: { user: { id: 'U1' }, channel: { id: 'C1' }, container: {}, response_url: 'https://hooks.example/' },
        client: {} as WebClient,
        respond,
      }) ?? assert.fail('not registered'),
  };
};

describe('a registered route', () => {
  it('is acknowledged first, then checked, then handled', async () => {
    const desk = createDesk(async () => void desk.happened.push('handled'), {
      mayOrder: async () => void desk.happened.push('checked') as undefined,
    });
    await desk.type();
    assert.deepEqual(desk.happened, ['ack', 'checked', 'handled']);
    assert.deepEqual(desk.lines(), []);
  });

  it('does not run for somebody who may not order, who is told so', async () => {
    const refused = new AppError('not_allowed', 'a guest', { details: { hint: 'Guests cannot order numbers.' } });
    const desk = createDesk(async () => assert.fail('handled'), { mayOrder: () => Promise.reject(refused) });
    await desk.type();
    assert.match(desk.told(), /Guests cannot order numbers/);
  });

  it('logs a bug once, with its route, stack and reference, and gives the person that reference', async () => {
    const desk = createDesk(async () => {
      throw new TypeError('boom');
    });
    await desk.type();
    const [line, ...rest] = desk.lines();
    assert.deepEqual(rest, []);
    assert.equal(line?.route, 'command /numbers');
    assert.equal(line?.reference, 'ref12345');
    assert.match(String(line?.stack), /TypeError: boom\n.*register-routes\.test/);
    assert.match(desk.told(), /ref12345/);
    assert.doesNotMatch(JSON.stringify(desk.lines()), /Jane|C01X00T47/, 'what was typed is not kept');
  });

  it('logs a known failure as no bug, by its code', async () => {
    const desk = createDesk(() => Promise.reject(new AppError('telnyx_busy', 'Telnyx asks to wait')));
    await desk.type();
    assert.deepEqual(
      desk.lines().map(({ level, code }) => ({ level, code })),
      [{ level: 30, code: 'telnyx_busy' }],
    );
    assert.doesNotMatch(desk.told(), /ref12345/);
  });

  it('does not fail a second time when the person cannot be told', async () => {
    const desk = createDesk(() => Promise.reject(new TypeError('boom')));
    desk.deafen();
    await desk.type();
    assert.deepEqual(
      desk.lines().map(({ msg }) => msg),
      ['a handler failed', 'could not tell the person'],
    );
  });

  it('is one journey: all that it logs has one id, which is the reference that the person is told', async () => {
    const desk = createDesk(async () => {
      desk.log.info('looked something up');
      await new Promise((resolve) => setImmediate(resolve));
      throw new TypeError('boom');
    });
    await Promise.all([desk.type(), desk.type()]);
    for (const id of ['ref12345', 'ref67890']) {
      const ofOne = [...desk.lines(), ...desk.details()].filter(({ journey }) => journey === id);
      assert.deepEqual(
        ofOne.map(({ msg }) => msg),
        ['looked something up', 'a handler failed', 'slack request'],
      );
      assert.match(desk.told(), new RegExp(id));
    }
  });

  it('says at debug level how long it took, and how long Slack waited, never what was asked', async () => {
    const desk = createDesk(async () => undefined);
    await desk.type();
    const [line, ...rest] = desk.details();
    assert.deepEqual([rest, line?.msg, line?.route], [[], 'slack request', 'command /numbers']);
    assert.ok(Number(line?.ms) >= Number(line?.ackMs));
    assert.deepEqual(
      desk.acks.map(({ kind }) => kind),
      ['command'],
    );
    assert.doesNotMatch(JSON.stringify(desk.details()), /Jane|C01X00T47/);
  });

  it('that an earlier version knew is answered all the same, with what to do', async () => {
    const desk = createDesk(async () => undefined);
    await desk.press('order:teleport');
    assert.deepEqual(desk.happened, ['ack']);
    assert.match(desk.told(), /older version of numberdesk/);
  });

  it('counts as work until it is done, and so does work that begins meanwhile', async () => {
    const works = [0, 1].map(() => ({ begun: Promise.withResolvers<void>(), end: Promise.withResolvers<void>() }));
    const [first, second] = works;
    const done: string[] = [];
    const waiting = [...works];
    const desk = createDesk(async () => {
      const work = waiting.shift();
      work?.begun.resolve();
      await work?.end.promise;
      done.push('work');
    });
    const typed = [desk.type()];
    await first?.begun.promise;
    const settled = desk.settled().then(() => void done.push('settled'));
    typed.push(desk.type());
    await second?.begun.promise;
    first?.end.resolve();
    await typed[0];
    second?.end.resolve();
    await Promise.all([...typed, settled]);
    assert.deepEqual(done, ['work', 'work', 'settled']);
  });
});
