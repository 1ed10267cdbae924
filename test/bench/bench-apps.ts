import { mkdtempSync, rmSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN } from '../support/start-process.ts';
import { type MeasuredApp, startMeasured } from './app-under-load.ts';
import { OUR_FLAGS } from './our-flags.ts';
import { SIGNING_SECRET } from './send-commands.ts';
import { type StandInSlack, startStandInSlack } from './stand-in-slack.ts';

/** No dependency of ours: 120 packages that nobody else needs, among them a second client of Slack. */
export const CHAT_SDK = ['chat', '@chat-adapter/slack', '@chat-adapter/state-memory'];
const isInstalled = (name: string): boolean => {
  try {
    return findPackageJSON(name, import.meta.url) !== undefined;
  } catch {
    return false;
  }
};
export const hasChatSdk = (): boolean => CHAT_SDK.every(isInstalled);

const CHAT = join(import.meta.dirname, 'chat-sdk-app.ts');
const BARE = join(import.meta.dirname, 'bare-bolt-app.ts');

export type BenchApps = {
  slack: StandInSlack;
  startOurs(env?: Record<string, string>): Promise<MeasuredApp>;
  startBare(): Promise<MeasuredApp>;
  /** Where it is installed. */
  startChatSdk(): Promise<MeasuredApp>;
};

const envOf = (slack: StandInSlack): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production',
  SLACK_BOT_TOKEN: 'xoxb-bench-0000',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.apiUrl,
});

/** As the container runs it, but for the poll, which would come once a year. */
const ourEnvOf = (slack: StandInSlack, folder: string): Record<string, string> => ({
  ...envOf(slack),
  NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
  TELNYX_API_KEY: 'KEY-bench-000000',
  TELNYX_API_URL: slack.apiUrl,
  STORE_URL: `sqlite://${join(folder, 'store.sqlite')}`,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  POLL_SCHEDULE: '0 0 1 1 *',
  HOST: '127.0.0.1',
  PORT: '0',
});

/** Gives both apps a Slack and a folder, and takes them away after. */
export const withBenchApps = async <Result>(work: (apps: BenchApps) => Promise<Result>): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
  const slack = await startStandInSlack();
  try {
    return await work({
      slack,
      startOurs: (env = {}) => startMeasured([...OUR_FLAGS, MAIN], { ...ourEnvOf(slack, folder), ...env }),
      startBare: () => startMeasured([BARE], envOf(slack)),
      startChatSdk: () => startMeasured([CHAT], envOf(slack)),
    });
  } finally {
    slack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
