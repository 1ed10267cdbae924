import assert from 'node:assert/strict';
import { newTrackedGroup, type TrackedGroup } from '../../src/domain/tracked-group.ts';
import type { TrackedOrder } from '../../src/domain/tracked-order.ts';
import { createDeliverGroups } from '../../src/flows/deliver-groups.ts';
import { createDeliverUpdates } from '../../src/flows/deliver-updates.ts';
import { anOwedUpdate, aTrackedOrder, NOW } from './builders.ts';
import { createFakeGroupStore, createFakeGroupThreads } from './fake-group-store.ts';
import {
  createFakeClock,
  createFakeOrders,
  createFakePace,
  createFakeThreads,
  createLife,
  createQuietLog,
} from './fakes.ts';

export const FALLBACK = 'C9';

/** Orders and groups, delivered by the same rules: each test runs over both. */
const createOrderWorld = async (given: Partial<TrackedOrder> = {}, fallback: string | null = FALLBACK) => {
  const life = createLife();
  const orders = createFakeOrders(life);
  const owed = [anOwedUpdate({ id: 'a' }), anOwedUpdate({ id: 'b' })];
  orders.put(aTrackedOrder({ key: 'k', channelId: 'C1', cardTs: '1.1', cardIsStale: true, owed, ...given }));
  const threads = createFakeThreads(life);
  const { pace, waits } = createFakePace();
  const { log, lines } = createQuietLog();
  const clock = createFakeClock(NOW);
  const made = () => createDeliverUpdates({ orders, threads, clock, log, pace, defaultChannel: fallback });
  return {
    life,
    lines,
    waits,
    threads,
    places: threads.places,
    deliver: () => made().deliver('k'),
    record: () => orders.all()[0] ?? assert.fail('no order'),
    change: (by: (record: TrackedOrder) => TrackedOrder) => orders.put(by(orders.all()[0] ?? assert.fail())),
    told: () => threads.updates().map(({ order, update, mayRepeat }) => [order.channelId, update.id, mayRepeat]),
    cards: () => threads.cards().map(({ order, mayRepeat }) => [order.channelId, order.moved?.why ?? null, mayRepeat]),
  };
};

const createGroupWorld = async (given: Partial<TrackedGroup> = {}, fallback: string | null = FALLBACK) => {
  const life = createLife();
  const groups = createFakeGroupStore(life);
  const owed: TrackedGroup['owed'] = ['a', 'b'].map((id) => ({
    id,
    createdAt: NOW,
    changes: [{ kind: 'deleted', personId: 'U1' }],
  }));
  const held = { ...newTrackedGroup({ id: 'k', now: NOW }), channelId: 'C1', ownerId: 'U1', cardTs: '1.1' };
  await groups.create({ ...held, cardIsStale: true, owed, ...given });
  const groupThreads = createFakeGroupThreads(life);
  const { pace, waits } = createFakePace();
  const { log, lines } = createQuietLog();
  const clock = createFakeClock(NOW);
  const made = () => createDeliverGroups({ groups, groupThreads, clock, log, pace, defaultChannel: fallback });
  return {
    life,
    lines,
    waits,
    threads: groupThreads,
    places: groupThreads.places,
    deliver: () => made().deliver('k'),
    record: async () => (await groups.get('k')) ?? assert.fail('no group'),
    told: () => groupThreads.updates().map(({ group, update, mayRepeat }) => [group.channelId, update.id, mayRepeat]),
    cards: () =>
      groupThreads.cards().map(({ group, mayRepeat }) => [group.channelId, group.moved?.why ?? null, mayRepeat]),
  };
};

type Given = { ownerId?: string | null; cardTs?: string | null };
export const KINDS = [
  {
    what: 'an order',
    names: ['Card', 'Update'],
    make: (given?: Given, to?: string | null) => createOrderWorld(given, to),
  },
  {
    what: 'a group',
    names: ['GroupCard', 'GroupUpdate'],
    make: (given?: Given, to?: string | null) => createGroupWorld(given, to),
  },
] as const;
