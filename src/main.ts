import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createApp } from './app.ts';
import { type Config, ConfigError, parseConfig, type Settings } from './config.ts';
import { AppError, isAppError } from './errors.ts';
import { createCronSchedule } from './jobs/poll-schedule.ts';
import { createLog, type Log, withoutSecrets } from './log.ts';

type StoreSettings = Pick<Config, 'storeUrl' | 'encryptionKeys'>;
type Running = { stop(): Promise<void> };

const startLive = async ({ config }: Extract<Settings, { mode: 'live' }>, log: Log): Promise<Running> => {
  const schedule = createCronSchedule({ expression: config.pollSchedule, timezone: config.timezone, log });
  const app = await createApp(config, { clock: { now: Date.now }, schedule, log });
  try {
    const { port } = await app.start();
    log.info({ port, transport: config.slack.transport.kind }, 'numberdesk is running');
    return app;
  } catch (error) {
    await app.stop();
    throw error;
  }
};

/** `npm start -- --keep`, without a folder of one's own choice. */
const KEPT_IN = 'data/sandbox';

const startSandboxed = async ({ config, keepIn }: Extract<Settings, { mode: 'sandbox' }>): Promise<Running> => {
  const { startSandbox } = await import('./sandbox/start-sandbox.ts');
  const sandbox = await startSandbox({
    config: { ...config, storeUrl: 'sqlite://:memory:' },
    web: { port: config.port },
    keepIn: keepIn ?? (process.argv.includes('--keep') ? KEPT_IN : null),
  });
  process.stdout.write(`${sandbox.banner}\n`);
  return sandbox;
};

/** npm hands a terminal's Ctrl+C on to us, who had it already: two signals this close are one wish. */
const SAME_SIGNAL_MS = 1_000;

/**
 * First signal: stop in order, exit 0; while the app still starts there is nothing to finish. Second: the operator means
 * now. Listened to from the beginning, since as the first process of a container we would not even be killed by default.
 */
const stopOnSignal = (log: Log, current: () => Running | null): void => {
  let stoppingSince: number | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    log.info({ signal }, 'numberdesk stops');
    (current()?.stop() ?? Promise.resolve()).then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

/** What `npm run backup` and `npm run audit` ask for; the app may run meanwhile. */
const [, , ask = 'start', backUpTo = null] = process.argv;

/** To a file or folder that was named, or none. */
const backUp = async ({ storeUrl: url }: StoreSettings): Promise<void> => {
  const { backUpStore } = await import('./store/back-up-store.ts');
  const { path, bytes } = await backUpStore({ url, to: backUpTo, now: Date.now() });
  process.stdout.write(
    `The store is copied to ${path} (${bytes} bytes) and the copy is sound. It opens with the same ENCRYPTION_KEY only: keep that elsewhere.\n`,
  );
};

const printAudit = async ({ storeUrl: url, encryptionKeys }: StoreSettings): Promise<void> => {
  const [{ exportAudit }, { toAuditCsv }] = await Promise.all([
    import('./store/export-audit.ts'),
    import('./domain/audit-csv.ts'),
  ]);
  try {
    await pipeline(toAuditCsv(exportAudit({ url, encryptionKeys })), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads it has seen enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
};

const ASKS = new Map([
  ['backup', { run: backUp, failed: 'No backup was made' }],
  ['audit', { run: printAudit, failed: 'The audit was not exported' }],
]);
const asked = ASKS.get(ask);

const readEnvFile = (): void => {
  if (!existsSync('.env')) return;
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    // Node says ENOENT of each file that it cannot read.
    const advice = 'it must be a file, and this user must have the right to read it';
    throw new AppError('invalid_input', `${resolve('.env')} is there and cannot be read: ${advice}`, { cause });
  }
};

const main = async (): Promise<void> => {
  readEnvFile();
  const settings = parseConfig(process.env);
  if (asked) return asked.run(settings.config);
  const log = createLog({ level: settings.config.logLevel });
  let running: Running | null = null;
  stopOnSignal(log, () => running);
  running = settings.mode === 'live' ? await startLive(settings, log) : await startSandboxed(settings);
};

/** What an operator reads when the start fails: known failures in a sentence, anything else with its stack. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message;
  if (isAppError(error)) return `${asked?.failed ?? 'numberdesk cannot start'}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const fail = (error: unknown): void => {
  process.stderr.write(`${withoutSecrets(explain(error))}\n`);
  process.exit(1);
};

// Node would print every field of the error, and a failed request carries the token that it was sent with.
process.on('uncaughtException', fail);
main().catch(fail);
