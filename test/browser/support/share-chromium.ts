import { type UnpackedChromium, unpackChromium } from './unpack-chromium.ts';

/** Where the run's own Chromium stands, for the processes of its test files. */
const SHARED = 'NUMBERDESK_TEST_CHROMIUM';

let unpacked: UnpackedChromium | null = null;

/** Before the whole suite: unpacking takes two seconds of a core, and a dozen test files need it. */
export const globalSetup = async (): Promise<void> => {
  if (process.env.CHROME_PATH) return;
  unpacked = await unpackChromium();
  const { executablePath, env } = unpacked;
  process.env[SHARED] = JSON.stringify({ executablePath, env });
};

export const globalTeardown = (): void => unpacked?.remove();

/** Null where one test file runs alone: it unpacks its own. Whoever shares it leaves it in place. */
export const sharedChromium = (): UnpackedChromium | null => {
  const shared = process.env[SHARED];
  return shared === undefined ? null : { ...JSON.parse(shared), remove: () => undefined };
};
