import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { createReadOrder } from '../../src/flows/read-order.ts';
import { createShowRequirements } from '../../src/flows/show-requirements.ts';
import { createLog } from '../../src/log.ts';
import type { DeskPart } from '../../src/sandbox/telnyx/desk-overview.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createTelnyx } from '../../src/telnyx/create-telnyx.ts';
import { cardNow, cards, textOf } from '../support/act.ts';
import { callsOf, isBroadcast, oneTold } from '../support/act-requirements.ts';
import { anOrder, aPart, aTrackedOrder } from '../support/builders.ts';
import { DAY_MS, HOUR_MS, START_AT, startWorld, WORLDS, type World } from '../support/start-world.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';

const FOLLOWED = 300;
const MINUTE_MS = 60_000;

/** Reads orders as the app does. */
const createReader = (w: World) => {
  const telnyx = createTelnyx({
    apiUrl: w.telnyx.url,
    apiKey: 'KEY-simulated-telnyx',
    log: createLog({ level: 'silent' }),
  });
  return createReadOrder({ telnyx, showRequirements: createShowRequirements({ telnyx, clock: w.clock }) });
};

/** The records of all orders as they stand in the file. */
const writtenOrders = (storeUrl: string): string => {
  const database = new DatabaseSync(storeUrl.slice('sqlite://'.length), { readOnly: true });
  const rows = database.prepare("SELECT key, value FROM keyv WHERE namespace LIKE '%orders' ORDER BY key").all();
  database.close();
  assert.ok(rows.length > FOLLOWED);
  return JSON.stringify(rows);
};

/** Orders that were followed for days, and many that are over: written to the store while the app is away. */
const grow = async (w: World, { storeUrl, finished }: { storeUrl: string; finished: number }): Promise<DeskPart[]> => {
  await w.app.stop();
  const desk = w.telnyx.desk;
  const added = Array.from({ length: FOLLOWED }, () =>
    desk.addOrder({ parts: [{ country: 'DE', numberType: 'local' }] }),
  ).map(({ partIds }) => desk.part(partIds[0] ?? ''));
  const channelId = w.slack.workspace.channels.find('#telecom')?.id ?? '';
  const quietSince = START_AT - 2 * DAY_MS;
  const store = await openStore({ url: storeUrl, encryptionKeys: TEST_KEYS });
  const common = { channelId, createdAt: quietSince, lastChangedAt: quietSince, lastCheckedAt: START_AT };
  const reader = createReader(w);
  for (const [at, part] of added.entries()) {
    const { order, requirementTypes } = await reader.read(part.orderId);
    const due = { nextCheckAt: START_AT + (1 + (at % 15)) * MINUTE_MS };
    const reminders = { [part.partId]: { deadlineAt: part.deadlineAt, sent: [], askedFor: null } };
    const cardTs = `1700000000.${String(at).padStart(6, '0')}`;
    await store.orders.create(
      aTrackedOrder({
        ...common,
        ...due,
        key: `open${at}`,
        orderId: order.id,
        order,
        requirementTypes,
        cardTs,
        reminders,
      }),
    );
  }
  const over = Array.from({ length: finished }, (_, at) => {
    const parts = [aPart({ id: `old-${at}`, orderId: `old-order-${at}`, status: 'success', deadlineAt: null })];
    const order = anOrder({ id: `old-order-${at}`, status: 'success', parts });
    const ended = { ...common, createdAt: START_AT - 60 * DAY_MS, lastChangedAt: START_AT - 60 * DAY_MS };
    return store.orders.create(
      aTrackedOrder({ ...ended, key: `old${at}`, orderId: order.id, order, nextCheckAt: START_AT + DAY_MS }),
    );
  });
  await Promise.all(over);
  await store.close();
  await w.app.start();
  return added;
};

describe('the cost of a tick', () => {
  for (const { extras, finished } of [
    { extras: true, finished: 3000 },
    { extras: false, finished: 300 },
  ])
    it(`follows what is due, not what was ever ordered, ${extras ? 'with' : 'without'} the extras`, async (t) => {
      const storeUrl = `sqlite://${temporaryPath(t)}`;
      const w = await startWorld(t, { extras, storeUrl });
      const parts = await grow(w, { storeUrl, finished });
      const callsOfTick = async (): Promise<string[]> => {
        const before = w.telnyx.calls.length;
        await w.clock.advance(MINUTE_MS);
        return w.telnyx.calls.slice(before).map(({ path }) => path);
      };
      await callsOfTick();
      const before = writtenOrders(storeUrl);
      const calls = await callsOfTick();
      const read = calls.filter((path) => path === '/comments');
      assert.equal(read.length, FOLLOWED / 15, 'each is read in its turn, every quarter of an hour');
      const pages = Math.ceil(FOLLOWED / 250);
      assert.ok(calls.length <= pages + 3 * read.length, `${calls.length} calls for ${read.length} parts`);
      assert.ok(!calls.some((path) => path.includes('old-')), 'what is over is not looked at');
      assert.equal(writtenOrders(storeUrl), before, 'what did not change is not written');

      const late = parts.at(-1);
      assert.ok(late);
      w.telnyx.desk.cancelPart({ partId: late.partId });
      const next = await callsOfTick();
      const spotted = next.some((path) => path.includes(late.partId));
      assert.ok(spotted, 'what changed is read at once, though its turn would be later');
      assert.ok(next.length < 6 * read.length + 10);
    });
});

/** An order of this many numbers, as a person may have placed it elsewhere, followed by the app from now on. */
const followLarge = async (w: World, { storeUrl, count }: { storeUrl: string; count: number }): Promise<DeskPart> => {
  const { orderId, partIds } = w.telnyx.desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', count }] });
  await w.app.stop();
  const store = await openStore({ url: storeUrl, encryptionKeys: TEST_KEYS });
  const channelId = w.slack.workspace.channels.find('#telecom')?.id ?? '';
  const ownerId = w.slack.person('ada').id;
  const unread = { order: null, requirementTypes: {}, cardTs: null, nextCheckAt: 0, lastChangedAt: w.clock.now() };
  await store.orders.create(aTrackedOrder({ ...unread, channelId, ownerId, orderId, createdAt: w.clock.now() }));
  await store.close();
  await w.app.start();
  await w.tick();
  return w.telnyx.desk.part(partIds[0] ?? '');
};

describe('a part with more numbers than Telnyx details', () => {
  for (const { name, ...world } of WORLDS)
    it(`is followed to its last number, ${name}`, async (t) => {
      const storeUrl = `sqlite://${temporaryPath(t)}`;
      const w = await startWorld(t, { ...world, storeUrl });
      const ada = w.slack.person('ada');
      const { partId, phoneNumbers, requirements } = await followLarge(w, { storeUrl, count: 60 });
      const [card] = cards(w);
      assert.ok(card);
      assert.match(textOf(card), /60 numbers · 0 of 5 answered/);
      await w.clock.advance(2 * HOUR_MS);
      const told = await oneTold(w, card, async () => {
        w.telnyx.desk.decline({
          partId,
          numbers: [phoneNumbers[54] ?? ''],
          requirementIds: [requirements[0]?.requirementId ?? ''],
          comment: 'One number is wrong.',
        });
        // The list details fifty numbers of a part at most: the others are seen when its turn comes.
        await w.clock.advance(5 * MINUTE_MS);
      });
      assert.match(textOf(told), /declined.*> One number is wrong\./s);
      assert.equal(callsOf(told, ada), 1);
      assert.equal(isBroadcast(told), false);
      assert.match(textOf(cardNow(w, card)), /60 numbers · .*declined.*its numbers differ/);
    });
});
