import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { App, BlockAction } from '@slack/bolt';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createManualClock } from '../../../src/sandbox/clock.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/start-slack-simulator.ts';
import { startTelnyxSimulator } from '../../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { startWeb } from '../../../src/sandbox/web/start-web.ts';
import { type modal, plain, startTinyApp } from '../../sandbox/slack/tiny-app.ts';
import { START_AT } from '../../support/start-world.ts';
import { openContext } from './visit.ts';

export const TELECOM_ID = 'C0TELECOM';

export type TinyVisit = {
  slack: SlackSimulator;
  client: App['client'];
  page: Page;
  /** The app posts a message into the channel that is open. @returns its ts */
  post(blocks: object[], text?: string): Promise<string>;
};

type Form = ReturnType<typeof modal>;

/** A button that shows the form of this title: opened from a message, pushed over another form. */
export const showButton = (title: string) => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: `show ${title}`, text: plain(`Show ${title}`) }],
});

const registerForms = (app: App, forms: Form[]): void => {
  app.action<BlockAction>(/^show /, async ({ ack, action, body, client }) => {
    await ack();
    const view = forms.find(({ title }) => `show ${title.text}` === action.action_id);
    assert.ok(view, action.action_id);
    const show = body.view ? client.views.push : client.views.open;
    await show({ trigger_id: body.trigger_id, view });
  });
};

/** The page with an app of the test's own behind it, for what Slack offers and numberdesk does not use. */
export const visitTinyApp = async (
  t: TestContext,
  options: { browser: Browser; forms?: Form[]; register?: (app: App) => void },
): Promise<TinyVisit> => {
  const clock = createManualClock(START_AT);
  let context: BrowserContext | null = null;
  // Before what it shows ends: a page that lost its server would complain.
  t.after(() => context?.close());
  let client: App['client'] | undefined;
  const slack = await startTinyApp(t, {
    transport: 'http',
    simulator: { clock },
    register: (app) => {
      client = app.client;
      registerForms(app, options.forms ?? []);
      options.register?.(app);
    },
  });
  assert.ok(client);
  const { chat } = client;
  const telnyx = await startTelnyxSimulator({ clock, apiKey: 'KEY' });
  t.after(() => telnyx.stop());
  const { url, stop } = await startWeb({ slack, telnyx, clock, port: 0, tick: async () => {} });
  t.after(stop);
  context = await openContext(t, { browser: options.browser, url, options: {} });
  const page = await context.newPage();
  await page.goto(`${url}/#ada/telecom`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const post: TinyVisit['post'] = async (blocks, text = 'A message') =>
    (await chat.postMessage({ channel: TELECOM_ID, text, blocks: blocks as never[] })).ts ?? '';
  return { slack, client, page, post };
};
