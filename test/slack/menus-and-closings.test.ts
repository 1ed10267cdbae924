import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { App } from '@slack/bolt';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import type { ClosingHandler, OptionsHandler, Route } from '../../src/slack/handler.ts';
import { registerRoutes } from '../../src/slack/register-routes.ts';

type Listener = (args: Record<string, unknown>) => Promise<void>;
type Given = { options?: OptionsHandler; closing?: ClosingHandler; mayOrder?: () => Promise<void> };

const JANE = 'Jane Doe, passport C01X00T47';
const REFUSED = new AppError('not_allowed', 'a guest');
const OPTION = { text: { type: 'plain_text' as const, text: 'Berlin office' }, value: '1001' };

const createDesk = ({ options = async () => [], closing = async () => undefined, mayOrder }: Given) => {
  const listeners = new Map<string, Listener>();
  const listen = (constraints: { type: string }, listener: Listener) => void listeners.set(constraints.type, listener);
  const lines: string[] = [];
  const happened: string[] = [];
  const answers: unknown[] = [];
  const routes: Route[] = [
    { kind: 'options', id: 'field:address', handle: options },
    { kind: 'closing', id: 'requirements:submit', handle: closing },
  ];
  const { settled } = registerRoutes({
    app: { options: listen, view: listen, action: () => undefined } as unknown as App,
    routes,
    members: { checkMayOrder: mayOrder ?? (async () => undefined) },
    log: createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } }),
    newReference: () => 'ref12345',
  });
  const ack = async (answer?: unknown): Promise<void> => {
    happened.push('ack');
    answers.push(answer);
  };
  const hear = (type: string) =>
    listeners.get(type)?.({ ack, body: { user: { id: 'U1' }, value: JANE }, view: { id: 'V1' } }) ?? assert.fail(type);
  return {
    settled,
    happened,
    answers,
    log: () => lines.join('\n'),
    search: () => hear('block_suggestion'),
    close: () => hear('view_closed'),
  };
};

describe('a menu that asks for its choices', () => {
  it('is answered with what its handler offers for the letters typed', async () => {
    const asked: unknown[] = [];
    const desk = createDesk({
      options: async ({ body, userId }) => {
        asked.push(userId, body.value);
        return [OPTION];
      },
    });
    await desk.search();
    assert.deepEqual([asked, desk.answers], [['U1', JANE], [{ options: [OPTION] }]]);
    assert.doesNotMatch(desk.log(), /"level":[3-6]0/);
  });

  const failures: { why: string; given: Given; logged: RegExp }[] = [
    {
      why: 'the person may not order: nothing of the account is shown to them',
      given: { mayOrder: () => Promise.reject(REFUSED), options: async () => [OPTION] },
      logged: /"level":30.*"code":"not_allowed"/,
    },
    {
      why: 'Telnyx does not answer',
      given: { options: () => Promise.reject(new AppError('telnyx_unreachable', 'no answer')) },
      logged: /"level":30.*"route":"options field:address".*"code":"telnyx_unreachable"/,
    },
    {
      why: 'of a bug',
      given: { options: () => Promise.reject(new TypeError('boom')) },
      logged: /"level":50.*"code":"bug".*TypeError: boom/,
    },
  ];
  for (const { why, given, logged } of failures)
    it(`offers nothing when ${why}`, async () => {
      const desk = createDesk(given);
      await desk.search();
      assert.deepEqual(desk.answers, [{ options: [] }]);
      assert.match(desk.log(), logged);
      assert.doesNotMatch(desk.log(), /Jane|C01X00T47/, 'what was typed is not kept');
    });
});

describe('a form that was closed', () => {
  it('is acknowledged at once, and then handled', async () => {
    const desk = createDesk({ closing: async ({ userId, view }) => void desk.happened.push(`${userId} ${view.id}`) });
    await desk.close();
    assert.deepEqual(desk.happened, ['ack', 'U1 V1']);
  });

  it('counts as work until it is done', async () => {
    const end = Promise.withResolvers<void>();
    const done: string[] = [];
    const desk = createDesk({
      closing: async () => {
        await end.promise;
        done.push('handled');
      },
    });
    const closing = desk.close();
    await new Promise(setImmediate);
    const settled = desk.settled().then(() => void done.push('settled'));
    await new Promise(setImmediate);
    assert.deepEqual(done, []);
    end.resolve();
    await Promise.all([closing, settled]);
    assert.deepEqual(done, ['handled', 'settled']);
  });

  for (const [error, logged] of [
    [new AppError('store_failed', 'disk full'), /"level":30.*"route":"closing requirements:submit".*disk full/],
    [new TypeError('boom'), /"level":50.*TypeError: boom/],
  ] as const)
    it(`has nobody before it: ${error.message} is only logged`, async () => {
      const desk = createDesk({ closing: () => Promise.reject(error) });
      await desk.close();
      assert.match(desk.log(), logged);
    });
});
