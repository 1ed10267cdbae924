import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { WebClient } from '@slack/web-api';
import { samplePdf } from '../../src/sandbox/sample-files.ts';
import { createSlackFiles, isSlackHost, MAX_FILE_BYTES } from '../../src/slack/slack-files.ts';
import { refusal } from './refusal.ts';

const API = 'https://slack.com/api/';
const PDF = samplePdf('A proof');

describe('the bot token goes', () => {
  const CASES: { address: string; api: string; goes: boolean; why: string }[] = [
    { address: 'https://files.slack.com/a.pdf', api: API, goes: true, why: 'where Slack keeps files' },
    { address: 'https://slack.com/files/a.pdf', api: API, goes: true, why: 'Slack itself' },
    { address: 'http://files.slack.com/a.pdf', api: API, goes: false, why: 'readable on its way' },
    {
      address: 'https://files.slack.com.evil.example/a.pdf',
      api: API,
      goes: false,
      why: 'another host that begins so',
    },
    { address: 'https://evilslack.com/a.pdf', api: API, goes: false, why: 'another host that ends so' },
    { address: 'https://slack.com@evil.example/a.pdf', api: API, goes: false, why: 'Slack is only the user name' },
    { address: 'https://drive.google.com/a.pdf', api: API, goes: false, why: 'a remote file' },
    { address: 'http://127.0.0.1:4000/f', api: 'http://127.0.0.1:4000/api/', goes: true, why: 'the configured API' },
    { address: 'http://127.0.0.1:4001/f', api: 'http://127.0.0.1:4000/api/', goes: false, why: 'another port' },
    { address: '', api: API, goes: false, why: 'a file without an address' },
  ];
  for (const { address, api, goes, why } of CASES)
    it(`${goes ? '' : 'not '}to ${address || 'nowhere'}: ${why}`, () => assert.equal(isSlackHost(address, api), goes));
});

describe('fetching a file from Slack', () => {
  const startFiles = async (t: TestContext, serve: RequestListener, file: { name?: string; size?: number } = {}) => {
    const server = createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const info = { file: { name: 'a.pdf', size: 3, url_private_download: `${base}/f`, ...file } };
    const client = { files: { info: async () => info } } as unknown as WebClient;
    return createSlackFiles({ client, botToken: 'xoxb-token', apiUrl: `${base}/api/` });
  };

  it('shows the token and takes what it says', async (t) => {
    const seen: (string | undefined)[] = [];
    const files = await startFiles(t, (request, response) => {
      seen.push(request.headers.authorization);
      response.end(PDF);
    });
    const { filename, mediaType, content, sha256 } = await files.read('F1');
    assert.deepEqual(
      { filename, mediaType, bytes: content.byteLength, sha256 },
      {
        filename: 'a.pdf',
        mediaType: 'application/pdf',
        bytes: PDF.byteLength,
        sha256: createHash('sha256').update(PDF).digest('hex'),
      },
    );
    assert.deepEqual(seen, ['Bearer xoxb-token']);
  });

  const FAILURES: { why: string; serve: RequestListener; says: RegExp; file?: { name: string } }[] = [
    {
      why: 'stops reading at 10 MB, whatever size Slack named',
      serve: (_, response) => {
        const more = (): void => void response.write(Buffer.alloc(1024 * 1024), more);
        response.on('close', () => response.destroy());
        more();
      },
      says: /^file_refused: a\.pdf is larger than 10 MB/,
    },
    {
      why: 'follows no redirect: the token would go along',
      serve: (_, response) => void response.writeHead(302, { location: 'https://evil.example/' }).end(),
      says: /^slack_unreachable/,
    },
    {
      why: 'an error of Slack',
      serve: (_, response) => void response.writeHead(500).end(),
      says: /^slack_unreachable: .*500/,
    },
    {
      why: 'an answer that breaks off',
      serve: (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('%PDF', () => response.destroy());
      },
      says: /^slack_unreachable/,
    },
    {
      why: 'the page to sign in, which would pass as a text file',
      serve: (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
      says: /^not_allowed: .*may not read files/,
      file: { name: 'a.txt' },
    },
  ];
  for (const { why, serve, says, file } of FAILURES)
    it(`is refused: ${why}`, async (t) => {
      const files = await startFiles(t, serve, file);
      assert.match(await refusal(files.read('F1')), says);
    });

  it('does not begin with a file that says it is too large, or that is kept elsewhere', async (t) => {
    const never: RequestListener = () => assert.fail('nothing is fetched');
    const large = await startFiles(t, never, { size: MAX_FILE_BYTES + 1 });
    assert.match(await refusal(large.read('F1')), /larger than 10 MB/);
    const client = { files: { info: async () => ({ file: { name: 'a.pdf', url_private: 'https://box.example/a' } }) } };
    const files = createSlackFiles({ client: client as unknown as WebClient, botToken: 'xoxb-token', apiUrl: API });
    assert.match(await refusal(files.read('F1')), /not stored in Slack itself/);
  });
});
