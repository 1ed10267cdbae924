import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { troublesOf } from '../../src/domain/diagnosis.ts';
import { AppError } from '../../src/errors.ts';
import { aPlaceRequest, HOUR_MS, MINUTE_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN_2, createFlowsWorld } from '../support/flows-world.ts';

/** One order in C1, polled just now. */
const aRunningWorld = async () => {
  const world = createFlowsWorld();
  await world.ordered();
  await world.later();
  return world;
};

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const world = await aRunningWorld();
    const diagnosis = await world.flows.checkConnections();
    assert.deepEqual(troublesOf(diagnosis), []);
    assert.deepEqual(diagnosis.telnyx.found?.accountId, 'account-1-of-telnyx');
    assert.deepEqual(diagnosis.channels.found, { looked: 1, unreachable: [] });
    assert.equal(diagnosis.poll.lastAt, world.clock.now());
  });

  const FAILURES: { why: string; call: string; error: AppError; trouble: string }[] = [
    { why: 'Slack does not answer', call: 'slack.look', error: aTelnyxError('slack_unreachable'), trouble: 'slack' },
    { why: 'Telnyx refuses the key', call: 'account.id', error: aTelnyxError('telnyx_key_refused'), trouble: 'telnyx' },
    {
      why: 'the store cannot write',
      call: 'store.check',
      error: new AppError('store_failed', 'full'),
      trouble: 'store',
    },
    {
      why: 'a channel is out of reach',
      call: 'slack.canPost C1',
      error: new AppError('channel_unavailable', 'left'),
      trouble: 'channels',
    },
    {
      why: 'channels cannot be looked up',
      call: 'slack.canPost C1',
      error: new AppError('slack_unreachable', 'away'),
      trouble: 'channels',
    },
  ];
  for (const { why, call, error, trouble } of FAILURES)
    it(`says so, and looks at the rest, when ${why}`, async () => {
      const world = await aRunningWorld();
      world.life.failNext(call === 'account.id' ? 'telnyx.account.id' : call, error);
      const diagnosis = await world.flows.checkConnections();
      assert.deepEqual(troublesOf(diagnosis), [trouble]);
    });

  it('says which channels are out of reach, each once', async () => {
    const world = await aRunningWorld();
    const other = { token: 't2', phoneNumbers: [BERLIN_2], channelId: 'C2', repeatConfirmed: true };
    await world.flows.placeOrder.place(aPlaceRequest(other));
    world.life.failAlways('slack.canPost C2', new AppError('channel_unavailable', 'left'));
    const { channels } = await world.flows.checkConnections();
    assert.deepEqual(channels.found, { looked: 2, unreachable: ['C2'] });
  });

  it('notices a poll that is late, one that could not read, and how long orders wait', async () => {
    const world = await aRunningWorld();
    world.clock.pass(11 * MINUTE_MS);
    assert.deepEqual(troublesOf(await world.flows.checkConnections()), ['poll']);
    for (const call of ['telnyx.subOrders.listPending', 'telnyx.orders.get'])
      world.life.failNext(call, aTelnyxError('telnyx_unreadable'));
    await world.later(HOUR_MS);
    const unread = await world.flows.checkConnections();
    assert.deepEqual([troublesOf(unread), unread.poll.failed], [['poll'], 2]);
    await world.later(10 * MINUTE_MS);
    assert.deepEqual(troublesOf(await world.flows.checkConnections()), []);
    world.clock.pass(9 * MINUTE_MS);
    assert.ok((await world.flows.checkConnections()).poll.lateByMs > 0);
  });

  it('is not stopped by a bug of its own in silence', async () => {
    const world = await aRunningWorld();
    world.life.failNext('slack.look', new TypeError('boom'));
    await assert.rejects(world.flows.checkConnections(), /boom/);
  });
});
