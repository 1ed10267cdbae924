import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';

/** How many orders one poll read, how many of them it found changed, how many it wrote, and how many writes those were. */
export type Found = { read: number; changed: number; written: number; writes: number };
/** A poll, so much later than the one before. */
export type Tick = (laterMs: number) => Promise<Found>;
export type Kind = 'ours' | 'bare' | 'sdk';

/** What was found by the last of the measured polls, and what each took. */
export type Measured = Found & {
  calls: number;
  cpuMs: number;
  /** The longest time for which nobody else had a turn. */
  heldMs: number;
  /** Resident memory at its highest, with start and warming up. */
  peakMb: number;
};

type Given = { apiUrl: string; storeUrl: string };

/** Each loads what it needs and no more: what the others would load is not its memory. */
const START: Record<Kind, (given: Given) => Promise<Tick>> = {
  ours: async (given) => (await import('./tick-ours.ts')).createOurTick(given),
  bare: async ({ apiUrl }) => (await import('./tick-bare.ts')).createBareTick(apiUrl),
  sdk: async ({ apiUrl }) => (await import('./tick-sdk.ts')).createSdkTick(apiUrl),
};

const MINUTE_MS = 60_000;

/** Not by `fetch`, which a poll need not load. */
const ask = async (url: string, method = 'GET'): Promise<string> => {
  const [response] = (await once(request(url, { method }).end(), 'response')) as [IncomingMessage];
  return text(response);
};

/** Runs in a process of its own: `<kind> <origin of the stand-in> <store> <change every> <minutes> <polls>`. Prints what a tick cost. */
const run = async (): Promise<void> => {
  const [kind = 'ours', origin = '', storeUrl = '', every = '0', minutes = '1', polls = '1'] = process.argv.slice(2);
  const tick = await START[kind as Kind]({ apiUrl: `${origin}/v2`, storeUrl });
  // The first sees everything for the first time, the second is warm.
  await tick(MINUTE_MS);
  await tick(MINUTE_MS);
  if (every !== '0') await ask(`${origin}/change?every=${every}`, 'POST');
  await ask(`${origin}/count`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  const count = Number(polls);
  let found = await tick(Number(minutes) * MINUTE_MS);
  for (let at = 1; at < count; at += 1) found = await tick(Number(minutes) * MINUTE_MS);
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const measured: Measured = {
    ...found,
    cpuMs: (user + system) / 1000 / count,
    calls: Number(await ask(`${origin}/count`)) / count,
    heldMs: delay.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(measured));
  process.exit(0);
};

await run();
