import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { callsTo, cards, placeOrder, replies, textOf } from './act.ts';
import { ALL_SCOPES, REQUIRED_SCOPES } from './manifest-scopes.ts';
import { type LiveWorld, type RunningApp, startLiveWorld, type Transport } from './start-live-world.ts';

/** For tests that kill the app: the deaths, and what is waited for around them. Real processes need longer than 5 s. */
export const PATIENCE = { timeoutMs: 15_000 };

export const killed = async (app: RunningApp): Promise<void> => {
  app.kill('SIGKILL');
  assert.equal((await app.exit).signal, 'SIGKILL');
};

/** Kills within the simulator's own event: Slack has the message, its answer never arrives. */
export const killAtPost = async (
  { slack }: LiveWorld,
  { app, isIt }: { app: RunningApp; isIt: (message: Message) => boolean },
) => {
  const stop = slack.feed.subscribe((event) => {
    if (event.type === 'message_posted' && event.message.visible_to === undefined && isIt(event.message))
      app.kill('SIGKILL');
  });
  assert.equal((await app.exit).signal, 'SIGKILL');
  stop();
};

/** Two polls from now on: the second begins when all that the first had to say is said. */
export const twoPolls = async ({ slack, telnyx }: LiveWorld): Promise<void> => {
  const polls = () =>
    callsTo({ slack, telnyx }, 'GET', '/sub_number_orders') + callsTo({ slack, telnyx }, 'GET', '/number_orders');
  const before = polls();
  await slack.waitFor(() => polls() >= before + 3, { ...PATIENCE, what: 'two polls' });
};

export const tookFault = ({ slack, telnyx }: LiveWorld): Promise<boolean> =>
  slack.waitFor(() => telnyx.faults.list().length === 0, { ...PATIENCE, what: 'the faulty call to reach Telnyx' });

export const cardOf = (world: LiveWorld): Promise<Message> =>
  world.slack.waitFor(() => cards(world)[0], { ...PATIENCE, what: 'the card' });

export const repliesWith = (world: LiveWorld, { card, words }: { card: Message; words: RegExp }): Message[] =>
  replies(world, card).filter((reply) => words.test(`${reply.text}\n${textOf(reply)}`));

export const replyWith = async (world: LiveWorld, wanted: { card: Message; words: RegExp }): Promise<void> => {
  await world.slack.waitFor(() => repliesWith(world, wanted), { ...PATIENCE, what: `a reply with ${wanted.words}` });
};

/** What the app may do in Slack: with the optional scopes it sees whether a post that it did not finish is there. */
export const READINGS = [
  { botScopes: ALL_SCOPES, mayRead: true, what: 'where history may be read: it is said once' },
  { botScopes: REQUIRED_SCOPES, mayRead: false, what: 'where it may not: once more, with the word that it may repeat' },
];

export const saysItMayRepeat = (world: LiveWorld): string[] =>
  world.slack
    .calls()
    .filter(({ method, error }) => method === 'chat.postMessage' && error === null)
    .map(({ args }) => String(args.text))
    .filter((text) => text.includes('it may repeat an earlier message'));

export const ordersSent = (world: LiveWorld): number => callsTo(world, 'POST', '/number_orders');

/** An order with paperwork, its card posted and its first reply, and two quiet polls. */
export const startOrdered = async (
  t: TestContext,
  transport: Transport = 'http',
  { botScopes = ALL_SCOPES }: { botScopes?: string[] } = {},
) => {
  const world = await startLiveWorld(t, { transport, botScopes });
  const app = await world.startApp();
  const ada = world.slack.person('ada');
  const { card } = await placeOrder(world, ada);
  await world.slack.waitFor(() => replies(world, card).length === 1, { ...PATIENCE, what: 'the first reply' });
  await twoPolls(world);
  const { partId, requirements } = world.telnyx.desk.pending()[0] ?? assert.fail('no part is pending');
  return { world, app, ada, card, partId, requirements };
};
