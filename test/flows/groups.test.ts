import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSameButTimes } from '../../src/domain/thread.ts';
import { isAppError } from '../../src/errors.ts';
import type { CreateGroup } from '../../src/flows/flows.ts';
import { aComment, DAY_MS, HOUR_MS, MINUTE_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const request = (given: Partial<CreateGroup> = {}): CreateGroup => ({
  country: 'DE',
  numberType: 'local',
  reference: ' Acme ',
  channelId: 'C1',
  personId: 'U1',
  ...given,
});

const SECRET = 'Ada Lovelace, born 1815';
const says = (words: RegExp) => (error: unknown) => isAppError(error) && words.test(error.details.hint ?? '');

/** A group kept in C1, all of its values present, with nothing left to be posted. */
const aWorldWithGroup = async () => {
  const world = createFlowsWorld();
  const { group } = await world.flows.groups.create(request());
  const values = ['req-name', 'req-id'].map((requirementId) => ({ requirementId, value: SECRET }));
  await world.telnyx.requirementGroups.update(group.id, { values });
  await world.flows.groups.noteFilled({ groupId: group.id, personId: 'U1', requirementIds: ['req-name', 'req-id'] });
  world.groupThreads.posted.length = 0;
  const atTelnyx = world.state.groups[0];
  assert.ok(atTelnyx);
  return { ...world, world, id: group.id, atTelnyx };
};

describe('a new requirement group', () => {
  it('is kept where it was made: a card, and what it asks for', async () => {
    const { flows, groupThreads, groups } = createFlowsWorld();
    const { group } = await flows.groups.create(request());
    assert.equal(group.reference, 'Acme');
    assert.equal(groupThreads.cards().length, 1);
    assert.deepEqual(groupThreads.told(), [['created']]);
    const record = await groups.get(group.id);
    assert.deepEqual([record?.channelId, record?.ownerId, record?.owed], ['C1', 'U1', []]);
    assert.deepEqual(Object.keys(record?.requirementTypes ?? {}), ['req-name', 'req-id']);
  });

  it('is not made where Telnyx asks for no paperwork', async () => {
    const { flows, life } = createFlowsWorld();
    await assert.rejects(flows.groups.create(request({ country: 'US' })), says(/no paperwork for US local/));
    assert.equal(life.count('telnyx.groups.create'), 0);
  });

  it('may be there when Telnyx did not answer: the person is told where to look', async () => {
    const { flows, life } = createFlowsWorld();
    life.failNext('telnyx.groups.create', aTelnyxError('telnyx_unclear'));
    await assert.rejects(flows.groups.create(request()), says(/Look at `\/numbers groups`/));
  });

  it('is posted later when Slack does not answer now', async () => {
    const { flows, life, groupThreads, later } = createFlowsWorld();
    life.failNext('slack.postGroupCard', aTelnyxError('slack_unreachable'));
    await flows.groups.create(request());
    assert.equal(groupThreads.posted.length, 0);
    await later();
    assert.equal(groupThreads.cards().length, 1);
    assert.deepEqual(groupThreads.told(), [['created']]);
  });
});

describe('a kept group', () => {
  it('has its filling told by name, never by value', async () => {
    const { groups, lines, world } = await aWorldWithGroup();
    await world.later(HOUR_MS);
    assert.equal(groups.text().includes(SECRET), false, 'nothing personal is stored');
    assert.equal(lines.join().includes(SECRET), false, 'nor logged');
    assert.equal(JSON.stringify(world.groupThreads.posted).includes(SECRET), false, 'nor handed to Slack');
    const [listed] = await world.flows.groups.list();
    assert.equal(JSON.stringify([listed, await world.flows.groups.get('group-1')]).includes(SECRET), false);
  });

  it('is the same after a look that finds nothing new, its times apart', async () => {
    const { groups, world, id } = await aWorldWithGroup();
    const before = await groups.get(id);
    await world.later(HOUR_MS);
    const after = await groups.get(id);
    assert.equal(after?.lastCheckedAt, world.clock.now());
    assert.ok(before && isSameButTimes(before, after));
  });

  it('is submitted once its values are there, and told as that person’s act alone', async () => {
    const { flows, id, groupThreads } = await aWorldWithGroup();
    await flows.groups.submit({ groupId: id, personId: 'U2' });
    assert.deepEqual(groupThreads.told(), [['submitted']]);
    await assert.rejects(flows.groups.submit({ groupId: id, personId: 'U2' }), says(/with Number Ops already/));
  });

  it('is not submitted without its values', async () => {
    const { flows, state, life } = createFlowsWorld();
    state.paperwork['IT:local'] = state.paperwork['DE:local'] ?? [];
    const { group } = await flows.groups.create(request());
    await assert.rejects(flows.groups.submit({ groupId: group.id, personId: 'U1' }), says(/has 0 of 2 values/));
    const italian = await flows.groups.create(request({ country: 'IT' }));
    const submitted = flows.groups.submit({ groupId: italian.group.id, personId: 'U1' });
    await assert.rejects(submitted, says(/does not approve groups for IT/));
    assert.equal(life.count('telnyx.groups.submit'), 0);
  });

  it('tells a decision and its comment in one message, once', async () => {
    const { world, id, atTelnyx, groupThreads } = await aWorldWithGroup();
    await world.flows.groups.submit({ groupId: id, personId: 'U1' });
    groupThreads.posted.length = 0;
    atTelnyx.status = 'declined';
    world.state.groupComments[id] = [aComment()];
    await world.later(5 * MINUTE_MS);
    assert.deepEqual(groupThreads.told(), [['status-changed', 'comment-added']]);
    await world.later(HOUR_MS);
    assert.equal(groupThreads.told().length, 1);
  });

  it('is read in its turn, and rarer when nothing happens', async () => {
    const { world, life } = await aWorldWithGroup();
    const reads = (): number => life.count('telnyx.groups.get');
    const before = reads();
    await world.later(14 * MINUTE_MS);
    assert.equal(reads(), before, 'not yet due');
    await world.later(MINUTE_MS);
    assert.equal(reads(), before + 1);
    await world.later(2 * DAY_MS);
    await world.later(15 * MINUTE_MS);
    assert.equal(reads(), before + 2, 'hourly after a quiet day');
  });

  it('that is absent is not said to be deleted', async () => {
    const { world, groupThreads, lines } = await aWorldWithGroup();
    world.state.groups.length = 0;
    await world.later(HOUR_MS);
    assert.deepEqual(groupThreads.posted, []);
    assert.ok(lines.some((line) => line.includes('group not read')));
  });

  it('that cannot be read stops no other', async () => {
    const { world, groupThreads, life } = await aWorldWithGroup();
    const { group } = await world.flows.groups.create(request({ reference: 'Beta' }));
    groupThreads.posted.length = 0;
    const other = world.state.groups.find(({ id }) => id === group.id);
    Object.assign(other ?? {}, { status: 'no-longer-eligible' });
    life.failNext('telnyx.groups.get', aTelnyxError('telnyx_unreadable'));
    await world.later(HOUR_MS);
    assert.deepEqual(groupThreads.told(), [['status-changed']]);
  });

  it('is warned of by what is stored while Telnyx does not answer', async () => {
    const { world, atTelnyx, groupThreads, life } = await aWorldWithGroup();
    for (const requirement of atTelnyx.requirements) requirement.expiresAt = world.clock.now() + 31 * DAY_MS;
    await world.later(HOUR_MS);
    life.failAlways('telnyx.groups.get', aTelnyxError('telnyx_unreachable'));
    await world.later(2 * DAY_MS);
    assert.deepEqual(groupThreads.told(), [['value-expires']]);
  });

  it('loses no news to a crash between saving and posting, and tells none twice', async () => {
    const { world, atTelnyx, life, groupThreads } = await aWorldWithGroup();
    atTelnyx.status = 'expired';
    life.failNext('slack.postGroupUpdate', aTelnyxError('slack_unreachable'));
    await world.later(HOUR_MS);
    world.restart();
    await world.later(MINUTE_MS);
    await world.later(MINUTE_MS);
    assert.deepEqual(groupThreads.told(), [['status-changed']]);
  });

  it('is renamed, kept in another channel, and deleted', async () => {
    const { flows, id, groupThreads, groups, state } = await aWorldWithGroup();
    await flows.groups.rename({ groupId: id, reference: ' Beta ', personId: 'U2' });
    assert.equal(state.groups[0]?.reference, 'Beta');
    assert.deepEqual(await flows.groups.keep({ groupId: id, channelId: 'C1', personId: 'U2' }), { before: 'C1' });
    assert.equal(groupThreads.cards().length, 0, 'its card is there');
    assert.deepEqual(await flows.groups.keep({ groupId: id, channelId: 'C2', personId: 'U2' }), { before: 'C1' });
    assert.equal(groupThreads.cards().length, 1);
    assert.equal((await groups.get(id))?.ownerId, 'U2');
    assert.deepEqual(await flows.groups.remove({ groupId: id, personId: 'U2' }), { usedIn: [] });
    assert.deepEqual(groupThreads.told(), [['renamed'], ['deleted']]);
    await assert.rejects(flows.groups.get(id), says(/no such requirement group/));
  });

  it('made in the portal tells nothing of its past when it is kept', async () => {
    const world = createFlowsWorld();
    await world.telnyx.requirementGroups.create({ country: 'DE', numberType: 'local', reference: 'Portal' });
    world.state.groupComments['group-1'] = [aComment()];
    await world.flows.groups.keep({ groupId: 'group-1', channelId: 'C1', personId: 'U1' });
    await world.later(HOUR_MS);
    assert.deepEqual(world.groupThreads.told(), []);
    assert.equal(world.groupThreads.cards().length, 1);
  });
});
