import { setTimeout as idle } from 'node:timers/promises';
import type { MeasuredApp } from './app-under-load.ts';
import { withBenchApps } from './bench-apps.ts';
import { median, type Row } from './table.ts';

const STARTS = 7;
const IDLE_MS = 1_500;

type Measured = { startMs: number; memoryMb: number };

const startOnce = async (start: () => Promise<MeasuredApp>): Promise<Measured> => {
  const app = await start();
  await idle(IDLE_MS);
  const measured = { startMs: app.startMs, memoryMb: app.memoryMb() };
  await app.stop();
  return measured;
};

/** Start to listening in production mode, from the second start on, and memory when idle, against a bare Bolt app without compile cache. */
export const benchStarts = (): Promise<Row[]> =>
  withBenchApps(async ({ startOurs, startBare }) => {
    // The first start writes the compiled code that later ones find.
    await startOnce(startOurs);
    const pairs: { ours: Measured; bare: Measured }[] = [];
    for (let at = 0; at < STARTS; at += 1)
      pairs.push({ ours: await startOnce(startOurs), bare: await startOnce(startBare) });
    const row = (of: keyof Measured, unit: string) => ({
      ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(0)} ${unit}`,
      against: `${median(pairs.map(({ bare }) => bare[of])).toFixed(0)} ${unit}`,
      ratio: median(pairs.map(({ ours, bare }) => ours[of] / bare[of])),
    });
    return [
      { what: 'start to listening, second start', ...row('startMs', 'ms'), reach: '<= 1.3x' },
      { what: 'memory when idle', ...row('memoryMb', 'MB'), reach: '<= 1.35x' },
    ];
  });
