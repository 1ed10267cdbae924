import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createOurTick } from './tick-ours.ts';
import { createBareTick, createSdkTick } from './tick-peers.ts';

/** What one poll found changed, how many orders it wrote, and how many writes those were. */
export type Found = { changed: number; written: number; writes: number };
export type Tick = () => Promise<Found>;
export type Kind = 'ours' | 'bare' | 'sdk';

export type Measured = Found & {
  calls: number;
  cpuMs: number;
  /** The longest time for which nobody else had a turn. */
  heldMs: number;
  /** Resident memory at its highest, with start and warming up. */
  peakMb: number;
};

const startTick = async (kind: string, { apiUrl, storeUrl }: { apiUrl: string; storeUrl: string }): Promise<Tick> => {
  if (kind === 'ours') return createOurTick({ apiUrl, storeUrl });
  return kind === 'bare' ? createBareTick(apiUrl) : createSdkTick(apiUrl);
};

/** Runs in a process of its own: `<kind> <origin of the stand-in> <store> <change every>`. Prints what one tick cost. */
const run = async (): Promise<void> => {
  const [kind = '', origin = '', storeUrl = '', every = '0'] = process.argv.slice(2);
  const tick = await startTick(kind, { apiUrl: `${origin}/v2`, storeUrl });
  // The first sees everything for the first time, the second is warm.
  await tick();
  await tick();
  if (every !== '0') await fetch(`${origin}/change?every=${every}`, { method: 'POST' });
  await fetch(`${origin}/count`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  const found = await tick();
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const measured: Measured = {
    ...found,
    cpuMs: (user + system) / 1000,
    calls: Number(await (await fetch(`${origin}/count`)).text()),
    heldMs: delay.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(measured));
  process.exit(0);
};

await run();
