import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError, isAppError } from '../../src/errors.ts';
import { aComment, HOUR_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const request = { country: 'DE', numberType: 'local', reference: 'Acme', channelId: 'C1', personId: 'U1' };
const says = (words: RegExp) => (error: unknown) => isAppError(error) && words.test(error.details.hint ?? '');

/** A group that is kept in C1, with nothing left to be posted. */
const keptGroup = async () => {
  const world = createFlowsWorld();
  const { group } = await world.flows.groups.create(request);
  world.groupThreads.posted.length = 0;
  const act = { groupId: group.id, personId: 'U2', body: ' May we leave it out? ' };
  return { world, id: group.id, act, commentsAtTelnyx: () => world.state.groupComments[group.id] ?? [] };
};

describe('writing to Number Ops about a group', () => {
  it('is told in the thread in the name of who wrote, and not taken for news later', async () => {
    const { world, act, commentsAtTelnyx } = await keptGroup();
    assert.deepEqual(await world.flows.groups.comment(act), { keptIn: 'C1', isNew: true });
    assert.deepEqual(
      commentsAtTelnyx().map(({ body }) => body),
      ['May we leave it out?'],
    );
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), [['comment-sent']]);
    const [posted] = world.groupThreads.updates();
    assert.ok(posted);
    assert.deepEqual(posted.update.changes, [{ kind: 'comment-sent', personId: 'U2', body: 'May we leave it out?' }]);
  });

  it('is no news later even when the group could not be read again at once', async () => {
    const { world, act } = await keptGroup();
    world.life.failNext('telnyx.groups.get', aTelnyxError('telnyx_unreachable'));
    await world.flows.groups.comment(act);
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), [['comment-sent']]);
  });

  it('tells what Number Ops wrote meanwhile in the same message', async () => {
    const { world, act, id } = await keptGroup();
    world.state.groupComments[id] = [aComment()];
    await world.flows.groups.comment(act);
    assert.deepEqual(world.groupThreads.told(), [['comment-sent', 'comment-added']]);
  });

  it('sends the same once, however often the press arrives, and tells it once', async () => {
    const { world, act, commentsAtTelnyx } = await keptGroup();
    const sent = await Promise.all([world.flows.groups.comment(act), world.flows.groups.comment(act)]);
    assert.deepEqual(
      sent.map(({ isNew }) => isNew),
      [true, false],
    );
    assert.equal(commentsAtTelnyx().length, 1);
    assert.deepEqual(world.groupThreads.told(), [['comment-sent']]);
  });

  it('sends nothing that is empty', async () => {
    const { world, act } = await keptGroup();
    await assert.rejects(
      world.flows.groups.comment({ ...act, body: ' \n ' }),
      says(/Write what Number Ops should read/),
    );
    assert.equal(world.life.count('telnyx.comments.create'), 0);
  });

  it('says nothing in the thread when it did not reach Telnyx', async () => {
    const { world, act } = await keptGroup();
    world.life.failNext('telnyx.comments.create', aTelnyxError('telnyx_busy'));
    await assert.rejects(world.flows.groups.comment(act), { code: 'telnyx_busy' });
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), []);
  });

  it('is found by the next check when its answer got lost', async () => {
    const { world, act } = await keptGroup();
    world.life.failNext('telnyx.comments.create', aTelnyxError('telnyx_unclear'), { isDone: true });
    await assert.rejects(world.flows.groups.comment(act), says(/the group’s thread says so within minutes/));
    await world.later(0);
    assert.deepEqual(world.groupThreads.told(), [['comment-added']], 'at once, not in its turn');
  });

  it('is not asked for a second time when only the noting of it failed', async () => {
    const { world, act, commentsAtTelnyx } = await keptGroup();
    world.life.failNext('groups.update', new AppError('store_failed', 'disk full'));
    assert.deepEqual(await world.flows.groups.comment(act), { keptIn: 'C1', isNew: true });
    assert.equal(commentsAtTelnyx().length, 1);
    assert.ok(world.lines.some((line) => line.includes('a comment was sent, and could not be noted')));
    assert.equal(world.lines.join().includes('leave it out'), false, 'what was written is in no log');
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), [['comment-added']], 'the next check tells it');
  });

  it('is possible where nobody keeps the group, and then told nowhere', async () => {
    const { world, act } = await keptGroup();
    const made = await world.telnyx.requirementGroups.create({
      country: 'DE',
      numberType: 'local',
      reference: 'Portal',
    });
    assert.deepEqual(await world.flows.groups.comment({ ...act, groupId: made.id }), { keptIn: null, isNew: true });
    assert.equal(world.state.groupComments[made.id]?.length, 1);
    await world.flows.groups.keep({ groupId: made.id, channelId: 'C2', personId: 'U1' });
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), [], 'kept afterwards, its past is no news');
  });

  it('is refused in words when the group is gone', async () => {
    const { world, act } = await keptGroup();
    world.state.groups.length = 0;
    await assert.rejects(world.flows.groups.comment(act), says(/no such requirement group \(any more\)/));
    await assert.rejects(world.flows.groups.talk(act.groupId), says(/no such requirement group \(any more\)/));
  });
});

describe('what was said about a group', () => {
  it('is read now, with where its news are told', async () => {
    const { world, id } = await keptGroup();
    world.state.groupComments[id] = [aComment({ body: 'Which company?' })];
    const talk = await world.flows.groups.talk(id);
    assert.deepEqual([talk.keptIn, talk.comments[0]?.body], ['C1', 'Which company?']);
    assert.deepEqual(Object.keys(talk.requirementTypes), ['req-name', 'req-id']);
  });

  it('is marked as read at Telnyx', async () => {
    const { world, id, commentsAtTelnyx } = await keptGroup();
    world.state.groupComments[id] = [aComment()];
    await world.flows.groups.markRead({ groupId: id, commentId: 'comment-1', personId: 'U1' });
    assert.notEqual(commentsAtTelnyx()[0]?.readAt, null);
  });

  it('belongs to the thread of its card', async () => {
    const { world, id } = await keptGroup();
    const ts = (await world.groups.get(id))?.cardTs ?? '';
    assert.equal((await world.flows.groups.findByThread('C1', ts))?.id, id);
    assert.equal(await world.flows.groups.findByThread('C2', ts), null);
  });
});
