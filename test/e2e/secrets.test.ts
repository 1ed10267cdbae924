import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { command, textOf } from '../support/act.ts';
import { startLiveWorld } from '../support/start-live-world.ts';
import { type AppProcess, MAIN, startProcess } from '../support/start-process.ts';

/** What nobody may read anywhere: as it stands in the environment, and as a header. */
const SECRET_NAMES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'TELNYX_API_KEY',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
];

const assertSilentAbout = (env: Record<string, string>, app: AppProcess): void => {
  const written = app.stdout() + app.stderr();
  for (const name of SECRET_NAMES) {
    const secret = env[name];
    if (secret !== undefined) assert.ok(!written.includes(secret), `${name} in what the process wrote:\n${written}`);
  }
};

describe('keys and tokens', { concurrency: 2 }, () => {
  /** Bugs that nobody caught, in the process itself: each brings a request that carried a key. */
  const CRASHES: { why: string; code: string; says: RegExp }[] = [
    {
      why: 'an exception with a request of axios in it',
      code: `axios.get(process.env.TELNYX_API_URL + '/nothing', { headers: { Authorization: 'Bearer ' + process.env.TELNYX_API_KEY } })
        .catch((error) => { setImmediate(() => { throw error; }); });`,
      says: /AxiosError: Request failed with status code 404/,
    },
    {
      why: 'a rejection of axios that nobody handles',
      code: `axios.post('http://127.0.0.1:9/', { key: process.env.TELNYX_API_KEY }, { headers: { Authorization: process.env.TELNYX_API_KEY } });`,
      says: /ECONNREFUSED/,
    },
    {
      why: 'a rejection of Slack’s client',
      code: `new WebClient(process.env.SLACK_BOT_TOKEN, { slackApiUrl: 'http://127.0.0.1:9/api/', retryConfig: { retries: 0 } }).auth.test();`,
      says: /WebAPIRequestError|ECONNREFUSED|request error/,
    },
    {
      why: 'a message that holds the key itself',
      code: `throw new Error('refused: Authorization: Bearer ' + process.env.TELNYX_API_KEY + ' ' + process.env.SLACK_BOT_TOKEN);`,
      says: /refused: Authorization: \[redacted\] \[redacted\]/,
    },
    {
      why: 'a text in place of an error',
      code: `Promise.reject('token ' + process.env.SLACK_BOT_TOKEN);`,
      says: /token \[redacted\]/,
    },
    {
      why: 'an object in place of an error',
      code: `Promise.reject({ token: process.env.SLACK_BOT_TOKEN, env: process.env });`,
      says: /#<Object>/,
    },
    {
      why: 'an error caused by another, with the whole environment',
      code: `throw Object.assign(new AggregateError([new Error(process.env.TELNYX_API_KEY)], 'several', { cause: process.env }), { env: process.env });`,
      says: /several/,
    },
  ];
  for (const { why, code, says } of CRASHES)
    it(`are not in the last words of a process: ${why}`, async (t) => {
      const { env, folder } = await startLiveWorld(t);
      const [axios, slack] = ['axios', '@slack/web-api'].map((name) => JSON.stringify(import.meta.resolve(name)));
      const bug = join(folder, 'bug.mjs');
      const lines = [`import axios from ${axios};`, `import { WebClient } from ${slack};`];
      writeFileSync(bug, `${lines.join('\n')}\nvoid [axios, WebClient];\nprocess.on('SIGUSR2', () => { ${code} });\n`);
      const app = startProcess(t, { env, cwd: folder, args: ['--import', bug, MAIN] });
      await app.logged('numberdesk is running');
      app.kill('SIGUSR2');
      assert.deepEqual(await app.exit, { code: 1, signal: null });
      assert.match(app.stderr(), says);
      assertSilentAbout(env, app);
    });

  for (const transport of ['http', 'socket'] as const)
    it(`are in no line of the log over ${transport}, however much is asked for`, async (t) => {
      const world = await startLiveWorld(t, { transport });
      const app = await world.startApp({ LOG_LEVEL: 'trace', DEBUG: '*' });
      const ada = world.slack.person('ada');
      assert.match(textOf(await command(world, ada, 'search DE local Berlin')), /numbers found/);
      world.telnyx.faults.on({ kind: 'key-refused', times: 1 });
      await command(world, ada, 'search DE local Munich');
      world.slack.faults.fail({ method: 'views.open', error: 'token_revoked' });
      await command(world, ada, 'search');
      app.kill('SIGTERM');
      assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
      assert.match(app.stdout(), /telnyx call/);
      assertSilentAbout(world.env, app);
    });

  it('are not given to Node’s own debugging, which would write them: it is refused at the start', async (t) => {
    const { env, folder } = await startLiveWorld(t);
    const app = startProcess(t, { env: { ...env, NODE_DEBUG: 'http' }, cwd: folder });
    assert.deepEqual(await app.exit, { code: 1, signal: null });
    assert.match(app.stderr(), /^ {2}NODE_DEBUG is set: Node would write the keys of requests to the log\./m);
    assertSilentAbout(env, app);
  });
});
