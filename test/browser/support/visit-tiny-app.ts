import type { TestContext } from 'node:test';
import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { createManualClock } from '../../../src/sandbox/clock.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/start-slack-simulator.ts';
import { startTelnyxSimulator } from '../../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { startWeb } from '../../../src/sandbox/web/start-web.ts';
import { startTinyApp } from '../../sandbox/slack/tiny-app.ts';
import { START_AT } from '../../support/start-world.ts';
import { openContext } from './visit.ts';

export type TinyVisit = { slack: SlackSimulator; client: App['client']; page: Page };

/** The page with an app of the test's own behind it, for what Slack offers and numberdesk does not use. */
export const visitTinyApp = async (
  t: TestContext,
  { browser, register }: { browser: Browser; register: (app: App) => void },
): Promise<TinyVisit> => {
  const clock = createManualClock(START_AT);
  const apps: App[] = [];
  const slack = await startTinyApp(t, {
    transport: 'http',
    simulator: { clock },
    register: (app) => {
      apps.push(app);
      register(app);
    },
  });
  const telnyx = await startTelnyxSimulator({ clock, apiKey: 'KEY' });
  t.after(() => telnyx.stop());
  const { url, stop } = await startWeb({ slack, telnyx, clock, port: 0, tick: async () => {} });
  t.after(stop);
  const context = await openContext(t, { browser, url, options: {} });
  const page = await context.newPage();
  await page.goto(`${url}/#ada/telecom`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const [app] = apps;
  if (app === undefined) throw new Error('the app was not registered');
  return { slack, client: app.client, page };
};
