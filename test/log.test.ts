import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { WebClient } from '@slack/web-api';
import axios from 'axios';
import { AppError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';

const BOT_TOKEN = 'xoxb-1234567890-abcDEF';
const API_KEY = 'KEY0123456789ABCDEF_secret';

const createLines = () => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } });
  return { log, text: () => lines.join('') };
};

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error,
  );

describe('the log', () => {
  it('holds no key and no body when a failed request of axios is logged as it is', async (t) => {
    const server = createServer((_, response) => void response.writeHead(422).end('{"passport":"C01X00T47"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const headers = { authorization: `Bearer ${API_KEY}` };
    const error = await failureOf(axios.post(url, { field_value: 'Jane Doe' }, { headers }));
    const { log, text } = createLines();
    log.error({ err: error }, 'failed');
    log.error(error);
    log.error({ error }, 'failed');
    log.error({ err: new AppError('telnyx_refused', 'Telnyx refused', { cause: error }) }, 'failed');
    assert.match(text(), /AxiosError/);
    assert.match(text(), /status code 422/);
    assert.doesNotMatch(text(), /KEY0123|Bearer|C01X00T47|Jane Doe/);
  });

  it('holds no token when a failed call of the Slack client is logged as it is', async () => {
    const client = new WebClient(BOT_TOKEN, { slackApiUrl: 'http://127.0.0.1:9/api/', retryConfig: { retries: 0 } });
    const error = await failureOf(client.auth.test());
    const { log, text } = createLines();
    log.error({ err: error }, 'failed');
    log.error(error);
    assert.match(text(), /"msg":"failed"/);
    assert.doesNotMatch(text(), /xoxb-/);
  });

  const SECRETS: { why: string; fields: Record<string, unknown>; words?: string }[] = [
    { why: 'a token by its name', fields: { token: 'abcdefgh', config: { token: 'abcdefgh' } } },
    { why: 'a bot token, however deep', fields: { a: { b: { c: { d: BOT_TOKEN } } } } },
    { why: 'an app token in a sentence', fields: {}, words: 'connected with xapp-1-A111-abcdefgh' },
    { why: 'a header in a list', fields: { headers: [`Bearer ${API_KEY}`] } },
    { why: 'a key of Telnyx in a sentence', fields: {}, words: `the key ${API_KEY} was refused` },
    { why: 'an answer to a requirement', fields: { requirement: { field_value: 'abcdefgh' } } },
  ];
  for (const { why, fields, words } of SECRETS)
    it(`blots out ${why}`, () => {
      const { log, text } = createLines();
      log.info(fields, words ?? 'said');
      assert.match(text(), /\[redacted\]/);
      assert.doesNotMatch(text(), /abcdefgh|abcDEF|secret/);
    });

  it('stays a line of JSON that names the order and the route', () => {
    const { log, text } = createLines();
    log.warn({ key: 'u682zyp3', route: 'action order:place', err: new Error('boom') }, 'not posted');
    const line = JSON.parse(text()) as { key: string; route: string; err: { message: string; stack: string } };
    assert.deepEqual([line.key, line.route, line.err.message], ['u682zyp3', 'action order:place', 'boom']);
    assert.match(line.err.stack, /log\.test\.ts/);
  });
});
