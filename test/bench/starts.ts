import { setTimeout as idle } from 'node:timers/promises';
import type { MeasuredApp } from './app-under-load.ts';
import { withBenchApps } from './bench-apps.ts';
import { inPairs, toColumns } from './pairs.ts';
import { sendCommands } from './send-commands.ts';
import type { Row } from './table.ts';

const STARTS = 11;
/** Memory is the same at each start, within a few MB. */
const RESTS = 5;
const REST_MS = 1_500;

type Started = { startMs: number; startCpuMs: number; firstMs: number };
type Rested = { memoryMb: number };

/** With a command that comes at once. */
const measureStart = async (start: () => Promise<MeasuredApp>, responseUrl: string): Promise<Started> => {
  const app = await start();
  const started = { startMs: app.startMs, startCpuMs: app.cpuMs() };
  const { acksMs } = await sendCommands({ port: app.port, responseUrl, count: 1, pace: { atATime: 1 } });
  await app.stop();
  return { ...started, firstMs: acksMs[0] ?? Number.NaN };
};

const measureRest = async (start: () => Promise<MeasuredApp>): Promise<Rested> => {
  const app = await start();
  await idle(REST_MS);
  const memoryMb = app.memoryMb();
  await app.stop();
  return { memoryMb };
};

/** Start to listening in production mode, from the second start on, and what follows, against a bare Bolt app without compile cache. */
export const benchStarts = (): Promise<Row[]> =>
  withBenchApps(async ({ slack: { responseUrl }, startOurs, startBare }) => {
    const ours = () => measureStart(startOurs, responseUrl);
    const bare = () => measureStart(startBare, responseUrl);
    // The first start writes the compiled code that later ones find, and the disk's cache knows the files of both.
    await ours();
    await bare();
    const starts = await inPairs(STARTS, { ours, other: bare });
    const rests = await inPairs(RESTS, { ours: () => measureRest(startOurs), other: () => measureRest(startBare) });
    return [
      {
        what: 'start to listening, second start',
        ...toColumns(starts, { of: 'startMs', unit: 'ms' }),
        reach: '<= 1.3x',
      },
      { what: 'processor time until then', ...toColumns(starts, { of: 'startCpuMs', unit: 'ms' }), reach: '' },
      {
        what: 'a command at once after that, to its ack',
        ...toColumns(starts, { of: 'firstMs', unit: 'ms' }),
        reach: '<= 1.0x',
      },
      { what: 'memory when idle', ...toColumns(rests, { of: 'memoryMb', unit: 'MB' }), reach: '<= 1.35x' },
    ];
  });
