import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createThreadLinks } from '../../src/slack/thread-links.ts';
import { slackRefusal } from './slack-refusal.ts';

const THREAD = { channelId: 'C1', cardTs: '1733000000.000100' };
const LINK = 'https://acme.slack.com/archives/C1/p1733000000000100';

/** Slack, answering `auth.test` with these one after the other. */
const linksOf = (...answers: (() => { url?: string | undefined })[]) => {
  const calls = { count: 0 };
  const test = async () => {
    calls.count += 1;
    return answers.shift()?.() ?? {};
  };
  return { links: createThreadLinks({ auth: { test } }), calls };
};
const acme = () => ({ url: 'https://acme.slack.com/' });

describe('the address of a thread', () => {
  it('is as Slack writes it, and the workspace is asked for once', async () => {
    const { links, calls } = linksOf(acme);
    assert.deepEqual(await Promise.all([links(THREAD), links(THREAD)]), [LINK, LINK]);
    assert.equal(await links(THREAD), LINK);
    assert.equal(calls.count, 1);
  });

  it('is not known while Slack does not say its workspace, and is asked for again', async () => {
    const { links } = linksOf(() => {
      throw slackRefusal('internal_error');
    }, acme);
    assert.equal(await links(THREAD), null);
    assert.equal(await links(THREAD), LINK);
  });

  const ODD: [why: string, thread: typeof THREAD, url?: string | undefined][] = [
    ['no channel', { ...THREAD, channelId: 'C1/../x' }],
    ['no message', { ...THREAD, cardTs: '1|x' }],
    ['no address of a workspace', THREAD, 'acme'],
    ['nothing said', THREAD, undefined],
  ];
  for (const [why, thread, url] of ODD)
    it(`is none of what is odd: ${why}`, async () => {
      const { links } = linksOf(() => (url === undefined && why !== 'nothing said' ? acme() : { url }));
      assert.equal(await links(thread), null);
    });
});
