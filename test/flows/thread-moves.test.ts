import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { NOW } from '../support/builders.ts';
import { FALLBACK, KINDS } from '../support/thread-worlds.ts';

for (const { what, names, make } of KINDS) {
  const [, update] = names;

  describe(`the thread of ${what} whose place is gone`, () => {
    for (const fault of ['archived', 'removed', 'gone', 'closed'] as const)
      it(`goes on in the fallback channel when its channel is ${fault}, and says all that was owed there`, async () => {
        const world = await make();
        world.places.close('C1', fault);
        assert.equal(await world.deliver(), 3);
        assert.deepEqual(world.cards(), [[FALLBACK, fault, false]]);
        assert.deepEqual(world.told(), [
          [FALLBACK, 'a', false],
          [FALLBACK, 'b', false],
        ]);
        const record = await world.record();
        assert.deepEqual([record.channelId, record.cardTs], [FALLBACK, world.threads.cards()[0]?.cardTs]);
        assert.deepEqual([record.owed, record.posting, record.cardIsStale], [[], null, false]);
        assert.deepEqual(record.moved, { fromChannelId: 'C1', why: fault, at: NOW });
      });

    it('is a direct message to its owner when there is no fallback channel, or that one fails too', async () => {
      for (const fallback of [null, FALLBACK]) {
        const world = await make({}, fallback);
        world.places.close('C1');
        world.places.close(FALLBACK, 'removed');
        await world.deliver();
        assert.deepEqual(world.cards(), [['U1', 'archived', false]]);
        assert.deepEqual(world.told(), [
          ['D1', 'a', false],
          ['D1', 'b', false],
        ]);
        assert.equal((await world.record()).channelId, 'D1');
      }
    });

    it('keeps everything, and says so in the log, when nobody takes it; and goes on once somebody does', async () => {
      const world = await make({ ownerId: null }, null);
      world.places.close('C1');
      assert.equal(await world.deliver(), 0);
      const record = await world.record();
      assert.deepEqual([record.channelId, record.cardTs, record.owed.length, record.moved], ['C1', '1.1', 2, null]);
      assert.ok(world.lines.some((line) => line.includes('kept for the next tick')));
      world.places.open('C1');
      await world.deliver();
      assert.deepEqual(
        world.told().map(([, id]) => id),
        ['a', 'b'],
      );
      assert.deepEqual(world.cards(), []);
    });

    it('gets a new card in the same channel when only the card was deleted', async () => {
      const world = await make();
      world.places.deleteCard('1.1');
      assert.equal(await world.deliver(), 3);
      assert.deepEqual(world.cards(), [['C1', 'deleted', false]]);
      assert.deepEqual(world.told(), [
        ['C1', 'a', false],
        ['C1', 'b', false],
      ]);
    });

    it('says nothing twice when its card is deleted between two messages', async () => {
      const world = await make();
      world.life.failNext(
        `slack.post${update}`,
        new AppError('slack_unreachable', 'no', { details: { nothingDone: true } }),
      );
      await world.deliver();
      await world.deliver();
      world.places.deleteCard('1.1');
      await world.deliver();
      assert.deepEqual(
        world.told().map(([, id]) => id),
        ['a', 'b'],
      );
    });

    it('moves again when the fallback channel goes as well', async () => {
      const world = await make({ cardTs: null });
      world.places.close('C1');
      world.life.failNext(
        `slack.post${update}`,
        new AppError('slack_unreachable', 'no', { details: { nothingDone: true } }),
      );
      await world.deliver();
      world.places.close(FALLBACK, 'removed');
      await world.deliver();
      assert.deepEqual(world.cards(), [
        [FALLBACK, 'archived', false],
        ['U1', 'removed', false],
      ]);
      assert.deepEqual(
        world.told().map(([, id]) => id),
        ['a', 'b'],
      );
    });
  });
}
