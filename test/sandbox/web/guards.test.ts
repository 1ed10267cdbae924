import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { openPage, postJson } from './open-page.ts';

/** `fetch` sets Host itself. */
const getAs = (url: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });

const READ = { person: 'ada', act: { type: 'read', channel: 'C0TELECOM' } };

describe('the server of the sandbox page', () => {
  it('answers to the names of this machine only, so that no foreign name can be pointed at it', async (t) => {
    const { url } = await openPage(t);
    const { port } = new URL(url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      assert.equal(await getAs(`${url}/state`, { host }), 200, host);
    }
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      'localhost:1',
      `localhost.evil.example:${port}`,
    ]) {
      assert.equal(await getAs(`${url}/state`, { host }), 403, host);
      assert.equal(await getAs(`${url}/`, { host }), 403, host);
    }
  });

  it('lets no other site act', async (t) => {
    const { url } = await openPage(t);
    const statusOf = async (headers: Record<string, string>) => (await postJson(`${url}/acts`, READ, headers)).status;
    assert.equal(await statusOf({}), 200);
    assert.equal(await statusOf({ origin: url }), 200, 'the page itself');
    assert.equal(await statusOf({ origin: 'https://evil.example' }), 403, 'another site');
    assert.equal(await statusOf({ origin: 'null' }), 403, 'a sandboxed frame');
    assert.equal(await statusOf({ origin: 'http://localhost:1' }), 403, 'another program on this machine');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      assert.equal(await statusOf({ 'content-type': type }), 415, `${type} needs no preflight`);
    }
  });

  it('says what is wrong with a body that is no act', async (t) => {
    const { url } = await openPage(t);
    const bodies: { body: unknown; status: number; says: RegExp }[] = [
      { body: null, status: 400, says: /./ },
      { body: { person: 'ada', act: { type: 'fly' } }, status: 400, says: /act/ },
      { body: { person: 'ada', act: { type: 'command', channel: 7, text: '' } }, status: 400, says: /channel/ },
      { body: { person: 'olga', act: { type: 'submit' } }, status: 404, says: /nobody called olga/ },
      {
        body: { person: 'ada', act: { type: 'upload', name: 'a.pdf', content: 'no base64!' } },
        status: 400,
        says: /content/,
      },
      { body: { ...READ, filling: 'x'.repeat(70_000) }, status: 413, says: /long/ },
      { body: { ...READ, filling: 'x'.repeat(21_000_000) }, status: 413, says: /large/ },
    ];
    for (const { body, status, says } of bodies) {
      const response = await postJson(`${url}/acts`, body);
      const answer = (await response.json()) as { ok: boolean; error: string };
      assert.deepEqual([response.status, answer.ok], [status, false], JSON.stringify(body).slice(0, 100));
      assert.match(answer.error, says);
    }
    const broken = await fetch(`${url}/desk`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    assert.equal(broken.status, 400);
  });

  it('serves the files of the page and nothing beside them', async (t) => {
    const { url } = await openPage(t);
    const page = await fetch(`${url}/`);
    assert.match(String(page.headers.get('content-type')), /^text\/html/);
    assert.match(await page.text(), /<!doctype html>/i);
    const preact = await fetch(`${url}/vendor/preact.js`);
    assert.match(String(preact.headers.get('content-type')), /^text\/javascript/);
    assert.match(await preact.text(), /useState/);
    for (const path of [
      '/../start-web.ts',
      '/%2e%2e/start-web.ts',
      '/..%2f..%2fpackage.json',
      '/vendor/preact.d.ts',
      '/tsconfig.json',
    ]) {
      assert.equal(await getAs(`${url}${path}`, {}), 404, path);
    }
    assert.equal(await getAs(`${url}//`, {}), 404, 'a path that is no URL');
  });

  it('tells a browser that has the file that it may keep it', async (t) => {
    const { url } = await openPage(t);
    const first = await fetch(`${url}/vendor/preact.js`);
    const headers = { 'if-none-match': String(first.headers.get('etag')) };
    assert.equal((await fetch(`${url}/vendor/preact.js`, { headers, cache: 'no-store' })).status, 304);
  });

  it('forbids scripts, styles and connections from elsewhere on every answer', async (t) => {
    const { url } = await openPage(t);
    for (const path of ['/', '/state', '/nowhere', '/vendor/preact.js', '/state?person=nobody']) {
      const { headers } = await fetch(`${url}${path}`);
      const policy = String(headers.get('content-security-policy'));
      assert.match(policy, /default-src 'none'.*script-src 'self';.*style-src 'self';.*frame-ancestors 'none'/, path);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
    }
  });

  it('names the port that another program has', async (t) => {
    const { url } = await openPage(t);
    const port = Number(new URL(url).port);
    await assert.rejects(openPage(t, { web: { port } }), new RegExp(`port ${port} .*EADDRINUSE.* PORT=${port + 1}`));
  });
});
