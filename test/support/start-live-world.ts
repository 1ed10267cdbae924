import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type SlackSimulator, startSlackSimulator } from '../../src/sandbox/slack/start-slack-simulator.ts';
import { startTelnyxSimulator, type TelnyxSimulator } from '../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { ALL_SCOPES } from './manifest-scopes.ts';
import { type AppProcess, MAIN, startProcess } from './start-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Transport = 'http' | 'socket';

export type RunningApp = AppProcess & { port: number; url: string };

/** Simulators in the test's process, the app in one of its own, real time: what a process owes its users is shown here. */
export type LiveWorld = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  /** What connects a process to the simulators; its store outlives it. */
  env: Record<string, string>;
  folder: string;
  /** Starts the app and waits until it runs; again after a kill. */
  startApp(env?: Record<string, string>): Promise<RunningApp>;
};

const API_KEY = 'KEY-simulated-telnyx';
const clock = { now: Date.now };

const toEnv = (
  { slack, telnyx, folder }: Pick<LiveWorld, 'slack' | 'telnyx' | 'folder'>,
  transport: Transport,
): Record<string, string> => {
  const { botToken, appToken, signingSecret } = slack.credentials;
  return {
    SLACK_BOT_TOKEN: botToken,
    ...(transport === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
    SLACK_API_URL: slack.apiUrl,
    TELNYX_API_KEY: API_KEY,
    TELNYX_API_URL: telnyx.url,
    STORE_URL: `sqlite://${join(folder, 'data/store.sqlite')}`,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    HOST: '127.0.0.1',
    PORT: '0',
    POLL_SCHEDULE: '* * * * * *',
  };
};

export const startLiveWorld = async (
  t: TestContext,
  {
    transport = 'http',
    extras = true,
    botScopes = ALL_SCOPES,
    main = MAIN,
  }: { transport?: Transport; extras?: boolean; botScopes?: string[]; main?: string } = {},
): Promise<LiveWorld> => {
  const folder = temporaryFolder(t);
  const telnyx = await startTelnyxSimulator({ clock, apiKey: API_KEY, extras });
  t.after(() => telnyx.stop());
  const slack = await startSlackSimulator({ clock, botScopes });
  t.after(() => slack.stop());
  const env = toEnv({ slack, telnyx, folder }, transport);
  return {
    slack,
    telnyx,
    env,
    folder,
    startApp: async (more = {}) => {
      const app = startProcess(t, { env: { ...env, ...more }, cwd: folder, args: [main] });
      const { port = 0 } = await app.logged('numberdesk is running');
      const url = `http://127.0.0.1:${port}`;
      if (transport === 'http') slack.setRequestUrl(`${url}/slack/events`);
      return { ...app, port, url };
    },
  };
};
