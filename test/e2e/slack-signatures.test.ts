import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { startWorld } from '../support/start-world.ts';

const now = (): number => Math.floor(Date.now() / 1000);

type Signed = { body: string; at?: number; secret?: string; type?: string };

const startDoor = async (t: TestContext) => {
  const world = await startWorld(t, { transport: 'http' });
  const ada = world.slack.person('ada').id;
  const command = new URLSearchParams({
    command: '/numbers',
    text: 'help',
    user_id: ada,
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: '1.2.3',
    response_url: 'http://127.0.0.1:9/never',
  }).toString();
  const sign = ({ body, at = now(), secret = world.slack.credentials.signingSecret }: Signed) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  });
  const post = async (body: string, headers: Record<string, string>, type = 'application/x-www-form-urlencoded') => {
    const url = `http://127.0.0.1:${world.port}/slack/events`;
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
    return { status: response.status, text: await response.text() };
  };
  /** Commands that were handled. */
  const handled = (): number => world.logLines.filter((line) => line.includes('"msg":"slack request"')).length;
  const settled = (count: number) => world.slack.waitFor(() => handled() >= count, { what: `${count} requests` });
  return { command, sign, post, handled, settled };
};

describe('a request to /slack/events', () => {
  it('is handled when Slack signed it now', async (t) => {
    const { command, sign, post, settled } = await startDoor(t);
    assert.equal((await post(command, sign({ body: command }))).status, 200);
    await settled(1);
  });

  const FORGED: { why: string; headers: (given: Awaited<ReturnType<typeof startDoor>>) => Record<string, string> }[] = [
    { why: 'nobody signed it', headers: () => ({}) },
    {
      why: 'somebody else signed it',
      headers: ({ command, sign }) => sign({ body: command, secret: '8f742231b10e8888abcd99' }),
    },
    { why: 'another body was signed', headers: ({ sign, command }) => sign({ body: `${command}&text=order` }) },
    {
      why: 'it is a replay: signed more than five minutes ago',
      headers: ({ sign, command }) => sign({ body: command, at: now() - 301 }),
    },
    {
      why: 'an old one got a new time',
      headers: ({ sign, command }) => ({
        ...sign({ body: command, at: now() - 301 }),
        'x-slack-request-timestamp': String(now()),
      }),
    },
    {
      why: 'its time is no number',
      headers: ({ sign, command }) => ({ ...sign({ body: command }), 'x-slack-request-timestamp': 'now' }),
    },
    {
      why: 'its signature is of a version that nobody knows',
      headers: ({ sign, command }) => {
        const signed = sign({ body: command });
        return { ...signed, 'x-slack-signature': signed['x-slack-signature'].replace('v0=', 'v9=') };
      },
    },
  ];
  for (const { why, headers } of FORGED)
    it(`is refused when ${why}`, async (t) => {
      const door = await startDoor(t);
      assert.equal((await door.post(door.command, headers(door))).status, 401);
      assert.equal(door.handled(), 0);
    });

  it('brings nothing in under the cover of Slack’s check of the certificate, which is not signed', async (t) => {
    const { command, post, handled } = await startDoor(t);
    const { status, text } = await post(`${command}&ssl_check=1`, {});
    assert.deepEqual([status, text, handled()], [200, '', 0]);
  });

  it('is refused unread when it is larger than anything of Slack’s', async (t) => {
    const { sign, post, handled } = await startDoor(t);
    const body = `text=${'x'.repeat(1024 * 1024)}`;
    assert.deepEqual([(await post(body, sign({ body }))).status, handled()], [413, 0]);
  });

  it('answers Slack’s question for the URL only when it is signed', async (t) => {
    const { sign, post } = await startDoor(t);
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    assert.equal((await post(body, {}, 'application/json')).status, 401);
    const { status, text } = await post(body, sign({ body }), 'application/json');
    assert.deepEqual([status, /c1/.test(text)], [200, true]);
  });
});
