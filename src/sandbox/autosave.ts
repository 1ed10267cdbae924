import type { Log } from '../log.ts';
import type { SlackSimulator } from './slack/start-slack-simulator.ts';
import type { TelnyxSimulator } from './telnyx/start-telnyx-simulator.ts';

/** A burst of changes is written once. */
const AFTER_MS = 300;
/** The clock moves without anything happening. */
const EVERY_MS = 30_000;

/** What the workspace tells of, but does not keep. */
const PASSING = ['call', 'delivery', 'connections'];

type Options = { slack: SlackSimulator; telnyx: TelnyxSimulator; save: () => Promise<void>; log: Log };

/** Saves soon after each change that is worth keeping. `stop` waits for the save that runs. */
export const startAutosave = ({ slack, telnyx, save, log }: Options): { stop(): Promise<void> } => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let version = telnyx.desk.version();
  const write = (): void => {
    timer = undefined;
    running = running
      .then(save)
      .catch((error: unknown) => log.warn({ reason: String(error) }, 'the sandbox could not be saved'));
  };
  const soon = (): void => {
    timer ??= setTimeout(write, AFTER_MS);
  };
  const unsubscribe = [
    slack.feed.subscribe(({ type }) => {
      if (!PASSING.includes(type)) soon();
    }),
    telnyx.onCall(({ method }) => {
      const before = version;
      version = telnyx.desk.version();
      if (method !== 'GET' || version !== before) soon();
    }),
  ];
  const always = setInterval(soon, EVERY_MS);
  always.unref();
  return {
    stop: async () => {
      for (const end of unsubscribe) end();
      clearInterval(always);
      clearTimeout(timer);
      await running;
    },
  };
};
