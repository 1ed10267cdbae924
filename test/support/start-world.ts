import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { Exchange } from '../../src/sandbox/telnyx/exchange.ts';
import { checkExchange } from '../contract/check-exchange.ts';
import { TEST_KEYS } from './test-keys.ts';
import { DAY_MS, HOUR_MS, START_AT } from './world-time.ts';

/** The two readings of what Telnyx documents thinly, by the two ways in which Slack delivers: every journey runs under each. */
export const WORLDS: { name: string; transport: 'http' | 'socket'; extras: boolean }[] = [
  { name: 'over HTTP, with the newer Telnyx extras', transport: 'http', extras: true },
  { name: 'over HTTP, without the extras', transport: 'http', extras: false },
  { name: 'in Socket Mode, with the extras', transport: 'socket', extras: true },
  { name: 'in Socket Mode, without the extras', transport: 'socket', extras: false },
];

export { DAY_MS, HOUR_MS, START_AT };

export type World = Sandbox & {
  /** Lines of the app's log. */
  logLines: string[];
};

type Options = {
  transport?: 'http' | 'socket';
  extras?: boolean;
  storeUrl?: string;
  defaultChannel?: string;
} & Partial<Omit<SandboxOptions, 'config' | 'transport'>>;

/** The whole app against the simulators, on a clock that the test moves; each exchange with Telnyx is held to its contract. */
export const startWorld = async (t: TestContext, options: Options = {}): Promise<World> => {
  const { transport = 'http', extras = true, storeUrl = 'sqlite://:memory:', defaultChannel = null, ...rest } = options;
  const logLines: string[] = [];
  const problems: string[] = [];
  const onExchange = (exchange: Exchange): void => {
    problems.push(...checkExchange(exchange).map((problem) => `${exchange.method} ${exchange.path}: ${problem}`));
  };
  const sandbox = await startSandbox({
    config: {
      ...parseConfig({}).config,
      encryptionKeys: [...TEST_KEYS],
      storeUrl,
      defaultChannel,
      port: 0,
      logLevel: 'debug',
    },
    transport,
    clock: createManualClock(START_AT),
    log: createLog({ level: 'debug', destination: { write: (line) => void logLines.push(line) } }),
    pollEveryMs: null,
    postIntervalMs: 0,
    ...rest,
    telnyx: { extras, onExchange, ...rest.telnyx },
  });
  t.after(async () => {
    await sandbox.stop();
    assert.deepEqual([...new Set(problems)], [], 'every exchange with Telnyx keeps to its contract');
  });
  return { ...sandbox, logLines };
};
