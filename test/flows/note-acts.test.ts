import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AUDIT_ACTS, type AuditEntry } from '../../src/domain/audit-entry.ts';
import { tokenForRepeat } from '../../src/flows/place-request.ts';
import { type Acting, again, leftToPerson, openActing, PLACE, short } from '../support/acting-world.ts';
import { anAddress, aPlaceRequest } from '../support/builders.ts';
import { BERLIN_2 } from '../support/flows-world.ts';
import { sitDown, text } from '../support/form-world.ts';

const ELSEWHERE = '12ade33a-21c0-473b-b055-b3c836e1c292';

const orderElsewhere = async ({ world }: Acting): Promise<void> => {
  const { id } = await world.telnyx.orders.create({
    phoneNumbers: [{ phoneNumber: BERLIN_2, requirementGroupId: null }],
    reference: 'Portal',
    connectionId: null,
    messagingProfileId: null,
    billingGroupId: null,
  });
  for (const part of world.state.parts.filter(({ orderId }) => orderId === id)) part.orderId = ELSEWHERE;
  for (const order of world.state.orders.filter((each) => each.id === id)) order.id = ELSEWHERE;
};

type Row = {
  act: AuditEntry['act'];
  when?: string;
  prepare?: (opened: Acting) => Promise<unknown>;
  run: (opened: Acting) => Promise<unknown>;
  detail?: string;
};

/** Each thing that a person, U2, can do. */
const ROWS: Row[] = [
  { act: 'ordered', run: ({ flows }) => flows().placeOrder.place(aPlaceRequest(again)), detail: '1 number' },
  { act: 'said-not-placed', prepare: leftToPerson, run: ({ flows }) => flows().placeOrder.settle('unclear', 'U2') },
  {
    act: 'placed-again',
    prepare: async (opened) => opened.flows().placeOrder.settle(await leftToPerson(opened)),
    run: ({ flows }) => flows().placeOrder.placeAgain({ key: 'unclear', personId: 'U2' }),
    detail: '1 number',
  },
  {
    act: 'placed-again',
    when: 'by the form that *Place again* opened',
    prepare: async (opened) => opened.flows().placeOrder.settle(await leftToPerson(opened)),
    run: ({ flows }) => flows().placeOrder.place(aPlaceRequest({ ...again, token: tokenForRepeat('unclear') })),
    detail: '1 number',
  },
  {
    act: 'watched',
    prepare: orderElsewhere,
    run: ({ flows }) => flows().watchOrder({ text: ELSEWHERE, channelId: 'C1', personId: 'U2' }),
  },
  {
    act: 'taken-over',
    prepare: ({ world, part }) => world.orders.update(part.orderKey, (order) => ({ ...order, ownerId: null })),
    run: ({ flows, on }) => flows().converse.take(on),
  },
  {
    act: 'answers-sent',
    run: ({ form }) => form.send({ 'req-name': text('Quartz'), 'req-two': text('Feldspar') }),
    detail: '2 answers',
  },
  {
    act: 'answers-sent',
    when: 'for a group',
    run: async ({ world, group }) => {
      const target = { kind: 'group' as const, groupId: (await group()).groupId };
      return sitDown(world, { target, personId: 'U2' }).send({ 'req-name': text('Quartz') });
    },
    detail: '1 answer',
  },
  { act: 'comment-sent', run: ({ flows, on }) => flows().converse.reply({ ...on, body: 'Quartz' }) },
  {
    act: 'comment-sent',
    when: 'about a group',
    run: async ({ flows, group }) => flows().groups.comment({ ...(await group()), body: 'Quartz' }),
  },
  { act: 'time-asked', run: ({ flows, on }) => flows().converse.askForTime({ ...on, reason: 'Quartz' }) },
  { act: 'part-cancelled', run: ({ flows, on }) => flows().converse.cancelPart(on) },
  {
    act: 'link-made',
    run: ({ flows, on }) =>
      flows().endUserLinks.make({ ...on, requirementId: 'req-link', firstName: 'Quartz', lastName: 'Feldspar' }),
  },
  {
    act: 'address-created',
    run: ({ flows }) =>
      flows().fulfilRequirements.addAddress({ address: anAddress({ lastName: 'Quartz' }), personId: 'U2' }),
    detail: 'address 1002',
  },
  {
    act: 'group-created',
    run: ({ flows }) => flows().groups.create({ ...PLACE, reference: 'Acme', channelId: 'C1', personId: 'U2' }),
  },
  {
    act: 'group-created',
    when: 'of the answers of a part',
    prepare: ({ world, part }) =>
      world.telnyx.subOrders.update(part.partId, [{ requirementId: 'req-name', value: 'Quartz' }]),
    run: ({ flows, on }) => flows().saveAsGroup({ ...on, reference: 'Acme', channelId: 'C1' }),
    detail: '1 answer',
  },
  {
    act: 'group-renamed',
    run: async ({ flows, group }) => flows().groups.rename({ ...(await group('Before')), reference: ' Acme ' }),
  },
  { act: 'group-submitted', run: async ({ flows, group }) => flows().groups.submit(await group()) },
  {
    act: 'group-applied',
    run: async ({ flows, group, part }) => flows().groups.applyToPart({ ...(await group()), ...part }),
  },
  { act: 'group-kept', run: async ({ flows, group }) => flows().groups.keep({ ...(await group()), channelId: 'C2' }) },
  {
    act: 'group-deleted',
    run: async ({ flows, group }) => {
      const act = await group();
      await flows().groups.keep({ ...act, personId: 'U1', channelId: 'C2' });
      return flows().groups.remove(act);
    },
  },
];

/** What was done by U2 of these. */
const mine = (entries: AuditEntry[]): AuditEntry[] => entries.filter(({ personId }) => personId === 'U2');

describe('what is noted of an act', () => {
  for (const { act, when = '', prepare, run, detail = null } of ROWS)
    it(`${act} ${when}: who, what and of what; once, and nothing of what was said`, async () => {
      const opened = await openActing();
      await prepare?.(opened);
      opened.noted();
      await run(opened);
      const entries = mine(opened.noted());
      assert.deepEqual(
        entries.map((entry) => [entry.act, entry.detail, entry.at]),
        [[act, detail, opened.world.clock.now()]],
      );
      const [entry] = entries;
      assert.ok(entry?.orderKey || entry?.groupId || act === 'address-created', 'it says of what');
      if (act !== 'address-created' && act !== 'group-deleted' && !when.includes('a group'))
        assert.ok(entry?.reference);
      assert.doesNotMatch(JSON.stringify(entries), /Quartz|Feldspar/);
    });

  it('is known for every act that there is', () => {
    assert.deepEqual([...new Set(ROWS.map(({ act }) => act))].toSorted(), AUDIT_ACTS.toSorted());
  });

  it('holds the order as ours, as Telnyx’s and as the team calls it, and the part', async () => {
    const { flows, on, part, noted, world } = await openActing();
    await flows().converse.cancelPart(on);
    const order = await world.orders.get(part.orderKey);
    assert.deepEqual(noted(), [
      {
        at: world.clock.now(),
        personId: 'U2',
        act: 'part-cancelled',
        ...part,
        orderId: order?.orderId,
        reference: order?.intent.reference,
        groupId: null,
        detail: null,
      },
    ]);
  });
});

describe('what is noted of several parts', () => {
  it('each that the same answers went to, with how many, and not those that took none', async () => {
    const { world, flows, part, noted } = await openActing();
    await world.telnyx.subOrders.update(part.partId, [{ requirementId: 'req-name', value: 'Quartz' }]);
    const other = await world.ordered(again);
    noted();
    const from = { ...part, requirementIds: ['req-name'] };
    const to = [other];
    await flows().spreadAnswers.apply({ from, to, personId: 'U2' });
    await flows().spreadAnswers.apply({ from, to, personId: 'U2' });
    assert.deepEqual(noted().map(short), [
      { act: 'answers-sent', personId: 'U2', partId: other.partId, detail: '1 answer, those of another part' },
    ]);
  });

  it('each that a group was put into, and not the one that refused it', async () => {
    const { world, flows, part, group, noted } = await openActing();
    const other = await world.ordered(again);
    const act = await group();
    noted();
    world.partOf(other.partId).status = 'cancelled';
    await flows().trackOrders.refresh(other.orderKey);
    await flows().groups.applyToParts({ ...act, parts: [part, other] });
    assert.deepEqual(noted().map(short), [
      { act: 'group-applied', personId: 'U2', partId: part.partId, groupId: act.groupId },
    ]);
  });
});

describe('the newest acts', () => {
  it('come with the thread of what they are about', async () => {
    const { world, flows, on, group } = await openActing();
    await flows().converse.cancelPart(on);
    await flows().groups.rename({ ...(await group()), reference: 'Nobody keeps it' });
    await flows().fulfilRequirements.addAddress({ address: anAddress(), personId: 'U2' });
    const { cardTs } = (await world.orders.get(on.orderKey)) ?? {};
    const { entries } = await flows().readAudit(null);
    assert.deepEqual(
      entries.map(({ act, thread }) => [act, thread]),
      [
        ['address-created', null],
        ['group-renamed', null],
        ['part-cancelled', { channelId: 'C1', cardTs }],
      ],
    );
  });
});
