import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { WebClient } from '@slack/web-api';
import { samplePdf } from '../../src/sandbox/sample-files.ts';
import { createSlackFiles, isSlackHost, MAX_FILE_BYTES } from '../../src/slack/slack-files.ts';
import { refusal } from './refusal.ts';

const API = 'https://slack.com/api/';
const PDF = samplePdf('A proof');
/** Twenty kilobytes that become twenty megabytes. */
const BOMB = gzipSync(Buffer.alloc(2 * MAX_FILE_BYTES));

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
    { address: 'https://files.slack.com@evil.example/a', api: API, goes: false, why: 'its file host is the user name' },
    { address: 'https://files.slack.com:x@evil.example/', api: API, goes: false, why: 'user name and password' },
    { address: 'https://me:secret@files.slack.com/a', api: API, goes: false, why: 'a password that Slack never asks' },
    { address: 'https://evil.example\\@files.slack.com/a', api: API, goes: false, why: 'a backslash ends the host' },
    { address: 'https://evil.example/files.slack.com/a', api: API, goes: false, why: 'Slack is only in the path' },
    { address: 'https://evil.example#.slack.com', api: API, goes: false, why: 'Slack is only behind the #' },
    { address: 'https://evil.example?.slack.com', api: API, goes: false, why: 'Slack is only in the query' },
    {
      address: 'https://files.slack.com./a.pdf',
      api: API,
      goes: false,
      why: 'with a dot at its end it is another name',
    },
    { address: 'https://FILES.SLACK.COM/a.pdf', api: API, goes: true, why: 'capitals do not matter in a host' },
    { address: 'HTTPS://files.slack.com:443/a.pdf', api: API, goes: true, why: 'the port that HTTPS has anyway' },
    { address: 'https://files.slack.com:8443/a.pdf', api: API, goes: false, why: 'another port' },
    { address: 'https://files.slack.com%2eevil.example/a', api: API, goes: false, why: 'an encoded dot is a dot' },
    { address: 'https://files.ѕlack.com/a', api: API, goes: false, why: 'the first letter is Cyrillic' },
    { address: 'file:///etc/passwd', api: API, goes: false, why: 'no address of a network' },
    { address: 'data:application/pdf,x', api: API, goes: false, why: 'the content itself' },
    { address: 'ftp://files.slack.com/a', api: API, goes: false, why: 'another protocol' },
    { address: 'https://drive.google.com/a.pdf', api: API, goes: false, why: 'a remote file' },
    { address: 'http://127.0.0.1:4000/f', api: 'http://127.0.0.1:4000/api/', goes: true, why: 'the configured API' },
    { address: 'http://127.0.0.1:4001/f', api: 'http://127.0.0.1:4000/api/', goes: false, why: 'another port' },
    {
      address: 'http://me:x@127.0.0.1:4000/f',
      api: 'http://127.0.0.1:4000/api/',
      goes: false,
      why: 'a password, even there',
    },
    { address: '', api: API, goes: false, why: 'a file without an address' },
  ];
  for (const { address, api, goes, why } of CASES)
    it(`${goes ? '' : 'not '}to ${address || 'nowhere'}: ${why}`, () => assert.equal(isSlackHost(address, api), goes));
});

describe('fetching a file from Slack', () => {
  const serveOn = async (t: TestContext, serve: RequestListener): Promise<string> => {
    const server = createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  type Given = { name?: string; size?: number; url_private_download?: string; timeoutMs?: number };

  const startFiles = async (t: TestContext, serve: RequestListener, { timeoutMs, ...file }: Given = {}) => {
    const base = await serveOn(t, serve);
    const info = { file: { name: 'a.pdf', size: 3, url_private_download: `${base}/f`, ...file } };
    const client = { files: { info: async () => info } } as unknown as WebClient;
    const more = timeoutMs === undefined ? {} : { timeoutMs };
    return createSlackFiles({ client, botToken: 'xoxb-token', apiUrl: `${base}/api/`, ...more });
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

  it('takes a name without what would hide its true ending or begin a new line', async (t) => {
    const files = await startFiles(t, (_, response) => void response.end(PDF), { name: 'passport\u202Efdp.\n.pdf' });
    assert.equal((await files.read('F1')).filename, 'passportfdp. .pdf');
  });

  const endless: RequestListener = (_, response) => {
    const more = (): void => void response.write(Buffer.alloc(1024 * 1024), more);
    more();
  };

  const FAILURES: { why: string; serve: RequestListener; says: RegExp; file?: Given }[] = [
    {
      why: 'stops reading at 10 MB, whatever size Slack named',
      serve: endless,
      says: /^file_refused: a\.pdf is larger than 10 MB/,
    },
    {
      why: 'counts what comes out of a packed answer, not what was sent',
      serve: (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(BOMB.byteLength) });
        response.end(BOMB);
      },
      says: /^file_refused: a\.pdf is larger than 10 MB/,
    },
    {
      why: 'does not wait for a body that trickles for ever',
      serve: (_, response) => {
        const timer = setInterval(() => response.write('%PDF'), 5);
        response.on('close', () => clearInterval(timer));
      },
      says: /^slack_unreachable/,
      file: { timeoutMs: 150 },
    },
    {
      why: 'does not wait for an answer that never begins',
      serve: () => undefined,
      says: /^slack_unreachable/,
      file: { timeoutMs: 50 },
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
    {
      why: 'a script that calls itself a PDF, whatever type Slack names',
      serve: (_, response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end('#!/bin/sh'),
      says: /^file_refused: a\.pdf cannot be read as PDF/,
    },
  ];
  for (const { why, serve, says, file } of FAILURES)
    it(`is refused: ${why}`, async (t) => {
      const files = await startFiles(t, serve, file);
      assert.match(await refusal(files.read('F1')), says);
    });

  for (const status of [301, 302, 303, 307, 308])
    it(`follows no redirect ${status}: the token would go along`, async (t) => {
      const never = await serveOn(t, () => assert.fail('the other host was asked'));
      const files = await startFiles(t, (_, response) => void response.writeHead(status, { location: never }).end());
      assert.match(await refusal(files.read('F1')), /^slack_unreachable/);
    });

  it('hangs up once it knows that a file is too large', async (t) => {
    const hungUp = Promise.withResolvers<void>();
    const files = await startFiles(t, (request, response) => {
      response.on('close', hungUp.resolve);
      endless(request, response);
    });
    assert.match(await refusal(files.read('F1')), /larger than 10 MB/);
    await hungUp.promise;
  });

  it('sends no request to a host that is not Slack’s, however its address is dressed', async (t) => {
    const other = await serveOn(t, () => assert.fail('the other host was asked'));
    const { port } = new URL(other);
    for (const address of [other, `http://files.slack.com@127.0.0.1:${port}/f`, `http://me:x@127.0.0.1:${port}/f`]) {
      const files = await startFiles(t, () => assert.fail('nothing is fetched'), { url_private_download: address });
      assert.match(await refusal(files.read('F1')), /^file_refused: a\.pdf is not stored in Slack itself/);
    }
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
