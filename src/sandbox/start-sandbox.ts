import { type AppOptions, createApp, type NumberdeskApp } from '../app.ts';
import type { Config } from '../config.ts';
import { createLog, type Log } from '../log.ts';
import { startAutosave } from './autosave.ts';
import { createManualClock, type ManualClock } from './clock.ts';
import { type KeptSandbox, openSandboxFolder, type SandboxFolder } from './keep-sandbox.ts';
import { createSandboxSchedule } from './sandbox-schedule.ts';
import { type SlackSimulator, type SlackSimulatorOptions, startSlackSimulator } from './slack/start-slack-simulator.ts';
import {
  startTelnyxSimulator,
  type TelnyxSimulator,
  type TelnyxSimulatorOptions,
} from './telnyx/start-telnyx-simulator.ts';
import { startWeb } from './web/start-web.ts';

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
  /** How pauses between tries are waited out; by real time unless given. */
  wait?: AppOptions['wait'];
  telnyx?: Partial<TelnyxSimulatorOptions>;
  slack?: Partial<SlackSimulatorOptions>;
  /** Serves the page too; without it there are only the simulators and the app. */
  web?: { port: number };
  /** A folder in which everything outlives a restart, the app's store included; without it all is in memory. */
  keepIn?: string | null;
};

export type Sandbox = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  clock: ManualClock;
  /** Of the app's own HTTP server. */
  port: number;
  /** Of the page; null when it is not served. */
  url: string | null;
  /** One poll, now. */
  tick(): Promise<void>;
  /** The app alone, while Slack, Telnyx and the clock go on: it starts again on the same store and port. */
  app: { stop(): Promise<void>; start(): Promise<void> };
  /** What to print once it runs. */
  banner: string;
  stop(): Promise<void>;
};

const toConfig = (
  options: SandboxOptions,
  { slack, telnyx, ...store }: Pick<Sandbox, 'slack' | 'telnyx'> & Pick<Config, 'storeUrl' | 'encryptionKeys'>,
): Config => {
  const { botToken, appToken, signingSecret } = slack.credentials;
  const transport: Config['slack']['transport'] =
    options.transport === 'socket' ? { kind: 'socket', appToken } : { kind: 'http', signingSecret };
  return {
    ...options.config,
    // The page has the port that a person knows; nobody but the simulators calls the app's own.
    port: options.web === undefined ? options.config.port : 0,
    host: HOST,
    // Nothing leaves this machine.
    heartbeatUrl: null,
    ...store,
    slack: { botToken, apiUrl: slack.apiUrl, transport },
    telnyx: { apiKey: API_KEY, apiUrl: telnyx.url, publicKeys: [] },
  };
};

const toBanner = (url: string, { keepIn = null }: SandboxOptions): string =>
  [
    'numberdesk runs in the sandbox: a simulated Slack and a simulated Telnyx, nothing leaves this machine.',
    '',
    `  ${url}`,
    '',
    'Open it in a browser. `npm run demo` plays a whole order in the terminal instead: ordered, rejected, fixed, active.',
    keepIn === null
      ? 'It begins fresh at each start; `npm start -- --keep` goes on where it stood.'
      : `It is kept in ${keepIn} and goes on where it stood.`,
    'To connect a real workspace and a Telnyx account, fill in .env as the README says. Ctrl+C stops.',
  ].join('\n');

const startClock = async ({ clock: given }: SandboxOptions, kept: KeptSandbox | null): Promise<ManualClock> => {
  const clock = given ?? createManualClock(kept?.clock.now ?? Date.now(), { speed: kept?.clock.speed ?? 1 });
  if (kept !== null) await clock.set(kept.clock.now);
  return clock;
};

type Simulators = { clock: ManualClock; slack: SlackSimulator; telnyx: TelnyxSimulator };

const startSimulators = async (options: SandboxOptions, kept: KeptSandbox | null): Promise<Simulators> => {
  const clock = await startClock(options, kept);
  const telnyx = await startTelnyxSimulator({ clock, apiKey: API_KEY, kept: kept?.telnyx, ...options.telnyx });
  const slack = await startSlackSimulator({ clock, kept: kept?.slack, ...options.slack });
  return { clock, telnyx, slack };
};

/** The folder with its saving: after changes, and a last time at the end. */
const startKeeping = (folder: SandboxFolder, { simulators, log, ...given }: Keeping): { stop(): Promise<void> } => {
  const { clock, slack, telnyx } = simulators;
  const toKept = (): KeptSandbox => ({
    clock: { now: clock.now(), speed: clock.speed() },
    telnyx: telnyx.keep(),
    slack: slack.keep(),
    ...given,
  });
  folder.saveNow(toKept());
  const autosave = startAutosave({ slack, telnyx, save: () => folder.save(toKept()), log });
  return {
    stop: async () => {
      await autosave.stop();
      folder.saveNow(toKept());
    },
  };
};

/** A store that is kept needs its key again at the next start. */
const storeOf = (
  { config }: SandboxOptions,
  folder: SandboxFolder | null,
): Pick<Config, 'storeUrl' | 'encryptionKeys'> => ({
  storeUrl: folder?.storeUrl ?? config.storeUrl,
  encryptionKeys: folder?.kept?.encryptionKeys ?? config.encryptionKeys,
});

type Keeping = { simulators: Simulators; log: Log; readUntil: Map<string, number>; encryptionKeys: string[] };

/** The app, which can be stopped and started again on the same port. */
const startApp = async (config: Config, options: AppOptions): Promise<Pick<Sandbox, 'app' | 'port'>> => {
  const start = async (port: number): Promise<{ app: NumberdeskApp; port: number }> => {
    const app = await createApp({ ...config, port }, options);
    return { app, ...(await app.start()) };
  };
  let { app, port } = await start(config.port);
  return {
    port,
    app: {
      stop: () => app.stop(),
      start: async () => {
        ({ app } = await start(port));
      },
    },
  };
};

const toAppOptions = (
  { postIntervalMs, telnyxTimeoutMs, wait }: SandboxOptions,
  given: Pick<AppOptions, 'clock' | 'schedule' | 'log'>,
): AppOptions => ({
  ...given,
  ...(postIntervalMs === undefined ? {} : { postIntervalMs }),
  ...(telnyxTimeoutMs === undefined ? {} : { telnyxTimeoutMs }),
  ...(wait === undefined ? {} : { wait }),
});

type Stoppable = { stop(): Promise<void> };

/** What was started last is stopped first; one that fails to stop does not keep the others running. */
const createStops = () => {
  const running: Stoppable[] = [];
  return {
    add: <One extends Stoppable>(one: One): One => {
      running.unshift(one);
      return one;
    },
    stop: async (): Promise<void> => {
      const failures: unknown[] = [];
      for (const one of running.splice(0)) await one.stop().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
};

const start = async (options: SandboxOptions, stops: ReturnType<typeof createStops>): Promise<Sandbox> => {
  const log = options.log ?? createLog({ level: options.config.logLevel });
  const folder = options.keepIn ? openSandboxFolder(options.keepIn) : null;
  if (folder?.warning) log.warn(folder.warning);
  const kept = folder?.kept ?? null;
  const readUntil = kept?.readUntil ?? new Map<string, number>();
  const simulators = await startSimulators(options, kept);
  const { clock, slack, telnyx } = simulators;
  stops.add(telnyx);
  stops.add(slack);
  const schedule = createSandboxSchedule(clock, options.pollEveryMs === undefined ? 2_000 : options.pollEveryMs);
  const config = toConfig(options, { slack, telnyx, ...storeOf(options, folder) });
  const { app, port } = await startApp(config, toAppOptions(options, { clock, schedule, log }));
  // The app has the store's lock now: what another sandbox in the same folder keeps there is not overwritten.
  const { encryptionKeys } = config;
  if (folder !== null) stops.add(startKeeping(folder, { simulators, log, readUntil, encryptionKeys }));
  stops.add(app);
  if (options.transport !== 'socket') slack.setRequestUrl(`http://${HOST}:${port}/slack/events`);
  const { web: page } = options;
  const web = page && stops.add(await startWeb({ ...simulators, ...page, host: HOST, tick: schedule.tick, readUntil }));
  return {
    ...simulators,
    port,
    app,
    url: web?.url ?? null,
    tick: schedule.tick,
    banner: [folder?.warning, web && toBanner(web.url, options)].filter(Boolean).join('\n\n'),
    stop: stops.stop,
  };
};

/** The whole app against simulators: only URLs, tokens and the clock differ from production. Loopback only. */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const stops = createStops();
  try {
    return await start(options, stops);
  } catch (error) {
    await stops.stop().catch(() => undefined);
    throw error;
  }
};
