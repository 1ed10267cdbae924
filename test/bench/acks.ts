import { setTimeout as idle } from 'node:timers/promises';
import type { MeasuredApp } from './app-under-load.ts';
import { withBenchApps } from './bench-apps.ts';
import { percentile, sendCommands } from './send-commands.ts';
import type { StandInSlack } from './stand-in-slack.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 11;
const COMMANDS_A_ROUND = 1_500;
const AT_A_TIME = 16;

type Round = { p99Ms: number; perSecond: number; cpuMs: number };
type Pair = { ours: Round; bare: Round };

const oneRound = async (app: MeasuredApp, slack: StandInSlack): Promise<Round> => {
  const [cpuBefore, answersBefore] = [app.cpuMs(), slack.answers()];
  const { acksMs, seconds } = await sendCommands({
    port: app.port,
    responseUrl: slack.responseUrl,
    count: COMMANDS_A_ROUND,
    pace: { atATime: AT_A_TIME },
  });
  // The answers behind the acks belong to the cost of a request.
  while (slack.answers() - answersBefore < COMMANDS_A_ROUND) await idle(5);
  return {
    p99Ms: percentile(acksMs, 0.99),
    perSecond: COMMANDS_A_ROUND / seconds,
    cpuMs: (app.cpuMs() - cpuBefore) / COMMANDS_A_ROUND,
  };
};

/** Both in turn, now one first and now the other, so that whatever else the machine does meets both. */
const pairedRounds = async ({ ours, bare }: { ours: MeasuredApp; bare: MeasuredApp }, slack: StandInSlack) => {
  const pairs: Pair[] = [];
  // Both warm up.
  await oneRound(ours, slack);
  await oneRound(bare, slack);
  for (let at = 0; at < ROUNDS; at += 1) {
    const first = at % 2 === 0 ? await oneRound(ours, slack) : null;
    const other = await oneRound(bare, slack);
    pairs.push({ ours: first ?? (await oneRound(ours, slack)), bare: other });
  }
  return pairs;
};

type Column = { what: string; of: keyof Round; unit: string; reach: string };

const toRow = (pairs: Pair[], { what, of, unit, reach }: Column): Row => ({
  what,
  ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(2)} ${unit}`,
  against: `${median(pairs.map(({ bare }) => bare[of])).toFixed(2)} ${unit}`,
  ratio: median(pairs.map(({ ours, bare }) => ours[of] / bare[of])),
  reach,
});

/** A signed command to its ack, 16 at a time, against a bare Bolt app that gives the same answer. */
export const benchAcks = (): Promise<Row[]> =>
  withBenchApps(async ({ slack, startOurs, startBare }) => {
    const apps = { ours: await startOurs(), bare: await startBare() };
    const pairs = await pairedRounds(apps, slack);
    await Promise.all([apps.ours.stop(), apps.bare.stop()]);
    return [
      toRow(pairs, { what: 'command to ack, p99', of: 'p99Ms', unit: 'ms', reach: '<= 1.3x' }),
      toRow(pairs, { what: 'commands a second', of: 'perSecond', unit: '/s', reach: '>= 0.85x' }),
      toRow(pairs, { what: 'processor time a command', of: 'cpuMs', unit: 'ms', reach: '<= 1.25x' }),
    ];
  });
