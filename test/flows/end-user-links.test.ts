import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aRequirementType, DAY_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFormWorld } from '../support/form-world.ts';

const NAMES = { firstName: ' Jane ', lastName: 'Doe' };

const opened = async () => {
  const world = await createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [aRequirementType({ id: 'act', name: 'Identity check', kind: 'action' })];
    },
  });
  const on = { ...world.part, requirementId: 'act' };
  const links = () => world.world.flows.endUserLinks;
  return {
    ...world,
    on,
    show: () => links().show(on),
    make: (names = NAMES) => links().make({ ...on, ...names, personId: 'U2' }),
  };
};

describe('a link for the end user', () => {
  it('is made for a person by name, and can be shown again', async () => {
    const { show, make } = await opened();
    assert.deepEqual([(await show()).link, (await show()).requirement.name], [null, 'Identity check']);
    const { link, requirement } = await make();
    assert.match(link ?? '', /^https:\/\/verify\.example\/act/);
    assert.equal(requirement.name, 'Identity check');
    assert.equal((await show()).link, link);
  });

  it('is told in the thread and kept by who made it and when; the form knows of it', async () => {
    const { world, part, at, make } = await opened();
    await make();
    assert.deepEqual(world.threads.told(), [['link-made']]);
    assert.deepEqual(world.orders.all()[0]?.links, {
      [part.partId]: { act: { personId: 'U2', madeAt: NOW, remindedAt: null } },
    });
    assert.deepEqual((await at().open()).form.links.act?.personId, 'U2');
  });

  it('stands nowhere but on the screen: not in the record, not in messages, not in the log', async () => {
    const { world, make, show } = await opened();
    const { link } = await make();
    await show();
    await world.later(3 * DAY_MS);
    const said = [world.orders.all(), world.threads.posted, world.lines].map((each) => JSON.stringify(each)).join();
    assert.ok(link && !said.includes(link));
    assert.doesNotMatch(said, /verify\.example|Jane|Doe/);
  });

  it('is reminded of every two days until it was followed', async () => {
    const { world, part, make } = await opened();
    await make();
    const told = () => world.threads.told().filter((kinds) => kinds.includes('link-waiting')).length;
    await world.later(2 * DAY_MS - MINUTE_MS);
    assert.equal(told(), 0);
    await world.later(MINUTE_MS);
    await world.later(MINUTE_MS);
    assert.equal(told(), 1);
    await world.later(2 * DAY_MS);
    assert.equal(told(), 2);
    await world.telnyx.subOrders.update(part.partId, [{ requirementId: 'act', value: 'done' }]);
    await world.later(2 * DAY_MS);
    assert.equal(told(), 2);
  });

  for (const [names, why] of [
    [{ firstName: ' ', lastName: 'Doe' }, 'the first name'],
    [{ firstName: 'Jane', lastName: '' }, 'the last name'],
  ] as const)
    it(`is not made without ${why}`, async () => {
      const { world, make } = await opened();
      await assert.rejects(make(names), { code: 'invalid_input' });
      assert.equal(world.life.count('telnyx.externalRequirements.create'), 0);
      assert.deepEqual(world.threads.told(), []);
    });

  it('that Telnyx does not make is told nowhere', async () => {
    const { world, make } = await opened();
    world.life.failNext('telnyx.externalRequirements.create', aTelnyxError('telnyx_refused', { status: 422 }));
    await assert.rejects(make(), { code: 'telnyx_refused' });
    assert.deepEqual([world.threads.told(), world.orders.all()[0]?.links], [[], {}]);
  });

  it('is shown only for a part that is followed', async () => {
    const { world, on } = await opened();
    await assert.rejects(world.flows.endUserLinks.show({ ...on, partId: 'other' }), { code: 'not_found' });
  });
});
