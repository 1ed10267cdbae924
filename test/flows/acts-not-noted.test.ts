import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { type Acting, again, leftToPerson, openActing, PLACE, short } from '../support/acting-world.ts';
import { anAddress, aPlaceRequest } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN } from '../support/flows-world.ts';

const LOST = 'no answer from Telnyx: it may have arrived';

describe('what is not noted', () => {
  const NOTHING: [why: string, run: (opened: Acting) => Promise<unknown>][] = [
    [
      'an order that Telnyx refuses',
      async ({ world, flows }) => {
        world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_refused'));
        return flows().placeOrder.place(aPlaceRequest(again));
      },
    ],
    ['the same form once more', ({ flows }) => flows().placeOrder.place(aPlaceRequest())],
    ['what the poll settles', ({ flows, part }) => flows().placeOrder.settle(part.orderKey)],
    [
      'a comment that did not arrive',
      ({ world, flows, on }) => {
        world.life.failNext('telnyx.comments.create', aTelnyxError('telnyx_busy'));
        return assert.rejects(flows().converse.reply({ ...on, body: 'Hello' }), { code: 'telnyx_busy' });
      },
    ],
    ['a form without an answer', ({ form }) => form.send({})],
    [
      'an order that is followed already',
      ({ flows }) => flows().watchOrder({ text: BERLIN, channelId: 'C1', personId: 'U2' }),
    ],
    [
      'an order that is taken by who has it',
      ({ flows, part }) => flows().converse.take({ orderKey: part.orderKey, personId: 'U1' }),
    ],
    [
      'an address with a part missing',
      ({ flows }) => flows().fulfilRequirements.addAddress({ address: anAddress({ locality: '' }), personId: 'U2' }),
    ],
    [
      'reading',
      async ({ flows, group, part }) => {
        const { groupId } = await group();
        await Promise.all([flows().groups.list(), flows().groups.talk(groupId), flows().findOrders.get(part.orderKey)]);
      },
    ],
  ];
  for (const [why, run] of NOTHING)
    it(why, async () => {
      const opened = await openActing();
      await run(opened);
      assert.deepEqual(opened.noted(), []);
    });

  it('a second press that sends nothing', async () => {
    const { flows, on, noted } = await openActing();
    const reply = () => flows().converse.reply({ ...on, body: 'Hello' });
    const ask = () => flows().converse.askForTime({ ...on, reason: 'Holidays' });
    await Promise.all([reply(), reply(), ask(), ask()]);
    assert.deepEqual(
      noted()
        .map(({ act }) => act)
        .toSorted(),
      ['comment-sent', 'time-asked'],
    );
  });

  it('that an order is placed again while the first one is still looked for', async () => {
    const opened = await openActing();
    const key = await leftToPerson(opened);
    opened.world.state.available = [];
    opened.noted();
    const outcome = await opened.flows().placeOrder.placeAgain({ key, personId: 'U2' });
    assert.deepEqual([outcome.kind, opened.noted()], ['unclear', []]);
  });
});

describe('an act without an answer from Telnyx', () => {
  it('is noted as one that may have arrived: an order', async () => {
    const { world, flows, noted } = await openActing();
    world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'), { isDone: true });
    await flows().placeOrder.place(aPlaceRequest(again));
    assert.deepEqual(noted().map(short), [{ act: 'ordered', personId: 'U2', detail: `1 number, ${LOST}` }]);
  });

  it('is noted as one that may have arrived: any other', async () => {
    const { world, flows, on, noted } = await openActing();
    world.life.failNext('telnyx.subOrders.cancel', aTelnyxError('telnyx_unclear'), { isDone: true });
    await assert.rejects(flows().converse.cancelPart(on), { code: 'telnyx_unclear' });
    assert.deepEqual(noted().map(short), [{ act: 'part-cancelled', personId: 'U2', partId: on.partId, detail: LOST }]);
  });
});

describe('an act that cannot be noted', () => {
  it('is done all the same, and the log says so without a word of it', async () => {
    const { world, flows, on } = await openActing();
    world.life.failAlways('audit.append', new AppError('store_failed', 'disk full'));
    assert.equal(await flows().converse.reply({ ...on, body: 'Quartz' }), true);
    await flows().groups.create({ ...PLACE, reference: 'Feldspar', channelId: 'C1', personId: 'U2' });
    const missing = world.lines.filter((line) => line.includes('an act is missing in the audit'));
    assert.deepEqual(
      missing.map((line) => JSON.parse(line).act),
      ['comment-sent', 'group-created'],
    );
    assert.match(missing[0] ?? '', new RegExp(on.orderKey));
    assert.doesNotMatch(missing.join(), /Quartz|Feldspar/);
  });
});
