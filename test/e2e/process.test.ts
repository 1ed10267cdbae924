import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { tamper } from '../store/temporary-store.ts';
import { command, TELECOM, textOf } from '../support/act.ts';
import { type LiveWorld, type RunningApp, startLiveWorld } from '../support/start-live-world.ts';
import { MAIN, startProcess } from '../support/start-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TRANSPORTS = ['http', 'socket'] as const;

const get = async (url: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const isRefused = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => false,
    () => true,
  );

/** A search that Telnyx is slow to answer, begun: the app is in the middle of it when this resolves. */
const beginSlowSearch = async ({ slack, telnyx }: LiveWorld, ms: number) => {
  const ada = slack.person('ada');
  telnyx.faults.on({ kind: 'slow', ms, method: 'GET', path: '/available_phone_numbers', times: 1 });
  await ada.command('/numbers search DE local Berlin', { channel: TELECOM });
  await slack.waitFor(() => telnyx.faults.list().length === 0, { what: 'the search to reach Telnyx' });
  return { answers: () => ada.ephemerals(TELECOM).map(textOf) };
};

describe('the process', { concurrency: 3 }, () => {
  for (const transport of TRANSPORTS) {
    it(`starts over ${transport}, answers a person, says that it is ready and stops with exit code 0`, async (t) => {
      const world = await startLiveWorld(t, { transport });
      const app = await world.startApp();
      assert.deepEqual(await get(`${app.url}/healthz`), { status: 200, body: { status: 'ok' } });
      const help = await command(world, world.slack.person('ada'), 'help');
      assert.match(textOf(help), /\/numbers search/);
      const { status, body } = await get(`${app.url}/readyz`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(
        { ...body, lastPollAt: null },
        {
          ready: true,
          store: 'ok',
          slack: 'ok',
          poll: 'ok',
          lastPollAt: null,
        },
      );
      app.kill('SIGTERM');
      assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
      assert.equal(app.stderr(), '');
      assert.ok(await isRefused(`${app.url}/healthz`));
    });

    it(`over ${transport}, finishes the search that it is in the middle of before it stops`, async (t) => {
      const world = await startLiveWorld(t, { transport });
      const app = await world.startApp();
      const { answers } = await beginSlowSearch(world, 700);
      app.kill('SIGTERM');
      await app.logged('numberdesk stops');
      assert.ok(await isRefused(`${app.url}/healthz`), 'no new work is taken');
      assert.deepEqual(answers(), []);
      assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
      assert.match(answers().join('\n'), /\+49 30/);
    });
  }

  it('does not take the Ctrl+C that npm hands on for a second one', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp();
    const { answers } = await beginSlowSearch(world, 300);
    app.kill('SIGINT');
    await app.logged('numberdesk stops');
    app.kill('SIGINT');
    assert.deepEqual(await app.exit, { code: 0, signal: null });
    assert.equal(answers().length, 1);
  });

  it('ends with exit code 1 at a bug that nobody caught, and shows no request of it', async (t) => {
    const { env, folder } = await startLiveWorld(t);
    const bug = `process.on('SIGUSR2', () => {
      Promise.reject(Object.assign(new Error('boom'), { config: { headers: { authorization: 'Bearer sec' + 'ret' } } }));
    });`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(bug)}`, MAIN];
    const app = startProcess(t, { env, cwd: folder, args });
    await app.logged('numberdesk is running');
    app.kill('SIGUSR2');
    assert.deepEqual(await app.exit, { code: 1, signal: null });
    assert.match(app.stderr(), /Error: boom/);
    assert.doesNotMatch(app.stderr() + app.stdout(), /secret/);
  });

  it('stops while the socket still waits for Slack', async (t) => {
    const { slack, env, folder } = await startLiveWorld(t, { transport: 'socket' });
    slack.faults.fail({ method: 'apps.connections.open', status: 503, times: 1_000 });
    const app = startProcess(t, { env, cwd: folder });
    await slack.waitFor(() => slack.workspace.calls.count('apps.connections.open') > 0);
    app.kill('SIGTERM');
    assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
  });
});

describe('readiness', { concurrency: 3 }, () => {
  const readiness = async ({ url }: RunningApp) => {
    const { status, body } = await get(`${url}/readyz`);
    return { status, store: body.store, slack: body.slack };
  };

  it('is denied while the store cannot be written, and the process stays healthy', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp({ POLL_SCHEDULE: '0 0 1 1 *' });
    tamper(join(world.folder, 'data/store.sqlite'), 'DROP TABLE keyv');
    const { status, store } = await readiness(app);
    assert.deepEqual({ status, store }, { status: 503, store: 'failed' });
    assert.equal((await get(`${app.url}/healthz`)).status, 200);
  });

  it('is denied while the socket to Slack is cut, however often Slack fails, and comes back with it', async (t) => {
    const { slack, startApp } = await startLiveWorld(t, { transport: 'socket' });
    const app = await startApp();
    slack.faults.fail({ method: 'apps.connections.open', status: 503, times: 2 });
    slack.socket.cut();
    await slack.waitFor(() => slack.socket.connections() === 0);
    assert.deepEqual(await readiness(app), { status: 503, store: 'ok', slack: 'not connected' });
    await slack.waitFor(() => slack.socket.connections() === 1, { timeoutMs: 20_000, what: 'a new connection' });
    const isReady = await slack.waitFor(() => slack.socket.connections() === 1);
    assert.ok(isReady);
    assert.deepEqual(await readiness(app), { status: 200, store: 'ok', slack: 'ok' });
  });
});

describe('a start that cannot succeed', { concurrency: 3 }, () => {
  const failing = async (t: TestContext, { env, cwd }: { env: Record<string, string>; cwd: string }) => {
    const app = startProcess(t, { env, cwd });
    const exit = await app.exit;
    assert.deepEqual(exit, { code: 1, signal: null });
    assert.doesNotMatch(app.stdout(), /sandbox|Ctrl\+C/);
    return app.stderr();
  };

  it('names every missing and every wrong variable at once, with an example', async (t) => {
    const env = { SLACK_SIGNING_SECRET: 'short', PORT: 'ninety', TIMEZONE: 'Berlin' };
    const said = await failing(t, { env, cwd: temporaryFolder(t) });
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'TELNYX_API_KEY', 'PORT', 'TIMEZONE'])
      assert.equal(said.match(new RegExp(`^ {2}${name} .*for example ${name}="`, 'gm'))?.length, 1, `${name}\n${said}`);
    assert.doesNotMatch(said, /\bat .*\.ts:\d/, 'no stack');
  });

  it('says that its .env cannot be read, without a stack', async (t) => {
    const cwd = temporaryFolder(t);
    // As a container makes it where the file to be mounted is not there.
    mkdirSync(join(cwd, '.env'));
    assert.match(
      await failing(t, { env: {}, cwd }),
      /^numberdesk cannot start: .*\.env is there and cannot be read.*\n$/,
    );
  });

  const REFUSED: { name: string; transport: 'http' | 'socket'; change: Record<string, string>; says: RegExp }[] = [
    {
      name: 'a bot token that Slack does not know',
      transport: 'http',
      change: { SLACK_BOT_TOKEN: 'xoxb-somebody-elses' },
      says: /^numberdesk cannot start: Slack did not accept the token \(invalid_auth\): check SLACK_BOT_TOKEN\n$/,
    },
    {
      name: 'an app token that Slack does not know',
      transport: 'socket',
      change: { SLACK_APP_TOKEN: 'xapp-somebody-elses' },
      says: /^numberdesk cannot start: Slack did not accept the token \(invalid_auth\): check SLACK_APP_TOKEN\n$/,
    },
    {
      name: 'a Slack that cannot be reached',
      transport: 'http',
      change: { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      says: /^numberdesk cannot start: Slack did not answer.*\n$/,
    },
    {
      name: 'a schedule that is none',
      transport: 'http',
      change: { POLL_SCHEDULE: '61 * * * *' },
      says: /^numberdesk cannot start: POLL_SCHEDULE "61 \* \* \* \*" is not a cron expression/,
    },
    {
      name: 'a store that cannot be opened',
      transport: 'http',
      change: { STORE_URL: `sqlite://${import.meta.filename}/store.sqlite` },
      says: /^numberdesk cannot start: The folder of the database .*store\.sqlite cannot be created/,
    },
  ];
  for (const { name, transport, change, says } of REFUSED) {
    it(`says so in one sentence for ${name}`, async (t) => {
      const { env, folder } = await startLiveWorld(t, { transport });
      const said = await failing(t, { env: { ...env, ...change }, cwd: folder });
      assert.match(said, says);
      assert.equal(said.trimEnd().split('\n').length, 1, said);
    });
  }

  it('names the port that another program has', async (t) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const { env, folder } = await startLiveWorld(t);
    const said = await failing(t, { env: { ...env, PORT: String(port) }, cwd: folder });
    assert.match(said, new RegExp(`^numberdesk cannot start: Cannot listen on 127.0.0.1:${port} .*EADDRINUSE.* PORT`));
  });
});

describe('a start without tokens', { concurrency: 3 }, () => {
  it('runs the sandbox, says where, and stops with exit code 0', async (t) => {
    const cwd = temporaryFolder(t);
    const app = startProcess(t, { env: { PORT: '0', STORE_URL: 'sqlite://:memory:' }, cwd });
    const address = await app.printed(/http:\/\/localhost:\d+/);
    assert.match(app.stdout(), /runs in the sandbox/);
    assert.equal((await fetch(address)).status, 200);
    app.kill('SIGTERM');
    assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
  });

  it('reads .env first, and what the environment says counts more', async (t) => {
    const { slack, env, folder } = await startLiveWorld(t);
    const lines = Object.entries({ ...env, LOG_LEVEL: 'silent' }).map(([name, value]) => `${name}="${value}"`);
    writeFileSync(join(folder, '.env'), lines.join('\n'));
    const app = startProcess(t, { env: { LOG_LEVEL: 'info' }, cwd: folder });
    await app.logged('numberdesk is running');
    assert.equal(slack.workspace.calls.count('auth.test'), 1);
  });
});
