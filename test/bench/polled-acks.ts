import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withBenchApps } from './bench-apps.ts';
import { writeFollowed } from './followed-orders.ts';
import { percentile, sendCommands } from './send-commands.ts';
import { type StandInTelnyx, startStandInTelnyx } from './start-stand-in-telnyx.ts';
import type { Row } from './table.ts';
import { NUMBERS_A_PART } from './wire-parts.ts';

const NUMBERS = 10_000;
const SECONDS = 12;
const PER_SECOND = 50;
const WARM_UP = { count: 200, pace: { perSecond: PER_SECOND } };
/** The schedule leaves out what comes while a poll runs: with one a second they come one upon the other. */
const EVERY_SECOND = '* * * * * *';

type App = { port: number };
type Acks = { acksMs: number[]; calls: number };

const sendEvenly = async (app: App, { telnyx, responseUrl }: { telnyx: StandInTelnyx; responseUrl: string }) => {
  const to = { port: app.port, responseUrl };
  await sendCommands({ ...to, ...WARM_UP });
  await telnyx.takeCalls();
  const { acksMs } = await sendCommands({ ...to, count: SECONDS * PER_SECOND, pace: { perSecond: PER_SECOND } });
  return { acksMs, calls: await telnyx.takeCalls() };
};

const toRow = (which: string, share: number, { polled, quiet }: { polled: Acks; quiet: Acks }): Row => {
  const [ours, against] = [percentile(polled.acksMs, share), percentile(quiet.acksMs, share)];
  return {
    what: `${which}, ${PER_SECOND} a second while ${NUMBERS.toLocaleString('en')} numbers are polled, against without`,
    ours: `${ours.toFixed(1)} ms`,
    against: `${against.toFixed(1)} ms`,
    ratio: ours / against,
    reach: share === 1 ? '<= 3000 ms' : '<= 100 ms',
  };
};

/** A signed command to its ack at an even pace: while polls come one upon the other, and of the same app without any. */
export const benchPolledAcks = (): Promise<Row[]> =>
  withBenchApps(async ({ slack, startOurs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'numberdesk-bench-'));
    const telnyx = await startStandInTelnyx({ parts: NUMBERS / NUMBERS_A_PART });
    const STORE_URL = `sqlite://${join(folder, 'store.sqlite')}`;
    const measure = async (schedule: Record<string, string>): Promise<Acks> => {
      const app = await startOurs({ STORE_URL, TELNYX_API_URL: `${telnyx.origin}/v2`, ...schedule });
      const acks = await sendEvenly(app, { telnyx, responseUrl: slack.responseUrl });
      await app.stop();
      return acks;
    };
    try {
      await writeFollowed({ storeUrl: STORE_URL, parts: NUMBERS / NUMBERS_A_PART });
      const quiet = await measure({});
      const polled = await measure({ POLL_SCHEDULE: EVERY_SECOND });
      if (polled.calls === 0) throw new Error('no poll ran');
      return [toRow('p99', 0.99, { polled, quiet }), toRow('the slowest', 1, { polled, quiet })];
    } finally {
      telnyx.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
