import { setTimeout as idle } from 'node:timers/promises';
import type { MeasuredApp } from './app-under-load.ts';
import { CHAT_SDK, hasChatSdk, withBenchApps } from './bench-apps.ts';
import { percentile, sendCommands } from './send-commands.ts';
import type { StandInSlack } from './stand-in-slack.ts';
import { median, type Row } from './table.ts';

const CHAT = "Chat SDK's Slack adapter";
const ROUNDS = 11;
const COMMANDS_A_ROUND = 1_500;
const AT_A_TIME = 16;

type Round = { p99Ms: number; perSecond: number; cpuMs: number };
type Pair = { ours: Round; other: Round };

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

type Against = Record<string, MeasuredApp>;

/** All in turn, now ours first and now the others, so that whatever else the machine does meets all. */
const pairedRounds = async ({ ours, against }: { ours: MeasuredApp; against: Against }, slack: StandInSlack) => {
  const pairs: Record<string, Pair[]> = Object.fromEntries(Object.keys(against).map((name) => [name, []]));
  for (const app of [ours, ...Object.values(against)]) await oneRound(app, slack);
  for (let at = 0; at < ROUNDS; at += 1) {
    const first = at % 2 === 0 ? await oneRound(ours, slack) : null;
    const others: [string, Round][] = [];
    for (const [name, app] of Object.entries(against)) others.push([name, await oneRound(app, slack)]);
    const own = first ?? (await oneRound(ours, slack));
    for (const [name, other] of others) pairs[name]?.push({ ours: own, other });
  }
  return pairs;
};

type Column = { what: string; of: keyof Round; unit: string; reach: string };

const COLUMNS: Record<string, Column[]> = {
  'a bare Bolt app': [
    { what: 'command to ack, p99', of: 'p99Ms', unit: 'ms', reach: '<= 1.3x' },
    { what: 'commands a second', of: 'perSecond', unit: '/s', reach: '>= 0.85x' },
    { what: 'processor time a command', of: 'cpuMs', unit: 'ms', reach: '<= 1.25x' },
  ],
  [CHAT]: [
    { what: 'command to ack, p99', of: 'p99Ms', unit: 'ms', reach: '<= 1.0x' },
    { what: 'commands a second', of: 'perSecond', unit: '/s', reach: '>= 1.0x' },
    { what: 'processor time a command', of: 'cpuMs', unit: 'ms', reach: '<= 1.0x' },
  ],
};

const rowsOf = (name: string, pairs: readonly Pair[]): Row[] =>
  (COLUMNS[name] ?? []).map(({ what, of, unit, reach }) => ({
    what: `${what}, against ${name}`,
    ours: `${median(pairs.map(({ ours }) => ours[of])).toFixed(2)} ${unit}`,
    against: `${median(pairs.map(({ other }) => other[of])).toFixed(2)} ${unit}`,
    ratio: median(pairs.map(({ ours, other }) => ours[of] / other[of])),
    reach,
  }));

const NOT_INSTALLED: Row = {
  what: `the same, against ${CHAT}`,
  ours: '',
  against: 'not installed',
  ratio: null,
  reach: `npm install --no-save ${CHAT_SDK.join(' ')}`,
};

/** A signed command to its ack, 16 at a time, against apps of one listener that give the same answer. */
export const benchAcks = (): Promise<Row[]> =>
  withBenchApps(async ({ slack, startOurs, startBare, startChatSdk }) => {
    const ours = await startOurs();
    const against: Against = { 'a bare Bolt app': await startBare() };
    if (hasChatSdk()) against[CHAT] = await startChatSdk();
    const pairs = await pairedRounds({ ours, against }, slack);
    await Promise.all([ours, ...Object.values(against)].map((app) => app.stop()));
    const rows = Object.entries(pairs).flatMap(([name, those]) => rowsOf(name, those));
    return hasChatSdk() ? rows : [...rows, NOT_INSTALLED];
  });
