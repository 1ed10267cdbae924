import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderChange } from '../../src/domain/order-changes.ts';
import { AppError } from '../../src/errors.ts';
import { createDeliverUpdates } from '../../src/flows/deliver-updates.ts';
import { anOrder, anOwedUpdate, aPart, aTrackedOrder, DAY_MS, NOW } from '../support/builders.ts';
import {
  createFakeClock,
  createFakeOrders,
  createFakePace,
  createFakeThreads,
  createLife,
  createQuietLog,
} from '../support/fakes.ts';
import { KINDS } from '../support/thread-worlds.ts';

for (const { what, names, make } of KINDS) {
  const [card, update] = names;

  describe(`posts of ${what} whose end is not known`, () => {
    it('are found in Slack, where it may be read, and not repeated: a message', async () => {
      const world = await make();
      world.life.failNext(`slack.post${update}`, new AppError('slack_unreachable', 'no answer'), { isDone: true });
      await world.deliver();
      assert.equal((await world.record()).posting?.id, 'a', 'what may have happened outlives a crash');
      await world.deliver();
      assert.deepEqual(world.told(), [
        ['C1', 'a', false],
        ['C1', 'b', false],
      ]);
    });

    it('are found in Slack, where it may be read, and not repeated: the card', async () => {
      const world = await make({ cardTs: null });
      world.life.failNext(`slack.post${card}`, new AppError('slack_unreachable', 'no answer'), { isDone: true });
      await world.deliver();
      await world.deliver();
      assert.equal(world.cards().length, 1);
      assert.equal((await world.record()).cardTs, world.threads.cards()[0]?.cardTs);
      assert.equal(world.told().length, 2);
    });

    it('are posted when Slack shows that they are not there', async () => {
      const world = await make();
      world.life.failNext(`slack.post${update}`, new AppError('slack_unreachable', 'no answer'));
      await world.deliver();
      await world.deliver();
      assert.deepEqual(world.told(), [
        ['C1', 'a', false],
        ['C1', 'b', false],
      ]);
    });

    it('say that they may repeat where Slack may not be read, and no other message says so', async () => {
      const world = await make({ cardTs: null });
      world.places.mayReadHistory = false;
      world.life.failNext(`slack.post${card}`, new AppError('slack_unreachable', 'no answer'), { isDone: true });
      await world.deliver();
      world.life.failNext(`slack.post${update}`, new AppError('slack_unreachable', 'no answer'), { isDone: true });
      await world.deliver();
      await world.deliver();
      assert.deepEqual(
        world.cards().map(([, , mayRepeat]) => mayRepeat),
        [false, true],
      );
      assert.deepEqual(world.told(), [
        ['C1', 'a', false],
        ['C1', 'a', true],
        ['C1', 'b', false],
      ]);
      assert.equal((await world.record()).posting, null);
    });

    it('stay in doubt when the next attempt is refused for sure', async () => {
      const world = await make({ cardTs: null });
      world.places.mayReadHistory = false;
      for (const name of names) {
        world.life.failNext(`slack.post${name}`, new AppError('slack_unreachable', 'no answer'), { isDone: true });
        await world.deliver();
        world.life.failNext(`slack.post${name}`, new AppError('not_allowed', 'token_revoked'));
        await world.deliver();
      }
      await world.deliver();
      assert.deepEqual(
        world.cards().map(([, , mayRepeat]) => mayRepeat),
        [false, true],
      );
      assert.deepEqual(
        world.told().map(([, id, mayRepeat]) => [id, mayRepeat]),
        [
          ['a', false],
          ['a', true],
          ['b', false],
        ],
      );
    });

    it('are not in doubt when Slack refused them, or was never reached', async () => {
      const world = await make({ cardTs: null });
      world.places.mayReadHistory = false;
      for (const name of names) {
        world.life.failNext(
          `slack.post${name}`,
          new AppError('slack_unreachable', 'no', { details: { nothingDone: true } }),
        );
        await world.deliver();
      }
      await world.deliver();
      assert.deepEqual(world.cards(), [['C1', null, false]]);
      assert.ok(world.told().every(([, , mayRepeat]) => mayRepeat === false));
    });
  });
}

describe('a digest whose end is not known', () => {
  const reminders = () => {
    const part = aPart({ deadlineAt: NOW + DAY_MS });
    const near = {
      kind: 'deadline-near',
      partId: 'part-1',
      deadlineAt: NOW + DAY_MS,
      hours: 24,
      requirementIds: [],
    } as const;
    const again: OrderChange = {
      ...{ kind: 'remind-again', partId: 'part-1', personId: 'U1' },
      ...{ requirementIds: [], deadlineAt: NOW + DAY_MS },
    };
    return [1, 2, 3, 4].map((at) =>
      aTrackedOrder({
        key: `token${at}`,
        order: anOrder({ parts: [part] }),
        owed: [
          anOwedUpdate({ id: `r${at}`, changes: [{ ...near, requirementIds: [] }] }),
          anOwedUpdate({ id: `again${at}`, changes: [again] }),
        ],
      }),
    );
  };
  const setUp = () => {
    const life = createLife();
    const orders = createFakeOrders(life);
    for (const order of reminders()) orders.put(order);
    const threads = createFakeThreads(life);
    // As a new process each time.
    const deliver = () =>
      createDeliverUpdates({
        ...{ orders, threads, defaultChannel: null },
        ...{ clock: createFakeClock(NOW), log: createQuietLog().log, pace: createFakePace().pace },
      }).deliverAll(orders.all().map(({ key }) => key));
    return { life, orders, threads, deliver };
  };

  it('is found, and none of what it said is said again', async () => {
    const world = setUp();
    world.life.failNext('slack.postDigest', new AppError('slack_unreachable', 'no answer'), { isDone: true });
    await world.deliver();
    await world.deliver();
    assert.deepEqual(
      world.threads.posted.map(({ kind }) => kind),
      ['digest'],
    );
    assert.ok(world.orders.all().every(({ owed, posting }) => owed.length === 0 && posting === null));
  });

  it('is said order by order, each with the word that it may repeat, where Slack may not be read', async () => {
    const world = setUp();
    world.threads.places.mayReadHistory = false;
    world.life.failNext('slack.postDigest', new AppError('slack_unreachable', 'no answer'), { isDone: true });
    await world.deliver();
    await world.deliver();
    assert.equal(world.threads.updates().length, 8);
    assert.ok(world.threads.updates().every(({ mayRepeat }) => mayRepeat));
  });

  it('has nothing that it said repeated without that word, wherever the process dies while it is said again', async () => {
    for (let step = 1, isReached = true; isReached; step += 1) {
      const world = setUp();
      world.threads.places.mayReadHistory = false;
      world.life.failNext('slack.postDigest', new AppError('slack_unreachable', 'no answer'), { isDone: true });
      await world.deliver();
      for (const when of ['before', 'after'] as const) {
        world.life.dieAt(step, when);
        await world.deliver().catch(() => undefined);
        isReached = world.life.isDead();
        world.life.restart();
      }
      await world.deliver();
      assert.ok(world.orders.all().every(({ owed }) => owed.length === 0));
      assert.equal(world.threads.posted.filter(({ kind }) => kind === 'digest').length, 1);
      for (const { update, mayRepeat } of world.threads.updates()) assert.ok(mayRepeat, `${update.id}, step ${step}`);
    }
  });
});
