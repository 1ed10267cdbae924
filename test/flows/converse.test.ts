import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aComment, aTrackedOrder, DAY_MS, HOUR_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const ordered = async () => {
  const world = createFlowsWorld();
  const part = await world.ordered();
  return { world, ...part, act: { ...part, personId: 'U2' } };
};

describe('talking to Number Ops', () => {
  it('posts a reply, says so in the thread, and does not take it for news later', async () => {
    const { world, act, partId } = await ordered();
    await world.flows.converse.reply({ ...act, body: ' Here it is. ' });
    await world.later();
    assert.equal(world.partOf(partId).comments[0]?.body, 'Here it is.');
    assert.deepEqual(world.threads.told(), [['comment-sent']]);
  });

  it('reports a comment of ours that was written elsewhere', async () => {
    const { world, partId } = await ordered();
    world.partOf(partId).comments.push(aComment({ authorType: 'user' }));
    await world.later();
    assert.deepEqual(world.threads.told(), [['comment-added']]);
  });

  it('sends no empty reply', async () => {
    const { world, act } = await ordered();
    await assert.rejects(world.flows.converse.reply({ ...act, body: '  ' }), { code: 'invalid_input' });
    assert.equal(world.life.count('telnyx.comments.create'), 0);
  });

  it('says nothing in the thread when the reply did not reach Telnyx', async () => {
    const { world, act } = await ordered();
    world.life.failNext('telnyx.comments.create', aTelnyxError('telnyx_unreachable'));
    await assert.rejects(world.flows.converse.reply({ ...act, body: 'Hello' }), { code: 'telnyx_unreachable' });
    assert.deepEqual(world.threads.posted, []);
  });

  it('sends the same once, however often the press arrives, and tells it once', async () => {
    const { world, act, partId } = await ordered();
    const pressed = () => world.flows.converse.reply({ ...act, body: 'Here it is.' });
    await Promise.all([pressed(), pressed()]);
    await world.flows.converse.askForTime({ ...act, reason: 'Our notary is away.' });
    await world.flows.converse.askForTime({ ...act, reason: 'Our notary is away.' });
    assert.equal(world.partOf(partId).comments.length, 2);
    assert.deepEqual(world.threads.told(), [['comment-sent'], ['extension-asked']]);
  });

  it('after a lost answer tells what arrived instead of sending it again', async () => {
    const { world, act, partId } = await ordered();
    world.life.failNext('telnyx.comments.create', aTelnyxError('telnyx_unclear'), { isDone: true });
    await assert.rejects(world.flows.converse.reply({ ...act, body: 'Hello' }), { code: 'telnyx_unclear' });
    await world.flows.converse.reply({ ...act, body: 'Hello' });
    assert.equal(world.partOf(partId).comments.length, 1);
    assert.deepEqual(world.threads.told(), [['comment-sent']]);
  });

  it('sends the same words again on another day', async () => {
    const { world, act, partId } = await ordered();
    await world.flows.converse.reply({ ...act, body: 'Any news?' });
    await world.later(DAY_MS);
    await world.flows.converse.reply({ ...act, body: 'Any news?' });
    assert.equal(world.partOf(partId).comments.length, 2);
  });

  it('asks for more time with a reason; the deadline stands', async () => {
    const { world, act, partId } = await ordered();
    await world.flows.converse.askForTime({ ...act, reason: 'Our notary is away.' });
    assert.match(world.partOf(partId).comments[0]?.body ?? '', /more time.*22 January 2026.*Our notary is away\./);
    const [posted] = world.threads.updates();
    assert.ok(posted);
    assert.deepEqual(posted.update.changes, [
      { kind: 'extension-asked', partId, personId: 'U2', reason: 'Our notary is away.', deadlineAt: NOW + 10 * DAY_MS },
    ]);
  });

  it('marks a comment as read, on the card only', async () => {
    const { world, act, partId } = await ordered();
    world.partOf(partId).comments.push(aComment());
    await world.later();
    await world.flows.converse.markRead({ ...act, commentId: 'comment-1' });
    assert.equal(world.threads.told().length, 1);
    assert.equal(world.threads.posted.at(-1)?.kind, 'card-update');
    assert.notEqual(world.orders.all()[0]?.order?.parts[0]?.comments[0]?.readAt, null);
  });
});

describe('cancelling a part', () => {
  it('says who asked and that it is cancelled, in one message', async () => {
    const { world, act } = await ordered();
    await world.flows.converse.cancelPart(act);
    const [posted] = world.threads.updates();
    assert.ok(posted);
    assert.deepEqual(
      posted.update.changes.map(({ kind }) => kind),
      ['cancel-asked', 'part-cancelled'],
    );
    const [, change] = posted.update.changes;
    assert.ok(change?.kind === 'part-cancelled');
    assert.deepEqual([change.cause, change.personId], ['person', 'U2']);
  });

  it('is nobody’s doing when Telnyx refuses it', async () => {
    const { world, act } = await ordered();
    world.life.failNext('telnyx.subOrders.cancel', aTelnyxError('telnyx_refused', { status: 422 }));
    await assert.rejects(world.flows.converse.cancelPart(act), { code: 'telnyx_refused' });
    assert.deepEqual(world.orders.all()[0]?.cancelledBy, {});
  });

  it('is still known to be theirs when the answer got lost', async () => {
    const { world, act } = await ordered();
    world.life.failNext('telnyx.subOrders.cancel', aTelnyxError('telnyx_unclear'), { isDone: true });
    await assert.rejects(world.flows.converse.cancelPart(act), { code: 'telnyx_unclear' });
    await world.later();
    const [posted] = world.threads.updates();
    assert.ok(posted);
    const [change] = posted.update.changes;
    assert.ok(change?.kind === 'part-cancelled');
    assert.equal(change.cause, 'person');
  });

  it('is not theirs when the answer got lost and Telnyx had not done it', async () => {
    const { world, act } = await ordered();
    world.life.failNext('telnyx.subOrders.cancel', aTelnyxError('telnyx_unclear'));
    await assert.rejects(world.flows.converse.cancelPart(act), { code: 'telnyx_unclear' });
    assert.deepEqual(world.orders.all()[0]?.cancelledBy, {});
  });

  it('is refused when the part is over', async () => {
    const { world, act } = await ordered();
    await world.flows.converse.cancelPart(act);
    await assert.rejects(world.flows.converse.cancelPart(act), { code: 'invalid_input' });
    assert.equal(world.life.count('telnyx.subOrders.cancel'), 1);
  });
});

describe('who looks after an order', () => {
  it('is reminded tomorrow when they ask for it', async () => {
    const { world, act } = await ordered();
    assert.equal(await world.flows.converse.remindTomorrow(act), NOW + DAY_MS);
    await world.later(23 * HOUR_MS);
    await world.later(HOUR_MS);
    await world.later();
    assert.deepEqual(world.threads.told(), [['reminder-asked'], ['remind-again']]);
  });

  it('is whoever takes an order that has nobody, first come first served', async () => {
    const world = createFlowsWorld();
    world.orders.put(aTrackedOrder({ ownerId: null }));
    await world.flows.converse.take({ orderKey: 'token1', personId: 'U2' });
    await world.flows.converse.take({ orderKey: 'token1', personId: 'U2' });
    const late = world.flows.converse.take({ orderKey: 'token1', personId: 'U3' });
    await assert.rejects(late, { code: 'invalid_input' });
    assert.equal(world.orders.all()[0]?.ownerId, 'U2');
    assert.equal(world.threads.posted.at(-1)?.kind, 'card-update');
  });
});
