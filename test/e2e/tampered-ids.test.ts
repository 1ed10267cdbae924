import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttpTransport } from '../../src/sandbox/slack/deliver-http.ts';
import type { HandlerDeps, Route } from '../../src/slack/handler.ts';
import { slackRoutes } from '../../src/slack/routes.ts';
import { modal, TELECOM } from '../support/act.ts';
import { type LiveWorld, startLiveWorld } from '../support/start-live-world.ts';

/** What may come back in place of a button's value, a choice or a form's context: an old one, another's, or garbage. */
const VALUES: { value: string | undefined; why: string }[] = [
  { value: undefined, why: 'none at all' },
  { value: '', why: 'empty' },
  { value: 'x', why: 'no JSON' },
  { value: '{"orderKey":"x"}', why: 'JSON of another shape' },
  { value: 'null', why: 'nothing' },
  { value: '[]', why: 'an empty list' },
  { value: '[null,null,null]', why: 'a list of nothing' },
  { value: '[1,2,3]', why: 'numbers for texts' },
  { value: '["x"]', why: 'an order that does not exist' },
  { value: '["x","y","z"]', why: 'a part and a comment that do not exist' },
  { value: '["[\\"x\\",\\"y\\"]",0,1]', why: 'a form of a part that does not exist' },
  { value: '[0,"x","y"]', why: 'the first choice of a menu, of an order that does not exist' },
  { value: '["../addresses","..%2f","a?b#c"]', why: 'ids that would climb out of a path' },
  { value: '["__proto__","constructor","toString"]', why: 'names that every object has' },
  { value: `["${'x'.repeat(2900)}"]`, why: 'as long as it may be' },
  { value: '['.repeat(2900), why: 'deeper than anything' },
  { value: '["\\u0000\\ud800",{"a":1},["b"]]', why: 'characters that no store takes' },
];

/** `viewId`: of a window that stands open in Slack, as the act came from one. */
type Given = { route: Route; value: string | undefined; world: LiveWorld; viewId: string; inMessage: boolean };

const viewOf = ({ route, value, viewId }: Given) => ({
  id: viewId,
  type: 'modal',
  callback_id: route.kind === 'view' || route.kind === 'closing' ? route.id : '',
  private_metadata: value ?? '',
  title: { type: 'plain_text', text: 'A form' },
  blocks: [],
  state: { values: { 'spread:parts:0': { 'field:value': { selected_options: [{ value: value ?? '' }] } } } },
  root_view_id: viewId,
});

const TYPES = {
  action: 'block_actions',
  view: 'view_submission',
  closing: 'view_closed',
  options: 'block_suggestion',
} as const;

/** The interaction that leads to this route, with the value wherever a value can stand. */
const payloadOf = (given: Given, kind: keyof typeof TYPES) => {
  const { route, value, world, viewId, inMessage } = given;
  const { seed, triggers } = world.slack.workspace;
  // Two people: what opens from a message closes the window of whoever pressed it.
  const { id: person } = world.slack.person(inMessage ? 'ada' : 'ben');
  const channel = world.slack.workspace.channels.find(TELECOM)?.id ?? '';
  return {
    type: TYPES[kind],
    api_app_id: seed.app.id,
    team: { id: seed.team.id, domain: seed.team.domain },
    user: { id: person, team_id: seed.team.id },
    container: { type: 'message', message_ts: '1.1', channel_id: channel },
    channel: { id: channel, name: 'telecom' },
    trigger_id: triggers.issue({ person, channel, viewId: inMessage ? null : viewId }),
    action_id: route.id,
    block_id: 'b',
    value: 'Ber',
    ...(inMessage ? {} : { view: viewOf(given) }),
    ...(kind === 'action'
      ? { actions: [{ type: 'button', action_id: route.id, block_id: 'b', value, action_ts: '1.1' }] }
      : {}),
  };
};

const isTamperable = (route: Route): boolean => route.kind in TYPES;

/** Each value in each place: a button may stand in a message or in a window, all else in windows only. */
const givenFor = (route: Route) =>
  VALUES.flatMap(({ value, why }) =>
    (route.kind === 'action' ? [true, false] : [false]).map((inMessage) => ({ route, value, why, inMessage })),
  );

const isAlarm = (line: string): boolean => /"level":(50|60)/.test(line) || line.includes('"code":"bug"');

describe('a value that was changed on its way', () => {
  it('is answered calmly by every button, form and menu: no crash, no bug, nothing done at Telnyx', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp({ POLL_SCHEDULE: '0 0 1 1 *' });
    const ben = world.slack.person('ben');
    await ben.command('search', { channel: TELECOM });
    const { id: viewId } = await modal(world, ben, { id: 'search:submit' });
    const { signingSecret } = world.slack.credentials;
    const slack = createHttpTransport({ url: `${app.url}/slack/events`, signingSecret, timeoutMs: 10_000 });
    const send = async ({ route, value, why, inMessage }: ReturnType<typeof givenFor>[number]): Promise<void> => {
      const payload = payloadOf({ route, value, world, viewId, inMessage }, route.kind as keyof typeof TYPES);
      const about = { name: route.id, acceptsAnswer: false, attempt: 0, retryReason: '' };
      const answer = await slack.send({ ...about, kind: 'interactive', payload });
      assert.equal(answer.kind, 'acked', `${route.kind} ${route.id}, ${why}: ${JSON.stringify(answer)}`);
    };
    const routes = slackRoutes({} as HandlerDeps).filter(isTamperable);
    assert.ok(routes.length > 50);
    for (const route of routes) await Promise.all(givenFor(route).map(send));
    app.kill('SIGTERM');
    assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
    assert.deepEqual(app.stdout().split('\n').filter(isAlarm), []);
    // A comment is marked as read by the id that came back: Telnyx knows none such.
    const done = world.telnyx.calls.filter(({ method, status }) => method !== 'GET' && status < 400);
    assert.deepEqual(done, []);
  });
});
