import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { ConfigError, parseConfig, type Settings } from './config.ts';
import { isAppError } from './errors.ts';
import { createCronSchedule } from './jobs/poll-schedule.ts';
import { createLog, type Log } from './log.ts';

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

const startSandboxed = async ({ config }: Extract<Settings, { mode: 'sandbox' }>): Promise<Running> => {
  const { startSandbox } = await import('./sandbox/start-sandbox.ts');
  const sandbox = await startSandbox({ config });
  process.stdout.write(`${sandbox.banner}\n`);
  return sandbox;
};

/** First signal: stop in order, exit 0. Second: the operator means now. */
const stopOnSignal = (running: Running): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

const main = async (): Promise<void> => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = parseConfig(process.env);
  const log = createLog({ level: settings.config.logLevel });
  stopOnSignal(settings.mode === 'live' ? await startLive(settings, log) : await startSandboxed(settings));
};

/** What an operator reads when the start fails: known failures in a sentence, anything else with its stack. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message;
  if (isAppError(error)) return `numberdesk cannot start: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
