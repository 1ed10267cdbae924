import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { WebClient } from '@slack/web-api';
import { createLog } from '../../src/log.ts';
import { createSlackLog } from '../../src/slack/slack-log.ts';
import { createWatchedFetch, type SlackCall } from '../../src/slack/watch-calls.ts';

const TOKEN = 'xoxb-1234567890-abcDEF';

type Answer = { status?: number; headers?: Record<string, string>; text: string };

const startSlack = async (t: TestContext, answer: Answer | null) => {
  const server = createServer((request, response) => {
    request.resume();
    if (answer === null) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apiUrl = `${origin}/api/`;
  const calls: SlackCall[] = [];
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const fetch = createWatchedFetch({ apiUrl, log, onCall: (call) => void calls.push(call) });
  const client = new WebClient(TOKEN, {
    slackApiUrl: apiUrl,
    fetch,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createSlackLog(createLog({ level: 'silent' })),
  });
  return { client, fetch, origin, calls, text: () => lines.join('') };
};

const outcomes = (calls: SlackCall[]) => calls.map(({ method, outcome }) => [method, outcome]);

describe('a call to Slack is noted', () => {
  const CASES: { why: string; answer: Answer | null; outcome: SlackCall['outcome']; word?: RegExp }[] = [
    { why: 'as good', answer: { text: '{"ok":true,"ts":"1.2"}' }, outcome: 'ok' },
    { why: 'as good, however it is written', answer: { text: '\n{ "ok": true }' }, outcome: 'ok' },
    {
      why: 'as refused, with the word of Slack',
      answer: { text: '{"ok":false,"error":"not_in_channel"}' },
      outcome: 'refused',
      word: /"word":"not_in_channel"/,
    },
    {
      why: 'as asked to wait',
      answer: { status: 429, headers: { 'retry-after': '3' }, text: '' },
      outcome: 'rate_limited',
    },
    { why: 'as failed', answer: { status: 502, text: '<html>' }, outcome: 'failed', word: /"word":"http_502"/ },
    { why: 'as failed without an answer', answer: null, outcome: 'failed', word: /"word":"no_answer"/ },
  ];
  for (const { why, answer, outcome, word = /./ } of CASES)
    it(why, async (t) => {
      const { client, calls, text } = await startSlack(t, answer);
      const call = client.chat.postMessage({ channel: 'C1', text: 'Jane Doe' });
      if (outcome === 'ok') assert.equal((await call).ok, true);
      else await assert.rejects(call);
      assert.deepEqual(outcomes(calls), [['chat.postMessage', outcome]]);
      assert.match(text(), word);
      assert.doesNotMatch(text(), /Jane|xoxb|127\.0\.0\.1/);
    });

  it('by one name for all response URLs, which are secrets', async (t) => {
    const { fetch, origin, calls, text } = await startSlack(t, { text: 'ok' });
    const answer = await fetch(`${origin}/commands/T1/2/secret`, { method: 'POST' });
    assert.deepEqual([answer.ok, await answer.text()], [true, 'ok']);
    assert.deepEqual(outcomes(calls), [['response_url', 'ok']]);
    assert.doesNotMatch(text(), /secret/);
  });
});
