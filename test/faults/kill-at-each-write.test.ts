import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { typedReference } from '../../src/domain/reference.ts';
import { cardNow, cards, openOrderForm, ordersAtTelnyx, replies, textOf } from '../support/act.ts';
import { PATIENCE, twoPolls } from '../support/crash.ts';
import { type LiveWorld, type RunningApp, startLiveWorld } from '../support/start-live-world.ts';
import { startFaultProxy } from './fault-proxy.ts';
import type { Link } from './fault-rules.ts';

const APP = join(import.meta.dirname, 'die-at-write.ts');

/** What of the wire is a write: what is read again does no harm. */
const isWrite = (link: Link, name: string): boolean =>
  (link === 'telnyx' && !name.startsWith('GET')) || (link === 'slack' && /^chat\.(postMessage|update)$/.test(name));

/** Between the app's process and both simulators; kills the app at its n-th write after an order was sent, that one included. */
const startKiller = async (t: TestContext, world: LiveWorld) => {
  let app: RunningApp | null = null;
  let death: { nth: number; before: boolean } | null = null;
  let written = 0;
  const take = (link: Link, name: string) => {
    if (!isWrite(link, name) || (written === 0 && name !== 'POST /number_orders')) return null;
    written += 1;
    return written === death?.nth ? { kind: 'killed' as const, before: death.before } : null;
  };
  const proxy = await startFaultProxy({
    book: { take },
    upstream: {
      telnyx: () => world.telnyx.url.replace(/\/v2$/, ''),
      slack: () => world.slack.baseUrl,
      inbound: () => null,
    },
    isAlive: () => true,
    kill: () => app?.kill('SIGKILL'),
    onPassed: () => undefined,
  });
  t.after(() => proxy.stop());
  return {
    env: { TELNYX_API_URL: `${proxy.url(1, 'telnyx')}/v2`, SLACK_API_URL: `${proxy.url(1, 'slack')}/api/` },
    aim: (at: RunningApp, when: typeof death): void => {
      [app, death, written] = [at, when, 0];
      at.kill('SIGUSR2');
    },
  };
};

type Wish = { world: LiveWorld; reference: string };

/** @returns whether the app died of it */
const order = async ({ world, reference }: Wish, app: RunningApp): Promise<boolean> => {
  const ada = world.slack.person('ada');
  if (ada.view() !== null) await ada.close({ all: true });
  await openOrderForm(world, ada);
  await ada.submit({ Reference: reference });
  const told = world.slack.waitFor(() => isTold({ world, reference }), PATIENCE).then(() => twoPolls(world));
  const isDead = await Promise.race([app.exit.then(() => true), told.then(() => false)]);
  told.catch(() => undefined);
  return isDead;
};

const cardsOf = ({ world, reference }: Wish) =>
  cards(world).filter((card) => textOf(cardNow(world, card)).includes(`${reference} · nd-`));

/** Its thread, of whichever of its cards, says what it needs. */
const isTold = (wish: Wish): boolean => cardsOf(wish).some((card) => replies(wish.world, card).length > 0);

/** After the next start and its first polls. */
const checkWish = async (wish: Wish): Promise<void> => {
  const { world, reference } = wish;
  const placed = (await ordersAtTelnyx(world)).filter((one) => typedReference(one.customer_reference) === reference);
  assert.ok(placed.length <= 1, `${reference} was ordered ${placed.length} times`);
  if (placed.length === 1)
    assert.ok(isTold(wish), `${reference} was ordered, and nobody told\n${world.slack.screen()}`);
  else for (const card of cardsOf(wish)) assert.match(textOf(cardNow(world, card)), /Checking/);
  assert.ok(cardsOf(wish).length <= 2, `${reference} has ${cardsOf(wish).length} cards`);
};

/** One order after another, each dying a write later, until one lives: the start after a death finds what it left. */
const dieThroughAll = async (t: TestContext, where: 'store' | 'before' | 'after'): Promise<number> => {
  const world = await startLiveWorld(t, { main: APP });
  const killer = await startKiller(t, world);
  for (let nth = 1; ; nth += 1) {
    const app = await world.startApp({ ...killer.env, DIE_AT_WRITE: where === 'store' ? String(nth) : '0' });
    if (nth > 1) {
      // Who died before the wish was saved has nothing to read at Telnyx.
      if (where !== 'store' || nth > 2) await twoPolls(world);
      await checkWish({ world, reference: `Death ${nth - 1}` });
    }
    killer.aim(app, where === 'store' ? null : { nth, before: where === 'before' });
    if (!(await order({ world, reference: `Death ${nth}` }, app))) return nth - 1;
    assert.equal((await app.exit).signal, 'SIGKILL');
  }
};

describe('killed as the kernel does it, the app orders once and tells all', { concurrency: 2 }, () => {
  it('before each write to its database', async (t) => {
    const deaths = await dieThroughAll(t, 'store');
    assert.ok(deaths >= 5, `${deaths} deaths`);
  });

  for (const when of ['before', 'after'] as const)
    it(`${when} each write to Telnyx and to Slack`, async (t) => {
      assert.ok((await dieThroughAll(t, when)) >= 3);
    });
});
