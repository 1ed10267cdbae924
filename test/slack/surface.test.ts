import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RespondError, type RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { AppError } from '../../src/errors.ts';
import { createSurface, type Whereabouts } from '../../src/slack/surface.ts';
import type { SubmittedView } from '../../src/slack/views/submitted-form.ts';
import { slackRefusal } from './slack-refusal.ts';

const SOMEWHERE: Whereabouts = {
  userId: 'U1',
  channelId: 'C1',
  threadTs: null,
  replyThreadTs: null,
  triggerId: 'trigger',
  isEphemeral: false,
  view: null,
  submitted: false,
};
const FORM: SubmittedView = { id: 'V1', type: 'modal', callback_id: 'order:submit', blocks: [] };
const LOADING = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Wait' }, blocks: [] };
const message = { text: 'hello', blocks: [] };
const problem = new AppError('telnyx_busy', 'Telnyx is busy');

type Call = { method: string; args: Record<string, unknown> };

/** Writes down what is called; `refused` answers instead of Slack. */
const createClient = (refused: Record<string, string> = {}) => {
  const calls: Call[] = [];
  const on = (method: string) => async (args: Record<string, unknown>) => {
    calls.push({ method, args });
    const word = refused[method];
    if (word !== undefined) throw slackRefusal(word);
    return { ok: true, ts: '1.1', view: { id: 'V9', hash: 'h1' } };
  };
  const client = {
    views: { open: on('views.open'), push: on('views.push'), update: on('views.update') },
    chat: { postEphemeral: on('chat.postEphemeral'), postMessage: on('chat.postMessage') },
  };
  const respond = async (args: unknown) => {
    calls.push({ method: 'response_url', args: args as Call['args'] });
    // Bolt's `respond` rejects when Slack answers anything but 200.
    if (refused.response_url !== undefined) throw new RespondError(`404 ${refused.response_url}`, 404);
    return { ok: true };
  };
  return { client: client as unknown as WebClient, respond: respond as unknown as RespondFn, calls };
};

const methodsOf = (calls: Call[]): string[] => calls.map(({ method }) => method);

describe('what went wrong is told where the person is', () => {
  it('as an answer that only they see, after a command', async () => {
    const { client, respond, calls } = createClient();
    await createSurface({ client, where: SOMEWHERE, respond }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['response_url']);
    assert.equal(calls[0]?.args.response_type, 'ephemeral');
    assert.equal(calls[0]?.args.replace_original, false);
  });

  it('by a message of our own when the response URL is used up', async () => {
    const { client, respond, calls } = createClient({ response_url: 'used_url' });
    await createSurface({ client, where: { ...SOMEWHERE, threadTs: '5.5' }, respond }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['response_url', 'chat.postEphemeral']);
    assert.equal(calls[1]?.args.thread_ts, undefined, 'a thread that nobody has opened shows no such message');
    assert.equal(calls[1]?.args.user, 'U1');
  });

  it('in the thread that was clicked in, else through the response URL', async () => {
    const where = { ...SOMEWHERE, threadTs: '5.5', replyThreadTs: '5.5' };
    const inside = createClient();
    await createSurface({ ...inside, where }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(inside.calls), ['chat.postEphemeral']);
    assert.equal(inside.calls[0]?.args.thread_ts, '5.5');
    const outside = createClient({ 'chat.postEphemeral': 'user_not_in_channel' });
    await createSurface({ ...outside, where }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(outside.calls), ['chat.postEphemeral', 'response_url']);
  });

  it('in their messages with the app, where the response URL is used up and it is not in the channel', async () => {
    const { client, respond, calls } = createClient({
      response_url: 'expired_url',
      'chat.postEphemeral': 'channel_not_found',
    });
    await createSurface({ client, where: SOMEWHERE, respond }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['response_url', 'chat.postEphemeral', 'chat.postMessage']);
    assert.equal(calls[2]?.args.channel, 'U1');
  });

  it('in their messages with the app, after a click in Home', async () => {
    const { client, calls } = createClient();
    await createSurface({ client, where: { ...SOMEWHERE, channelId: null }, respond: null }).tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['chat.postMessage']);
    assert.equal(calls[0]?.args.channel, 'U1');
  });

  it('in the modal that was opened for them', async () => {
    const { client, respond, calls } = createClient();
    const surface = createSurface({ client, where: SOMEWHERE, respond });
    await surface.openModal(LOADING);
    await surface.tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['views.open', 'views.update']);
    assert.equal(calls[1]?.args.view_id, 'V9');
  });

  it('above the form that they submitted: by its ack while that is open, else by an update', async () => {
    const { client, calls } = createClient();
    const acked: unknown[] = [];
    let isOpen = true;
    const openAck = { isOpen: () => isOpen, update: async (view: unknown) => void acked.push(view) };
    const where = { ...SOMEWHERE, channelId: null, view: FORM, submitted: true };
    const surface = createSurface({ client, where, respond: null, openAck });
    await surface.tell(problem, 'ref1');
    assert.equal(acked.length, 1);
    isOpen = false;
    await surface.tell(problem, 'ref1');
    assert.deepEqual(methodsOf(calls), ['views.update']);
    assert.match(JSON.stringify(calls[0]?.args.view), /order:submit/, 'it can be submitted again');
  });

  it('names the reference for a bug, and nothing of the error itself', async () => {
    const { client, respond, calls } = createClient();
    await createSurface({ client, where: SOMEWHERE, respond }).tell(new TypeError('secret of Jane Doe'), 'ref1');
    assert.match(JSON.stringify(calls), /ref1/);
    assert.doesNotMatch(JSON.stringify(calls), /Jane Doe|TypeError/);
  });
});

describe('a surface', () => {
  it('pushes a form over the modal that was clicked in', async () => {
    const { client, calls } = createClient();
    await createSurface({ client, where: { ...SOMEWHERE, view: FORM }, respond: null }).openModal(LOADING);
    assert.deepEqual(methodsOf(calls), ['views.push']);
  });

  for (const [what, view, methods] of [
    ['a result gives way', { ...FORM, callback_id: '' }, ['views.update', 'views.update']],
    ['a form stays below', FORM, ['views.push', 'views.update']],
    ['a message opens the first one', null, ['views.open', 'views.update']],
  ] as const)
    it(`opens a modal in the place of what was clicked in: ${what}`, async () => {
      const { client, calls } = createClient();
      const surface = createSurface({ client, where: { ...SOMEWHERE, view }, respond: null });
      await surface.openInPlace(LOADING);
      await surface.tell(problem, 'ref1');
      assert.deepEqual(methodsOf(calls), methods);
      assert.equal(calls[1]?.args.view_id, methods[0] === 'views.update' ? 'V1' : 'V9');
    });

  it('lets a modal be that was closed meanwhile', async () => {
    const { client } = createClient({ 'views.update': 'not_found' });
    await createSurface({ client, where: SOMEWHERE, respond: null }).showModalById('V1', LOADING);
  });

  for (const word of ['not_in_channel', 'channel_not_found', 'is_archived', 'user_not_in_channel'])
    it(`answers directly when the channel says ${word}`, async () => {
      const { client, calls } = createClient({ 'chat.postEphemeral': word });
      const surface = createSurface({ client, where: SOMEWHERE, respond: null });
      assert.equal(await surface.replyIn('C2', message), 'direct');
      assert.equal(calls.at(-1)?.args.channel, 'U1');
    });

  it('does not take a failing Slack for a closed channel', async () => {
    const { client } = createClient({ 'chat.postEphemeral': 'internal_error' });
    await assert.rejects(createSurface({ client, where: SOMEWHERE, respond: null }).replyIn('C2', message));
  });
});
