import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createCronSchedule } from '../../src/jobs/poll-schedule.ts';
import { createLog } from '../../src/log.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { type AroundWrite, watchWrites } from './watch-writes.ts';

/**
 * Run as a process of its own: numberdesk as `main.ts` runs it, until it kills itself, as the kernel does, before the
 * n-th write after SIGUSR2, which says that an order comes (`DIE_AT_WRITE`; 0: it lives).
 */
const dieAt = Number(process.env.DIE_AT_WRITE);
let written = 0;
let isArmed = false;

process.on('SIGUSR2', () => {
  isArmed = true;
});

/** What polls write of themselves comes when it comes: counting it would make each run another one. */
const OF_POLLS = new Set(['state', 'account-watch']);

const around: AroundWrite = (write, writes) => {
  if (isArmed && writes.some(({ name }) => !OF_POLLS.has(name))) written += 1;
  if (written === dieAt && dieAt > 0) process.kill(process.pid, 'SIGKILL');
  return write();
};

const settings = parseConfig(process.env);
if (settings.mode !== 'live') throw new Error('this one connects to what its environment says');
const { config } = settings;
const log = createLog({ level: config.logLevel });
const schedule = createCronSchedule({ expression: config.pollSchedule, timezone: config.timezone, log });
const openBackend = async (path: string) => watchWrites(await openSqlite(path), around);
const app = await createApp(config, { clock: { now: Date.now }, schedule, log, openBackend });
const { port } = await app.start();
log.info({ port }, 'numberdesk is running');
