import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { aComment, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
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
