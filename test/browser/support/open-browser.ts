import { after } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { type UnpackedChromium, unpackChromium } from './unpack-chromium.ts';

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

/** Chromium: the one at `CHROME_PATH` when that is set, else the packaged one, which needs nothing installed. */
export const openBrowser = async (): Promise<OpenBrowser> => {
  const installed = process.env.CHROME_PATH;
  const unpacked: UnpackedChromium | null = installed ? null : await unpackChromium();
  const browser = await chromium.launch({
    headless: true,
    args: ARGS,
    ...(unpacked
      ? { executablePath: unpacked.executablePath, env: unpacked.env }
      : { executablePath: installed ?? '' }),
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      unpacked?.remove();
    },
  };
};

/** One browser for a test file, started by its first test and closed after its last. */
export const browserOfThisFile = (): (() => Promise<Browser>) => {
  let opening: Promise<OpenBrowser> | null = null;
  after(async () => (await opening)?.close());
  return async () => {
    opening ??= openBrowser();
    return (await opening).browser;
  };
};
