import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { aComment, aPlaceRequest, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const SLACK_AWAY = new AppError('slack_unreachable', 'down', { details: { nothingDone: true } });

describe('a thread that is owed several messages when the app goes down', () => {
  const owingTwo = async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    world.life.failAlways('slack.postUpdate', SLACK_AWAY);
    await world.later(7 * DAY_MS);
    world.partOf(partId).comments.push(aComment({ createdAt: NOW }));
    await world.later(HOUR_MS);
    assert.equal(world.orders.all()[0]?.owed.length, 2);
    world.life.heal();
    return world;
  };

  it('gets one message afterwards, with the most urgent reminder alone, and the word that the app was down', async () => {
    const world = await owingTwo();
    world.restart();
    await world.later(2 * DAY_MS);
    await world.later();
    const [posted, ...more] = world.threads.updates();
    assert.deepEqual(more, []);
    assert.deepEqual(
      posted?.update.changes.map((change) => [change.kind, 'hours' in change ? change.hours : null]),
      [
        ['comment-added', null],
        ['deadline-near', 24],
      ],
    );
    const downFrom = NOW + 7 * DAY_MS + HOUR_MS;
    assert.deepEqual(posted?.update.down, { from: downFrom, to: downFrom + 2 * DAY_MS });
  });

  it('gets both when it was not down for long: nothing is late because of that', async () => {
    const world = await owingTwo();
    world.restart();
    await world.later(10 * MINUTE_MS);
    assert.deepEqual(world.threads.told(), [['deadline-near'], ['comment-added']]);
    assert.ok(world.threads.updates().every(({ update }) => update.down === null));
  });

  it('gets a message that may stand there already by itself, so that only this one says that it may repeat', async () => {
    const world = await owingTwo();
    world.threads.places.mayReadHistory = false;
    world.life.failNext('slack.postUpdate', new AppError('slack_unreachable', 'no answer'), { isDone: true });
    await world.later();
    world.life.failAlways('slack.postUpdate', SLACK_AWAY);
    await world.later();
    world.life.heal();
    world.restart();
    await world.later(HOUR_MS);
    assert.deepEqual(
      world.threads.updates().map(({ mayRepeat, update }) => [mayRepeat, update.changes.map(({ kind }) => kind)]),
      [
        [false, ['deadline-near']],
        [true, ['deadline-near']],
        [false, ['comment-added']],
      ],
    );
  });
});

describe('more orders than one poll reads, after the app was down', () => {
  const polls = async (world: ReturnType<typeof createFlowsWorld>): Promise<void> => {
    for (let times = 0; times < 5; times += 1) await world.later();
  };
  const manyDown = async () => {
    const world = createFlowsWorld({ ordersPerTick: 2 });
    for (const token of ['t1', 't2', 't3', 't4', 't5'])
      await world.flows.placeOrder.place(aPlaceRequest({ token, reference: `Order ${token}` }));
    await polls(world);
    world.threads.posted.length = 0;
    const downFrom = world.clock.now();
    const decide = (status: string) => {
      for (const { id } of world.state.parts) world.decide(id, { 'req-id': status }, `requirement-info-${status}`);
    };
    return { world, downFrom, decide };
  };
  const downs = (world: ReturnType<typeof createFlowsWorld>) =>
    world.threads.updates().map(({ update }) => update.down);

  it('say all of them why they are late, those of a later poll too, and only then', async () => {
    const { world, downFrom, decide } = await manyDown();
    decide('declined');
    world.restart();
    await world.later(7 * HOUR_MS);
    const down = { from: downFrom, to: world.clock.now() };
    assert.deepEqual(downs(world), [down, down]);
    // What was read and is going on is due again at once, so that the last ones wait some polls longer.
    await polls(world);
    assert.deepEqual(downs(world), [down, down, down, down, down]);
    decide('approved');
    for (const part of world.state.parts) part.comments.push(aComment({ createdAt: NOW }));
    await polls(world);
    assert.deepEqual(downs(world).slice(5), [null, null, null, null, null]);
  });

  it('say so too when Telnyx answers only at a later poll', async () => {
    const { world, downFrom, decide } = await manyDown();
    decide('declined');
    world.restart();
    const away = ['telnyx.subOrders.listPending', 'telnyx.orders.get', 'telnyx.comments.list'];
    for (const name of away) world.life.failAlways(name, aTelnyxError('telnyx_unreachable'));
    await world.later(7 * HOUR_MS);
    const down = { from: downFrom, to: world.clock.now() };
    world.life.heal();
    await polls(world);
    assert.deepEqual(downs(world), [down, down, down, down, down]);
  });

  it('get one message each, with what they were owed before', async () => {
    const { world, decide } = await manyDown();
    world.life.failAlways('slack.postUpdate', SLACK_AWAY);
    decide('declined');
    await polls(world);
    for (const part of world.state.parts) part.comments.push(aComment({ createdAt: NOW }));
    world.restart();
    await world.later(7 * HOUR_MS);
    await polls(world);
    world.life.heal();
    await world.later();
    assert.deepEqual(
      world.threads.told(),
      Array.from({ length: 5 }, () => ['requirements-declined', 'comment-added']),
    );
  });
});
