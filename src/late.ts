import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Something that is loaded when it is first asked for. A load that failed is tried again the next time. */
export const createLate = <Loaded>(load: () => Promise<Loaded>): (() => Promise<Loaded>) => {
  let loading: Promise<Loaded> | null = null;
  const tryAgainLater = (error: unknown): never => {
    loading = null;
    throw error;
  };
  return () => {
    loading ??= load().catch(tryAgainLater);
    return loading;
  };
};

/** As long as a command takes: one that comes between two parts is answered before the next. */
const PAUSE_MS = 25;

/**
 * Loads what a command would wait for and the start need not; with pauses, so that one that comes at once waits for a part only.
 * Never rejects: what cannot be loaded is tried again by whoever needs it, and fails there.
 */
export const loadBehind = async (loads: Record<string, () => unknown>, log: Pick<Log, 'error'>): Promise<void> => {
  for (const [part, load] of Object.entries(loads)) {
    await pause(PAUSE_MS);
    try {
      await load();
    } catch (error) {
      log.error({ err: error, part }, 'a part of the app could not be loaded; it is tried again when it is needed');
    }
  }
};
