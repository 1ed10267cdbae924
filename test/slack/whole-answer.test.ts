import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { LogLevel, WebClient } from '@slack/web-api';
import { isAppError } from '../../src/errors.ts';
import { callSlack } from '../../src/slack/slack-error.ts';
import { createWholeFetch } from '../../src/slack/whole-answer.ts';

const ANSWER = '{"ok":true,"ts":"1.2","message":{"text":"Jane Doe lives in Berlin"}}';

/** A Slack that always answers so. @returns its address */
const startSlack = async (t: TestContext, answer: (response: ServerResponse) => void): Promise<string> => {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const clientOf = async (t: TestContext, answer: (response: ServerResponse) => void): Promise<WebClient> => {
  const slackApiUrl = `${await startSlack(t, answer)}/api/`;
  return new WebClient('xoxb-1', {
    slackApiUrl,
    fetch: createWholeFetch(slackApiUrl),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
};

const post = (client: WebClient) =>
  callSlack('post a card', () => client.chat.postMessage({ channel: 'C1', text: 'Hello' }));

describe('an answer of Slack', () => {
  const BROKEN: { why: string; answer: (response: ServerResponse) => void }[] = [
    { why: 'half of it', answer: (response) => response.end(ANSWER.slice(0, 55)) },
    { why: 'a page of some proxy', answer: (response) => response.end('<html>Jane</html>') },
    { why: 'JSON that is no object', answer: (response) => response.end('null') },
    {
      why: 'cut off with its connection',
      answer: (response) => {
        response.writeHead(200, { 'content-length': ANSWER.length });
        response.write(ANSWER.slice(0, 55), () => response.socket?.destroy());
      },
    },
    { why: 'a limit without a time', answer: (response) => response.writeHead(429).end('{"ok":false}') },
  ];
  for (const { why, answer } of BROKEN)
    it(`that is ${why} counts as none, and nothing of it is told`, async (t) => {
      const client = await clientOf(t, answer);
      await assert.rejects(post(client), (error) => {
        assert.ok(isAppError(error, 'slack_unreachable'), String(error));
        const { message } = error.cause as Error;
        assert.doesNotMatch(`${error.message} ${message}`, /Jane|Berlin/);
        return true;
      });
    });

  it('of a response URL may be any text', async (t) => {
    const server = await startSlack(t, (response) => response.end('ok'));
    const answer = await createWholeFetch('https://slack.com/api/')(`${server}/actions/1`);
    assert.equal(await answer.text(), 'ok');
  });

  it('that is whole is read', async (t) => {
    const client = await clientOf(t, (response) => response.end(ANSWER));
    assert.equal((await post(client)).ts, '1.2');
  });
});
