import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type NumberdeskApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Log } from '../../src/log.ts';
import type { SlackSimulator } from '../../src/sandbox/slack/start-slack-simulator.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import type { FaultBook } from './fault-book.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { Promises } from './promises.ts';
import { type AroundWrite, watchWrites } from './watch-writes.ts';

export const API_KEY = 'KEY-simulated-telnyx';
/** Long enough for a busy machine, short enough for a call that hangs on purpose. */
const TELNYX_TIMEOUT_MS = 2_000;

type Options = {
  folder: string;
  slack: SlackSimulator;
  proxy: () => FaultProxy;
  book: FaultBook;
  clock: { now(): number };
  log: Log;
  webhookKey: string;
  promises: Promises;
};

const pathOf = (folder: string, life: number): string => join(folder, `life-${life}.sqlite`);

/** What a crash leaves: the file and its journal as they are between two writes. */
const copyStore = (folder: string, { from, to }: { from: number; to: number }): void => {
  for (const suffix of ['', '-wal'])
    if (existsSync(`${pathOf(folder, from)}${suffix}`))
      copyFileSync(`${pathOf(folder, from)}${suffix}`, `${pathOf(folder, to)}${suffix}`);
};

const toConfig = ({ folder, slack, proxy, webhookKey }: Options, life: number) => ({
  ...parseConfig({}).config,
  host: '127.0.0.1',
  port: 0,
  storeUrl: `sqlite://${pathOf(folder, life)}`,
  encryptionKeys: [...TEST_KEYS],
  slack: {
    botToken: slack.credentials.botToken,
    apiUrl: `${proxy().url(life, 'slack')}/api/`,
    transport: { kind: 'http' as const, signingSecret: slack.credentials.signingSecret },
  },
  telnyx: { apiKey: API_KEY, apiUrl: `${proxy().url(life, 'telnyx')}/v2`, publicKeys: [webhookKey] },
});

const nothing = async (): Promise<void> => undefined;

/**
 * One app after another over the same records. A life that was killed has no connection to anybody from that moment on,
 * and the next one begins with the database as it was then: what it goes on doing in vain reaches nobody.
 */
export const createLives = (options: Options) => {
  const { folder, slack, proxy, book, clock, log, promises } = options;
  let life = 0;
  let running: { app: NumberdeskApp; tick: () => Promise<unknown>; url: string } | null = null;
  let isDead = true;
  const buried: NumberdeskApp[] = [];

  const kill = (which: number): void => {
    if (which !== life || isDead) return;
    copyStore(folder, { from: life, to: life + 1 });
    isDead = true;
  };
  const aroundWriteOf =
    (ownLife: number): AroundWrite =>
    async (write, writes) => {
      const fault = ownLife === life && !isDead ? book.take('store', 'write') : null;
      if (fault?.kind === 'killed' && fault.before) kill(ownLife);
      const done = await write();
      if (ownLife === life && !isDead) writes.forEach(promises.note);
      if (fault?.kind === 'killed' && !fault.before) kill(ownLife);
      return done;
    };
  const start = async (): Promise<void> => {
    if (!isDead) return;
    if (running !== null) buried.push(running.app);
    running = null;
    life += 1;
    isDead = false;
    let tick: () => Promise<unknown> = nothing;
    const own = life;
    const schedule = {
      stop: nothing,
      start: (work: () => Promise<unknown>): void => {
        tick = work;
      },
    };
    const app = await createApp(toConfig(options, own), {
      clock,
      log,
      schedule,
      postIntervalMs: 0,
      telnyxTimeoutMs: TELNYX_TIMEOUT_MS,
      // Nobody's clock moves while a rate limit is waited out.
      wait: nothing,
      openBackend: async (path) => watchWrites(await openSqlite(path), aroundWriteOf(own)),
    });
    const started = await app.start().catch((error: unknown) => {
      // Killed while it started: the last words of that one too.
      if (isDead) return null;
      throw error;
    });
    if (started === null) {
      buried.push(app);
      return;
    }
    running = { app, tick, url: `http://127.0.0.1:${started.port}` };
    slack.setRequestUrl(`${proxy().url(own, 'inbound')}/slack/events`);
  };
  return {
    start,
    kill,
    isAlive: (which: number = life): boolean => which === life && !isDead,
    /** Of the app itself; null while it is down. */
    url: (): string | null => (isDead ? null : (running?.url ?? null)),
    /** Where the outside reaches it. */
    inboundUrl: (): string => proxy().url(life, 'inbound'),
    tick: async (): Promise<void> => {
      const own = life;
      if (isDead) return;
      try {
        await running?.tick();
      } catch (error) {
        // The last words of somebody who was killed.
        if (own === life && !isDead) throw error;
      }
    },
    /** It has done what it began, dead or not. */
    settled: async (): Promise<void> => running?.app.settled(),
    storePath: (): string => pathOf(folder, isDead ? life + 1 : life),
    /** As SIGTERM does: it ends in peace, and the next one goes on with its file. */
    stop: async (): Promise<void> => {
      if (isDead || running === null) return;
      await running.app.stop();
      if (!isDead) copyStore(folder, { from: life, to: life + 1 });
      isDead = true;
      running = null;
    },
    /** Closes what those who were killed left open. */
    bury: async (): Promise<void> => {
      if (isDead && running !== null) buried.push(running.app);
      if (isDead) running = null;
      await Promise.all(buried.splice(0).map((app) => app.stop()));
    },
  };
};

export type Lives = ReturnType<typeof createLives>;
