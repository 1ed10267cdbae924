import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';

/** Whatever happens comes in bursts; what follows within this is told together. */
const TOGETHER_MS = 30;

/**
 * One count of everything that changes in the sandbox, and whoever wants to hear of it.
 * It begins with the time, so that a page that outlived a restart sees it grow.
 */
export const createChanges = ({ slack, telnyx }: { slack: SlackSimulator; telnyx: TelnyxSimulator }) => {
  const listeners = new Set<() => void>();
  let seq = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    for (const listener of [...listeners]) listener();
  };
  const touch = (): void => {
    seq += 1;
    timer ??= setTimeout(tell, TOGETHER_MS);
  };
  const unsubscribe = [slack.feed.subscribe(touch), telnyx.onCall(touch)];
  return {
    seq: (): number => seq,
    /** For what neither simulator tells: the clock, the faults, the desk, what was read. */
    touch,
    /** @returns stops listening */
    onChange: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: (): void => {
      clearTimeout(timer);
      for (const end of unsubscribe) end();
    },
  };
};

export type Changes = ReturnType<typeof createChanges>;
