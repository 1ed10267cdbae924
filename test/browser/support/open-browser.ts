import { after } from 'node:test';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { sharedChromium } from './share-chromium.ts';
import { unpackChromium } from './unpack-chromium.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

export type OpenBrowser = { browser: Browser; close(): Promise<void> };

/** An interrupted run ends by `exit`, at which Playwright kills the browser and we remove what was unpacked. */
const endOnSignals = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
};

/** Chromium itself may crash as it starts, on a busy machine: once is forgiven. */
const launch = async (options: LaunchOptions): Promise<Browser> => {
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!/exitCode=null, signal=SIGSEGV/.test(String(error))) throw error;
    return chromium.launch(options);
  }
};

/** Chromium: the one at `CHROME_PATH` when that is set, else the packaged one, which needs nothing installed. */
export const openBrowser = async (): Promise<OpenBrowser> => {
  endOnSignals();
  const installed = process.env.CHROME_PATH;
  const unpacked = installed ? null : (sharedChromium() ?? (await unpackChromium()));
  const browser = await launch({
    headless: true,
    args: ARGS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(unpacked
      ? { executablePath: unpacked.executablePath, env: unpacked.env }
      : { executablePath: installed ?? '' }),
  });
  // After Playwright's own, so that the browser is gone by then.
  process.once('exit', () => unpacked?.remove());
  return {
    browser,
    close: async () => {
      await browser.close();
      unpacked?.remove();
    },
  };
};

let opening: Promise<OpenBrowser> | null = null;

/** One browser for all tests of this process, started by the first and closed after the last. */
export const sharedBrowser = (): (() => Promise<Browser>) => {
  after(async () => (await opening)?.close());
  return async () => {
    opening ??= openBrowser();
    return (await opening).browser;
  };
};
