import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { KINDS } from '../support/thread-worlds.ts';

for (const { what, names, make } of KINDS) {
  const [card, update] = names;

  describe(`what ${what} owes`, () => {
    it('waits as long as Slack asks, then goes on where it stopped', async () => {
      const world = await make();
      const pause = new AppError('slack_unreachable', 'wait', { details: { retryAfterSeconds: 7, nothingDone: true } });
      world.life.failNext(`slack.post${update}`, pause);
      assert.equal(await world.deliver(), 2);
      assert.deepEqual(world.waits, [7000, 1000]);
    });

    it('stays owed when Slack asks to wait for long, and Slack is not asked before', async () => {
      const world = await make();
      const pause = new AppError('slack_unreachable', 'wait', {
        details: { retryAfterSeconds: 120, nothingDone: true },
      });
      world.life.failNext(`slack.post${update}`, pause);
      assert.equal(await world.deliver(), 0);
      assert.equal(await world.deliver(), 0);
      assert.equal(world.life.count(`slack.post${update}`), 1);
      assert.equal((await world.record()).owed.length, 2);
    });

    it('goes on while cards may not be edited for now; the card is brought up to date later', async () => {
      const world = await make();
      const pause = new AppError('slack_unreachable', 'wait', { details: { retryAfterSeconds: 1, nothingDone: true } });
      world.life.failNext(`slack.update${card}`, pause);
      await world.deliver();
      assert.equal(world.told().length, 2);
      assert.equal((await world.record()).cardIsStale, true);
      await world.deliver();
      assert.equal((await world.record()).cardIsStale, false);
    });

    it('is given up only when Slack will never take the message itself: the next one follows', async () => {
      const world = await make();
      world.life.failNext(`slack.post${update}`, new AppError('message_refused', 'no_text'));
      await world.deliver();
      assert.deepEqual(world.told(), [['C1', 'b', false]]);
      assert.deepEqual((await world.record()).owed, []);
      assert.ok(world.lines.some((line) => line.includes('given up')));
    });

    for (const error of [
      new AppError('not_allowed', 'missing_scope'),
      new Error('a bug'),
      new AppError('slack_unreachable', 'down'),
    ])
      it(`stays owed for any other reason (${error.message})`, async () => {
        const world = await make();
        world.life.failNext(`slack.post${update}`, error);
        await world.deliver();
        assert.equal((await world.record()).owed.length, 2);
        await world.deliver();
        assert.deepEqual(
          world.told().map(([, id]) => id),
          ['a', 'b'],
        );
      });
  });
}
