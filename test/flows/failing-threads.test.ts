import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newTrackedGroup } from '../../src/domain/tracked-group.ts';
import { AppError } from '../../src/errors.ts';
import { createDeliverGroups } from '../../src/flows/deliver-groups.ts';
import { createDeliverUpdates } from '../../src/flows/deliver-updates.ts';
import { anOwedUpdate, aTrackedOrder, MINUTE_MS, NOW } from '../support/builders.ts';
import { createFakeGroupStore, createFakeGroupThreads } from '../support/fake-group-store.ts';
import {
  createFakeClock,
  createFakeOrders,
  createFakePace,
  createFakeThreads,
  createLife,
  createQuietLog,
} from '../support/fakes.ts';

const FAILED_HALF_WAY = new AppError('slack_unreachable', 'internal_error', { details: { thisCallOnly: true } });

/** Threads of one channel, each owed two messages: thread `1.2` is that of `k2`. */
const ORDERS = {
  what: 'orders',
  make: async (count: number) => {
    const life = createLife();
    const clock = createFakeClock(NOW);
    const orders = createFakeOrders(life);
    const keys = Array.from({ length: count }, (_, at) => `k${at + 1}`);
    const owed = [anOwedUpdate({ id: 'a' }), anOwedUpdate({ id: 'b' })];
    for (const [at, key] of keys.entries()) orders.put(aTrackedOrder({ key, cardTs: `1.${at + 1}`, owed }));
    const threads = createFakeThreads(life);
    const [{ pace }, { log }] = [createFakePace(), createQuietLog()];
    const deliver = createDeliverUpdates({ orders, threads, clock, log, pace, defaultChannel: null });
    return {
      ...{ life, clock, places: threads.places },
      tick: () => deliver.deliverAll(keys),
      now: (key: string) => deliver.deliver(key),
      told: () => threads.updates().map(({ order, update }) => `${order.key} ${update.id}`),
      tries: () => life.count('slack.postUpdate'),
    };
  },
};

const GROUPS = {
  what: 'groups',
  make: async (count: number) => {
    const life = createLife();
    const clock = createFakeClock(NOW);
    const groups = createFakeGroupStore(life);
    const owed = ['a', 'b'].map((id) => ({ id, createdAt: NOW, changes: [] }));
    for (let at = 1; at <= count; at += 1)
      await groups.create({
        ...newTrackedGroup({ id: `k${at}`, now: NOW }),
        ...{ channelId: 'C1', cardTs: `1.${at}`, owed },
      });
    const groupThreads = createFakeGroupThreads(life);
    const [{ pace }, { log }] = [createFakePace(), createQuietLog()];
    const deliver = createDeliverGroups({ groups, groupThreads, clock, log, pace, defaultChannel: null });
    return {
      ...{ life, clock, places: groupThreads.places },
      tick: () => deliver.deliverAll(),
      now: (id: string) => deliver.deliver(id),
      told: () => groupThreads.updates().map(({ group, update }) => `${group.id} ${update.id}`),
      tries: () => life.count('slack.postGroupUpdate'),
    };
  },
};

for (const { what, make } of [ORDERS, GROUPS])
  describe(`threads of ${what} in a channel, when Slack fails at one of them`, () => {
    it('go on without it, and it keeps its own order', async () => {
      const world = await make(3);
      world.places.failAt('1.1', FAILED_HALF_WAY);
      assert.equal(await world.tick(), 4);
      assert.deepEqual(world.told(), ['k2 a', 'k2 b', 'k3 a', 'k3 b']);
      world.places.failAt('1.1', null);
      world.clock.pass(MINUTE_MS);
      await world.tick();
      assert.deepEqual(world.told().slice(4), ['k1 a', 'k1 b']);
    });

    it('have it tried again later and later, a quarter of an hour at most', async () => {
      const world = await make(1);
      world.places.failAt('1.1', FAILED_HALF_WAY);
      const triedAt: number[] = [];
      for (let minute = 0; minute < 62; minute += 1) {
        const before = world.tries();
        await world.tick();
        if (world.tries() > before) triedAt.push(minute);
        world.clock.pass(MINUTE_MS);
      }
      assert.deepEqual(triedAt, [0, 1, 3, 7, 15, 30, 45, 60]);
    });

    it('have it tried at once when a person did something there', async () => {
      const world = await make(1);
      world.places.failAt('1.1', FAILED_HALF_WAY);
      await world.tick();
      world.places.failAt('1.1', null);
      assert.equal(await world.now('k1'), 2);
    });

    it('wait for the next poll once it failed at three in a row', async () => {
      const world = await make(6);
      for (let at = 1; at <= 6; at += 1) world.places.failAt(`1.${at}`, FAILED_HALF_WAY);
      await world.tick();
      assert.equal(world.tries(), 3);
    });

    for (const [why, error] of [
      ['does not answer', new AppError('slack_unreachable', 'no answer')],
      ['does not take the token', new AppError('not_allowed', 'token_revoked')],
    ] as const)
      it(`are all tried at the next poll, and none but one at this, where Slack ${why}`, async () => {
        const world = await make(3);
        world.life.failAlways('slack.postUpdate', error);
        world.life.failAlways('slack.postGroupUpdate', error);
        await world.tick();
        assert.equal(world.tries(), 1);
        world.life.heal();
        assert.equal(await world.tick(), 6);
      });
  });

it('a card that Slack fails to edit holds back no news of its thread', async () => {
  const life = createLife();
  const orders = createFakeOrders(life);
  orders.put(aTrackedOrder({ key: 'k1', cardIsStale: true, owed: [anOwedUpdate()] }));
  const threads = createFakeThreads(life);
  const [{ pace }, { log }] = [createFakePace(), createQuietLog()];
  const deliver = createDeliverUpdates({
    ...{ orders, threads, log, pace, clock: createFakeClock(NOW), defaultChannel: null },
  });
  life.failAlways('slack.updateCard', FAILED_HALF_WAY);
  assert.equal(await deliver.deliverAll(['k1']), 1);
  assert.equal(orders.all()[0]?.cardIsStale, true, 'it is edited as soon as it can be');
});
