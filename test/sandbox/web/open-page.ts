import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { ActAnswer, ActPlace, DeskAct, PageState, PersonAct } from '../../../src/sandbox/web/protocol.ts';
import { startWorld, type World } from '../../support/start-world.ts';

export const TELECOM_ID = 'C0TELECOM';

/** The page's side of the wire, and the world behind it. */
export type Page = World & {
  url: string;
  state(person?: string): Promise<PageState>;
  /** Whatever is answered, by `/acts`. */
  tryAct(person: string, act: PersonAct): Promise<ActAnswer>;
  /** An act that must be possible. */
  act(person: string, act: PersonAct): Promise<Extract<ActAnswer, { ok: true }>>;
  tryDesk(act: DeskAct): Promise<ActAnswer>;
  desk(act: DeskAct): Promise<void>;
  /** Looks at the person's state until `find` finds something. */
  until<Found>(person: string, find: (state: PageState) => Found | null | undefined | false): Promise<Found>;
};

export const postJson = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const PATIENCE_MS = 5_000;

export const openPage = async (t: TestContext, options: Parameters<typeof startWorld>[1] = {}): Promise<Page> => {
  const world = await startWorld(t, { web: { port: 0 }, ...options });
  const { url } = world;
  assert.ok(url, 'the page is served');
  const state = async (person = 'ada'): Promise<PageState> =>
    (await fetch(`${url}/state?person=${person}`)).json() as Promise<PageState>;
  const post = async (path: string, body: unknown): Promise<ActAnswer> =>
    (await postJson(`${url}${path}`, body)).json() as Promise<ActAnswer>;
  const must = (answer: ActAnswer) => (answer.ok ? answer : assert.fail(answer.error));
  const tryAct: Page['tryAct'] = (person, act) => post('/acts', { person, act });
  const tryDesk: Page['tryDesk'] = (act) => post('/desk', act);
  return {
    ...world,
    url,
    state,
    tryAct,
    act: async (person, act) => must(await tryAct(person, act)),
    tryDesk,
    desk: async (act) => void must(await tryDesk(act)),
    until: async (person, find) => {
      const giveUpAt = performance.now() + PATIENCE_MS;
      for (;;) {
        const found = find(await state(person));
        if (found !== null && found !== undefined && found !== false) return found;
        assert.ok(performance.now() < giveUpAt, `waited in vain for ${find}\n${world.slack.screen()}`);
      }
    },
  };
};

/** Where an element stands in what a person's page shows: the topmost modal, or the messages of #telecom. */
export const findPlaced = (
  state: PageState,
  actionId: string,
): { place: ActPlace; blockId: string; actionId: string } | null => {
  const inView = state.views
    .at(-1)
    ?.blocks.find((block) => JSON.stringify(block).includes(`"action_id":"${actionId}"`));
  if (inView !== undefined) return { place: { kind: 'view' }, blockId: inView.block_id, actionId };
  for (const { channel, ts, blocks } of (state.messages[TELECOM_ID] ?? []).toReversed()) {
    const block = blocks.find((one) => JSON.stringify(one).includes(`"action_id":"${actionId}"`));
    if (block !== undefined) return { place: { kind: 'message', channel, ts }, blockId: block.block_id, actionId };
  }
  return null;
};

/** From the typed command to the submitted order form, as the page does it. */
export const submitOrderInPage = async (page: Page, person = 'ada'): Promise<void> => {
  await page.act(person, { type: 'command', channel: TELECOM_ID, text: '/numbers search DE local Berlin' });
  const menu = await page.until(person, (state) => findPlaced(state, 'search:select'));
  const words = JSON.stringify((await page.state(person)).messages[TELECOM_ID]);
  const number = /"value":"(\+4930\d+)"/.exec(words)?.[1] ?? '';
  await page.act(person, { type: 'choose', ...menu, value: [number] });
  const order = await page.until(person, (state) => findPlaced(state, 'search:order'));
  await page.act(person, { type: 'click', ...order, option: null });
  await page.until(person, ({ views }) => views.at(-1)?.callback_id === 'order:submit');
  await page.act(person, { type: 'submit' });
};

/** The same, until the order has its card and its first reply. */
export const orderInPage = async (page: Page, person = 'ada'): Promise<void> => {
  await submitOrderInPage(page, person);
  await page.until(person, ({ messages }) => (messages[TELECOM_ID] ?? []).some((one) => one.reply_count));
  await page.act(person, { type: 'close', all: true });
};
