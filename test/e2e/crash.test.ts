import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callsTo, cardNow, cards, modal, openOrderForm, ordersAtTelnyx, replies, textOf } from '../support/act.ts';
import {
  cardOf,
  killAtPost,
  killed,
  ordersSent,
  PATIENCE,
  READINGS,
  repliesWith,
  replyWith,
  saysItMayRepeat,
  startOrdered,
  tookFault,
  twoPolls,
} from '../support/crash.ts';
import { type LiveWorld, startLiveWorld } from '../support/start-live-world.ts';

/**
 * The process is killed as the kernel does it, at points that the simulators announce, and started again on the same
 * store: no order twice, nothing forgotten, nothing repeated that was marked as sent.
 */

describe('killed while an order is placed', { concurrency: 4 }, () => {
  it('before Telnyx took it: nothing is ordered, the card says that it is being checked', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp();
    const ada = world.slack.person('ada');
    await openOrderForm(world, ada);
    world.telnyx.faults.on({ kind: 'slow', ms: 3_000, method: 'POST', path: '/number_orders', times: 1 });
    await ada.submit({ Reference: 'Berlin office' });
    await tookFault(world);
    await killed(app);
    await world.startApp();
    const card = await cardOf(world);
    await world.slack.waitFor(() => ordersSent(world) === 1, PATIENCE);
    assert.deepEqual(await ordersAtTelnyx(world), []);
    await twoPolls(world);
    assert.equal(ordersSent(world), 1, 'only the call that died was ever made');
    assert.equal(cards(world).length, 1);
    assert.match(textOf(cardNow(world, card)), /[Cc]heck/);
  });

  for (const transport of ['http', 'socket'] as const) {
    it(`while Telnyx, which took it, holds the answer: found by its reference, over ${transport}`, async (t) => {
      const world = await startLiveWorld(t, { transport });
      const app = await world.startApp();
      const ada = world.slack.person('ada');
      await openOrderForm(world, ada);
      world.telnyx.faults.on({
        kind: 'no-answer-after-commit',
        how: 'hanging',
        method: 'POST',
        path: '/number_orders',
        times: 1,
      });
      await ada.submit({ Reference: 'Berlin office' });
      await world.slack.waitFor(() => ordersSent(world) === 1, PATIENCE);
      await killed(app);
      assert.deepEqual(cards(world), []);
      await world.startApp();
      const card = await cardOf(world);
      await replyWith(world, { card, words: /Provide details/ });
      await twoPolls(world);
      assert.equal((await ordersAtTelnyx(world)).length, 1);
      assert.equal(ordersSent(world), 1);
      assert.equal(cards(world).length, 1);
      assert.equal(replies(world, card).length, 1);
    });
  }

  it('after Telnyx took it, while Slack takes no posts: the card comes once, when Slack is back', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp();
    const ada = world.slack.person('ada');
    world.slack.faults.fail({ method: 'chat.postMessage', status: 503, times: 1_000 });
    await openOrderForm(world, ada);
    await ada.submit({ Reference: 'Berlin office' });
    await world.slack.waitFor(() => world.slack.workspace.calls.count('chat.postMessage') > 0, PATIENCE);
    await killed(app);
    world.slack.faults.clear();
    await world.startApp();
    const card = await cardOf(world);
    await replyWith(world, { card, words: /Provide details/ });
    await twoPolls(world);
    assert.equal(cards(world).length, 1);
    assert.equal(replies(world, card).length, 1);
    assert.equal(ordersSent(world), 1);
  });

  for (const { botScopes, mayRead, what } of READINGS)
    it(`between the card and its mark, ${what}; the thread goes on under the card that is known`, async (t) => {
      const world = await startLiveWorld(t, { botScopes });
      const app = await world.startApp();
      const ada = world.slack.person('ada');
      await openOrderForm(world, ada);
      const death = killAtPost(world, { app, isIt: ({ thread_ts }) => thread_ts === undefined });
      await ada.submit({ Reference: 'Berlin office' });
      await death;
      await world.startApp();
      const last = await world.slack.waitFor(
        () => cards(world).find((card) => replies(world, card).length > 0),
        PATIENCE,
      );
      await twoPolls(world);
      assert.equal(cards(world).length, mayRead ? 1 : 2, world.slack.screen());
      assert.equal(saysItMayRepeat(world).length, mayRead ? 0 : 1);
      assert.equal(replies(world, last).length, 1);
      assert.equal(ordersSent(world), 1);
    });
});

describe('killed while answers are sent', { concurrency: 4 }, () => {
  const WORDS = 'Geschäftsanschrift liegt bei';

  const fillIn = async ({ world, ada, card }: Awaited<ReturnType<typeof startOrdered>>) => {
    await ada.click({ actionId: 'requirements:open', in: cardNow(world, card) });
    const form = await modal(world, ada, { id: 'requirements:submit' });
    const field = form.blocks.find(
      ({ type, element }) => type === 'input' && (element as { type: string }).type === 'plain_text_input',
    );
    return { [field?.block_id ?? assert.fail(textOf(form))]: WORDS };
  };

  it('before Telnyx took them: they are asked for again, and nobody is told that they were sent', async (t) => {
    const ordered = await startOrdered(t);
    const { world, app, ada, card, partId } = ordered;
    const values = await fillIn(ordered);
    world.telnyx.faults.on({ kind: 'slow', ms: 2_000, method: 'PATCH', path: '/sub_number_orders', times: 1 });
    await ada.submit(values);
    await tookFault(world);
    await killed(app);
    await world.startApp();
    await twoPolls(world);
    assert.deepEqual(
      world.telnyx.desk
        .part(partId)
        .requirements.map(({ value }) => value)
        .filter(Boolean),
      [],
    );
    assert.equal(replies(world, card).length, 1);
  });

  it('after Telnyx took them: the card counts them, the thread is not told twice', async (t) => {
    const ordered = await startOrdered(t, 'socket');
    const { world, app, ada, card, partId } = ordered;
    const values = await fillIn(ordered);
    world.telnyx.faults.on({
      kind: 'no-answer-after-commit',
      how: 'hanging',
      method: 'PATCH',
      path: '/sub_number_orders',
      times: 1,
    });
    await ada.submit(values);
    await world.slack.waitFor(() => callsTo(world, 'PATCH', `/sub_number_orders/${partId}`) === 1, PATIENCE);
    await killed(app);
    assert.match(textOf(cardNow(world, card)), /0 of \d+ answered/);
    await world.startApp();
    await world.slack.waitFor(() => /1 of \d+ answered/.test(textOf(cardNow(world, card))), {
      ...PATIENCE,
      what: '1 answered',
    });
    await twoPolls(world);
    assert.ok(replies(world, card).length <= 2, world.slack.screen());
    assert.equal(callsTo(world, 'PATCH', `/sub_number_orders/${partId}`), 1);
  });
});

describe('killed while the thread is told', { concurrency: 4 }, () => {
  const COMMENT = 'The company name differs from the register';
  const WORDS = new RegExp(COMMENT);
  const comment = ({ world, partId }: { world: LiveWorld; partId: string }): void =>
    world.telnyx.desk.comment({ partId, body: COMMENT });

  it('while a poll reads Telnyx: the change is told once', async (t) => {
    const ordered = await startOrdered(t);
    const { world, app, card } = ordered;
    world.telnyx.faults.on({ kind: 'slow', ms: 2_000, method: 'GET', path: '/comments', times: 1 });
    comment(ordered);
    await tookFault(world);
    await killed(app);
    await world.startApp();
    await replyWith(world, { card, words: WORDS });
    await twoPolls(world);
    assert.equal(repliesWith(world, { card, words: WORDS }).length, 1);
  });

  it('while an update is owed and Slack takes no posts: it is told once, when Slack is back', async (t) => {
    const ordered = await startOrdered(t, 'socket');
    const { world, app, card } = ordered;
    const posts = world.slack.workspace.calls.count('chat.postMessage');
    world.slack.faults.fail({ method: 'chat.postMessage', status: 503, times: 1_000 });
    comment(ordered);
    await world.slack.waitFor(() => world.slack.workspace.calls.count('chat.postMessage') > posts, PATIENCE);
    await killed(app);
    world.slack.faults.clear();
    await world.startApp();
    await replyWith(world, { card, words: WORDS });
    await twoPolls(world);
    assert.equal(repliesWith(world, { card, words: WORDS }).length, 1);
    assert.equal(replies(world, card).length, 2);
  });

  for (const { botScopes, mayRead, what } of READINGS)
    it(`between a post and its mark, ${what}; and no more at the next start`, async (t) => {
      const ordered = await startOrdered(t, 'http', { botScopes });
      const { world, app, card } = ordered;
      const death = killAtPost(world, { app, isIt: (message) => WORDS.test(textOf(message)) });
      comment(ordered);
      await death;
      const second = await world.startApp();
      await twoPolls(world);
      const told = mayRead ? 1 : 2;
      assert.equal(repliesWith(world, { card, words: WORDS }).length, told);
      assert.equal(saysItMayRepeat(world).length, told - 1);
      await killed(second);
      await world.startApp();
      await twoPolls(world);
      assert.equal(repliesWith(world, { card, words: WORDS }).length, told);
    });

  it('after the mark: nothing is repeated, and the card is brought up to date', async (t) => {
    const ordered = await startOrdered(t);
    const { world, app, card } = ordered;
    comment(ordered);
    await replyWith(world, { card, words: WORDS });
    await twoPolls(world);
    await killed(app);
    world.telnyx.desk.cancelPart({ partId: ordered.partId });
    await world.startApp();
    await replyWith(world, { card, words: /[Cc]ancelled/ });
    await world.slack.waitFor(() => /cancelled/.test(textOf(cardNow(world, card))), { ...PATIENCE, what: 'the card' });
    assert.equal(replies(world, card).length, 3);
  });
});
