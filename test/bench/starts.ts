import { setTimeout as idle } from 'node:timers/promises';
import type { MeasuredApp } from './app-under-load.ts';
import { withBenchApps } from './bench-apps.ts';
import { sendCommands } from './send-commands.ts';
import { median, type Row } from './table.ts';

const STARTS = 11;
/** Memory is the same at each start, within a few MB. */
const RESTS = 5;
const REST_MS = 1_500;

type Started = { startMs: number; startCpuMs: number; firstMs: number };
type Rested = { memoryMb: number };
type Pair<Measured> = { ours: Measured; bare: Measured };

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

/** In turn, now ours first and now the other, so that whatever else the machine does meets both. */
const inPairs = async <Measured>(
  count: number,
  { ours, bare }: Record<keyof Pair<Measured>, () => Promise<Measured>>,
): Promise<Pair<Measured>[]> => {
  const pairs: Pair<Measured>[] = [];
  for (let at = 0; at < count; at += 1) {
    const first = at % 2 === 0 ? await ours() : null;
    const other = await bare();
    pairs.push({ ours: first ?? (await ours()), bare: other });
  }
  return pairs;
};

const toColumns = <Of extends string>(
  pairs: readonly Pair<Record<Of, number>>[],
  { of, unit }: { of: Of; unit: string },
): Pick<Row, 'ours' | 'against' | 'ratio'> => ({
  ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(0)} ${unit}`,
  against: `${median(pairs.map(({ bare }) => bare[of])).toFixed(0)} ${unit}`,
  ratio: median(pairs.map(({ ours, bare }) => ours[of] / bare[of])),
});

/** Start to listening in production mode, from the second start on, and what follows, against a bare Bolt app without compile cache. */
export const benchStarts = (): Promise<Row[]> =>
  withBenchApps(async ({ slack: { responseUrl }, startOurs, startBare }) => {
    const ours = () => measureStart(startOurs, responseUrl);
    const bare = () => measureStart(startBare, responseUrl);
    // The first start writes the compiled code that later ones find, and the disk's cache knows the files of both.
    await ours();
    await bare();
    const starts = await inPairs(STARTS, { ours, bare });
    const rests = await inPairs(RESTS, { ours: () => measureRest(startOurs), bare: () => measureRest(startBare) });
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
