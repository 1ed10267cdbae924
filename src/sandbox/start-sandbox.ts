import { createApp, type NumberdeskApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { Schedule } from '../jobs/poll-schedule.ts';
import { createLog, type Log } from '../log.ts';
import { createManualClock, type ManualClock } from './clock.ts';
import { type SlackSimulator, type SlackSimulatorOptions, startSlackSimulator } from './slack/start-slack-simulator.ts';
import {
  startTelnyxSimulator,
  type TelnyxSimulator,
  type TelnyxSimulatorOptions,
} from './telnyx/start-telnyx-simulator.ts';

const HOST = '127.0.0.1';
const API_KEY = 'KEY-simulated-telnyx';

type AppConfig = Omit<Config, 'slack' | 'telnyx'>;

export type SandboxOptions = {
  config: AppConfig;
  transport?: 'http' | 'socket';
  clock?: ManualClock;
  log?: Log;
  /** Real milliseconds between polls; null: only the clock's steps poll. */
  pollEveryMs?: number | null;
  postIntervalMs?: number;
  telnyxTimeoutMs?: number;
  telnyx?: Partial<TelnyxSimulatorOptions>;
  slack?: Partial<SlackSimulatorOptions>;
};

export type Sandbox = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  clock: ManualClock;
  /** Of the app's own HTTP server. */
  port: number;
  /** One poll, now. */
  tick(): Promise<void>;
  /** The app alone, while Slack, Telnyx and the clock go on: it starts again on the same store and port. */
  app: { stop(): Promise<void>; start(): Promise<void> };
  /** What to print once it runs. */
  banner: string;
  stop(): Promise<void>;
};

/** Polls at a fixed pace of real time, and after each step of the sandbox's clock; never two at once. */
const createSandboxSchedule = (
  clock: ManualClock,
  pollEveryMs: number | null,
): Schedule & { tick(): Promise<void> } => {
  let running: Promise<unknown> = Promise.resolve();
  let poll: () => Promise<unknown> = async () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => undefined;
  const tick = async (): Promise<void> => {
    running = running.then(
      () => poll(),
      () => poll(),
    );
    await running;
  };
  return {
    tick,
    start(work) {
      poll = work;
      unsubscribe = clock.onStep(tick);
      if (pollEveryMs !== null) timer = setInterval(() => void tick().catch(() => undefined), pollEveryMs);
    },
    async stop() {
      clearInterval(timer);
      unsubscribe();
      await running.catch(() => undefined);
    },
  };
};

const toConfig = (options: SandboxOptions, { slack, telnyx }: Pick<Sandbox, 'slack' | 'telnyx'>): Config => {
  const { botToken, appToken, signingSecret } = slack.credentials;
  const transport: Config['slack']['transport'] =
    options.transport === 'socket' ? { kind: 'socket', appToken } : { kind: 'http', signingSecret };
  return {
    ...options.config,
    host: HOST,
    slack: { botToken, apiUrl: slack.apiUrl, transport },
    telnyx: { apiKey: API_KEY, apiUrl: telnyx.url, publicKey: null },
  };
};

const toBanner = (port: number, { slack, telnyx }: Pick<Sandbox, 'slack' | 'telnyx'>): string =>
  [
    'numberdesk runs in the sandbox: a simulated Slack and a simulated Telnyx, nothing leaves this machine.',
    '',
    '  npm run demo            plays a whole order in this terminal: ordered, rejected, fixed, active',
    `  app                     http://${HOST}:${port}/readyz`,
    `  simulated Slack         ${slack.baseUrl}/`,
    `  simulated Telnyx        ${telnyx.url}/`,
    '',
    'To connect a real workspace and a Telnyx account, fill in .env as the README says. Ctrl+C stops.',
  ].join('\n');

const startApp = async (
  config: Config,
  options: Parameters<typeof createApp>[1],
): Promise<{ app: NumberdeskApp; port: number }> => {
  const app = await createApp(config, options);
  const { port } = await app.start();
  return { app, port };
};

/** The whole app against simulators: only URLs, tokens and the clock differ from production. Loopback only. */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const clock = options.clock ?? createManualClock(Date.now(), { speed: 1 });
  const log = options.log ?? createLog({ level: options.config.logLevel });
  const schedule = createSandboxSchedule(clock, options.pollEveryMs === undefined ? 2_000 : options.pollEveryMs);
  const telnyx = await startTelnyxSimulator({ clock, apiKey: API_KEY, ...options.telnyx });
  const slack = await startSlackSimulator({ clock, ...options.slack });
  const { postIntervalMs, telnyxTimeoutMs } = options;
  const config = toConfig(options, { slack, telnyx });
  const appOptions = {
    clock,
    schedule,
    log,
    ...(postIntervalMs === undefined ? {} : { postIntervalMs }),
    ...(telnyxTimeoutMs === undefined ? {} : { telnyxTimeoutMs }),
  };
  const first = await startApp(config, appOptions);
  const { port } = first;
  let { app } = first;
  if (options.transport !== 'socket') slack.setRequestUrl(`http://${HOST}:${port}/slack/events`);
  return {
    slack,
    telnyx,
    clock,
    port,
    tick: schedule.tick,
    app: {
      stop: () => app.stop(),
      start: async () => {
        app = (await startApp({ ...config, port }, appOptions)).app;
      },
    },
    banner: toBanner(port, { slack, telnyx }),
    async stop() {
      await app.stop();
      await slack.stop();
      await telnyx.stop();
    },
  };
};
