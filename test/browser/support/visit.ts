import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { startWorld, type World } from '../../support/start-world.ts';

/** A busy machine may take so long; anything later counts as never. */
const PATIENCE_MS = 15_000;
/** Orders and decisions show up within a moment, as they do with a webhook. */
const POLL_EVERY_MS = 250;

export type Visit = {
  world: World;
  url: string;
  context: BrowserContext;
  page: Page;
  /** Another tab of the same browser. */
  openTab(hash?: string): Promise<Page>;
};

type VisitOptions = {
  /** `#ada/telecom` unless said: who one is, and where. */
  hash?: string;
  /** The tour's card, which most tests do without. */
  withTour?: boolean;
  /** What the browser is forbidden or allowed to do on purpose. */
  tolerates?: RegExp;
  world?: Parameters<typeof startWorld>[1];
} & BrowserContextOptions;

/** What the browser remembers of a visitor who has dismissed the tour. */
const withoutTour = (origin: string): NonNullable<BrowserContextOptions['storageState']> => {
  const memory = { isDismissed: true, since: 0, ignored: [], rejected: '' };
  return {
    cookies: [],
    origins: [{ origin, localStorage: [{ name: 'numberdesk-tour', value: JSON.stringify(memory) }] }],
  };
};

/** What must never happen on this page, whatever one does: a dialog, an error, a request to anywhere else. */
const watch = (
  context: BrowserContext,
  { url, tolerates }: { url: string; tolerates?: RegExp | undefined },
): string[] => {
  const problems: string[] = [];
  const note = (words: string): void => {
    if (!tolerates?.test(words)) problems.push(words);
  };
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && !['data:', 'blob:'].includes(protocol)) note(`asked for ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => note(`error: ${error.error().message}`));
  return problems;
};

export const openContext = async (
  t: TestContext,
  { browser, url, options }: { browser: Browser; url: string; options: VisitOptions },
): Promise<BrowserContext> => {
  const { hash: _hash, withTour = false, tolerates, world: _world, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...(withTour ? {} : { storageState: withoutTour(url) }),
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const problems = watch(context, { url, tolerates });
  t.after(() => assert.deepEqual(problems, [], 'nothing went wrong on the page'));
  return context;
};

/** A world of this test's own, and the page of it in a browser that knows nothing yet. */
export const visit = async (t: TestContext, browser: Browser, options: VisitOptions = {}): Promise<Visit> => {
  let context: BrowserContext | null = null;
  // Before its world ends: a page that lost its server would complain.
  t.after(() => context?.close());
  const world = await startWorld(t, { web: { port: 0 }, pollEveryMs: POLL_EVERY_MS, ...options.world });
  const { url } = world;
  assert.ok(url, 'the page is served');
  const opened = await openContext(t, { browser, url, options });
  context = opened;
  const openTab: Visit['openTab'] = async (hash = '#ada/telecom') => {
    const page = await opened.newPage();
    await page.goto(`${url}/${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  return { world, url, context: opened, page: await openTab(options.hash), openTab };
};
