import { parseConfig } from '../../config.ts';
import { createManualClock } from '../clock.ts';
import { startSandbox } from '../start-sandbox.ts';
import { createPage } from './page.ts';
import { createStage } from './stage.ts';
import { playStory } from './story.ts';

/** Long enough to see where a scene ends; the whole story stays under five seconds. */
const PAUSE_MS = 600;

const play = async (): Promise<void> => {
  const { config } = parseConfig({ STORE_URL: 'sqlite://:memory:', PORT: '0', LOG_LEVEL: 'silent' });
  const clock = createManualClock(Date.now());
  const sandbox = await startSandbox({ config, clock, pollEveryMs: null, postIntervalMs: 0 });
  try {
    const pauseMs = process.argv.includes('--fast') ? 0 : PAUSE_MS;
    const page = createPage(process.stdout);
    const stage = createStage({ sandbox, page, name: 'ada', pauseMs });
    await playStory({ sandbox, stage });
    page.heading('The end. `npm start` lets you play it yourself');
  } finally {
    await sandbox.stop();
  }
};

/** `npm run demo`: the main job in a terminal, against the sandbox; every line shown comes from the simulators. */
play().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
