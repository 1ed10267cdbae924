import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderChange } from '../../src/domain/order-changes.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
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

const DEADLINE = NOW + DAY_MS;
const near = (given: Partial<Extract<OrderChange, { kind: 'deadline-near' }>> = {}): OrderChange => ({
  kind: 'deadline-near',
  partId: 'part-1',
  deadlineAt: DEADLINE,
  hours: 24,
  requirementIds: ['req-name'],
  ...given,
});

const createWorld = (saved: TrackedOrder[]) => {
  const life = createLife();
  const clock = createFakeClock(NOW);
  const orders = createFakeOrders(life);
  for (const order of saved) orders.put(order);
  const threads = createFakeThreads(life);
  const { pace, waits } = createFakePace();
  const { log, lines } = createQuietLog();
  const deliverUpdates = createDeliverUpdates({ orders, threads, clock, log, pace, defaultChannel: null });
  return { life, orders, threads, waits, lines, clock, ...deliverUpdates };
};

const reminded = (key: string, given: Partial<TrackedOrder> = {}): TrackedOrder =>
  aTrackedOrder({
    key,
    order: anOrder({ parts: [aPart({ deadlineAt: DEADLINE })] }),
    owed: [anOwedUpdate({ changes: [near()] })],
    ...given,
  });

describe('delivering what an order owes', () => {
  it('posts the missing card first, then the messages in their order, a second apart', async () => {
    const owed = [
      anOwedUpdate({ id: 'a', changes: [{ kind: 'deadline-erased', partId: 'part-1' }] }),
      anOwedUpdate({ id: 'b' }),
    ];
    const world = createWorld([aTrackedOrder({ cardTs: null, owed })]);
    assert.equal(await world.deliver('token1'), 3);
    assert.deepEqual(
      world.threads.posted.map(({ kind }) => kind),
      ['card', 'update', 'update'],
    );
    assert.deepEqual(world.threads.told(), [['deadline-erased'], ['order-complete']]);
    assert.deepEqual(world.waits, [1000, 1000]);
    assert.deepEqual(world.orders.all()[0]?.owed, []);
  });

  it('posts once when two deliveries run at the same time', async () => {
    const world = createWorld([aTrackedOrder({ owed: [anOwedUpdate()] })]);
    await Promise.all([world.deliver('token1'), world.deliver('token1'), world.deliverAll(['token1'])]);
    assert.equal(world.threads.told().length, 1);
  });

  it('keeps the rest for the next time when Slack does not answer', async () => {
    const owed = [anOwedUpdate({ id: 'a' }), anOwedUpdate({ id: 'b' }), anOwedUpdate({ id: 'c' })];
    const world = createWorld([aTrackedOrder({ owed }), aTrackedOrder({ key: 'token2', owed })]);
    await world.deliver('token1').catch(assert.fail);
    assert.equal(world.threads.told().length, 3);
    world.life.failNext('slack.postUpdate', new AppError('slack_unreachable', 'down'));
    assert.equal(await world.deliverAll(['token2', 'token1']), 0);
    assert.equal(world.orders.all()[1]?.owed.length, 3);
    assert.equal(await world.deliverAll(['token2']), 3);
  });

  it('keeps what a channel does not take and goes on with the others', async () => {
    const owed = [anOwedUpdate()];
    const world = createWorld([aTrackedOrder({ owed, ownerId: null }), aTrackedOrder({ key: 'token2', owed })]);
    world.life.failNext('slack.postUpdate', new AppError('channel_unavailable', 'archived'));
    assert.equal(await world.deliverAll(['token1', 'token2']), 1);
    assert.equal(world.orders.all()[0]?.owed.length, 1);
    assert.ok(world.lines.some((line) => line.includes('channel_unavailable')));
  });

  it('posts a minute’s worth into one channel, so that the poll goes on, and the rest at the next tick', async () => {
    const saved = Array.from({ length: 70 }, (_, at) => aTrackedOrder({ key: `token${at}`, owed: [anOwedUpdate()] }));
    const world = createWorld(saved);
    const keys = saved.map(({ key }) => key);
    assert.equal(await world.deliverAll(keys), 50);
    assert.equal(await world.deliverAll(keys), 20);
    assert.equal(world.threads.told().length, 70);
  });

  for (const error of [
    new Error('invalid_blocks'),
    new AppError('slack_unreachable', 'internal_error', { details: { thisCallOnly: true } }),
  ])
    it(`tells each order by itself when Slack fails at the one message for many (${error.message})`, async () => {
      const saved = [1, 2, 3, 4].map((at) => reminded(`token${at}`));
      const world = createWorld(saved);
      world.life.failNext('slack.postDigest', error);
      assert.equal(await world.deliverAll(saved.map(({ key }) => key)), 4);
      assert.equal(world.threads.told().length, 4);
    });

  it('says what is most urgent in a channel first: by what happened, then by the deadline', async () => {
    const owing = (key: string, changes: OrderChange[]) => aTrackedOrder({ key, owed: [anOwedUpdate({ changes })] });
    const set = { kind: 'deadline-set', partId: 'part-1' } as const;
    const world = createWorld([
      owing('done', [{ kind: 'order-complete' }]),
      owing('later', [{ ...set, deadlineAt: DEADLINE + DAY_MS }]),
      owing('sooner', [{ ...set, deadlineAt: DEADLINE }]),
      owing('failed', [{ kind: 'order-complete' }, { kind: 'not-placed' }]),
    ]);
    await world.deliverAll(['done', 'later', 'sooner', 'failed']);
    assert.deepEqual(
      world.threads.updates().map(({ order }) => order.key),
      ['failed', 'sooner', 'later', 'done'],
    );
  });

  it('edits a card once, however much changed', async () => {
    const world = createWorld([
      aTrackedOrder({ cardIsStale: true, owed: [anOwedUpdate(), anOwedUpdate({ id: 'b' })] }),
    ]);
    await world.deliverAll(['token1']);
    await world.deliverAll(['token1']);
    assert.equal(world.threads.posted.filter(({ kind }) => kind === 'card-update').length, 1);
  });

  it('tries the card again when it could not be edited', async () => {
    const world = createWorld([aTrackedOrder({ cardIsStale: true })]);
    world.life.failNext('slack.updateCard', new AppError('slack_unreachable', 'down'));
    await world.deliver('token1');
    assert.equal(world.orders.all()[0]?.cardIsStale, true);
    await world.deliver('token1');
    assert.equal(world.orders.all()[0]?.cardIsStale, false);
  });

  for (const state of ['placing', 'refused'] as const) {
    it(`shows no card of an order that is ${state}: nobody but its orderer knows of it`, async () => {
      const world = createWorld([aTrackedOrder({ state, cardTs: null, lastCheckedAt: null })]);
      await world.deliver('token1');
      assert.deepEqual(world.threads.posted, []);
    });
  }
});

describe('reminders that waited to be posted', () => {
  const stale = [
    { why: 'the part was answered', part: aPart({ deadlineAt: DEADLINE, requirements: [], numbers: [] }) },
    { why: 'the deadline moved', part: aPart({ deadlineAt: DEADLINE + DAY_MS }) },
    { why: 'the part was cancelled', part: aPart({ deadlineAt: DEADLINE, status: 'cancelled' }) },
  ];
  for (const { why, part } of stale) {
    it(`are dropped when ${why}`, async () => {
      const world = createWorld([reminded('token1', { order: anOrder({ parts: [part] }) })]);
      assert.equal(await world.deliver('token1'), 0);
      assert.deepEqual(world.orders.all()[0]?.owed, []);
    });
  }

  it('leave the rest of their message standing', async () => {
    const owed = [anOwedUpdate({ changes: [near({ deadlineAt: 1 }), { kind: 'order-complete' }] })];
    const world = createWorld([reminded('token1', { owed })]);
    await world.deliver('token1');
    assert.deepEqual(world.threads.told(), [['order-complete']]);
  });

  it('are overtaken by a later, more urgent one', async () => {
    const owed = [
      anOwedUpdate({ id: 'a', changes: [near({ hours: 72 })] }),
      anOwedUpdate({ id: 'b', changes: [near({ hours: 24 })] }),
    ];
    const world = createWorld([reminded('token1', { owed })]);
    assert.equal(await world.deliver('token1'), 1);
  });

  for (const { count, expected } of [
    { count: 3, expected: ['update', 'update', 'update'] },
    { count: 4, expected: ['digest'] },
  ]) {
    it(`of ${count} orders in one channel are ${expected.length} messages`, async () => {
      const keys = Array.from({ length: count }, (_, at) => `token${at}`);
      const world = createWorld(keys.map((key) => reminded(key)));
      await world.deliverAll(keys);
      assert.deepEqual(
        world.threads.posted.map(({ kind }) => kind),
        expected,
      );
      assert.ok(world.orders.all().every(({ owed }) => owed.length === 0));
    });
  }

  it('are not gathered across channels, nor with other news', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const world = createWorld(
      keys.map((key) => reminded(key, key < 'd' ? {} : { channelId: key, owed: [anOwedUpdate()] })),
    );
    await world.deliverAll(keys);
    assert.ok(world.threads.posted.every(({ kind }) => kind === 'update'));
  });
});
