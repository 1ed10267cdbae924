import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anAvailableNumber, aPlaceRequest, aRequirementGroup, HOUR_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN, BERLIN_2, createFlowsWorld, NEW_YORK } from '../support/flows-world.ts';

const ZURICH = '+41443051234';
const creates = ({ life }: ReturnType<typeof createFlowsWorld>): number => life.count('telnyx.orders.create');

describe('placing an order', () => {
  it('orders once, posts the card and says what paperwork is needed by when', async () => {
    const world = createFlowsWorld();
    const outcome = await world.flows.placeOrder.place(aPlaceRequest());
    assert.ok(outcome.kind === 'placed');
    assert.equal(creates(world), 1);
    assert.equal(outcome.order.state, 'placed');
    assert.equal(outcome.order.intent.reference, 'Berlin office · nd-token1');
    assert.deepEqual(Object.keys(outcome.order.requirementTypes), ['req-name', 'req-id']);
    assert.deepEqual(
      world.threads.posted.map(({ kind }) => kind),
      ['card', 'update'],
    );
    assert.deepEqual(world.threads.told(), [['paperwork-needed']]);
    assert.deepEqual(outcome.order.owed, []);
    assert.equal(outcome.order.cardIsStale, false);
  });

  it('says one thing about an order without paperwork: that it is active', async () => {
    const world = createFlowsWorld();
    await world.flows.placeOrder.place(aPlaceRequest({ phoneNumbers: [NEW_YORK], seenPrices: {} }));
    assert.deepEqual(world.threads.told(), [['part-activated', 'order-complete']]);
  });

  it('places one order when the same form is submitted twice at once', async () => {
    const world = createFlowsWorld();
    const both = await Promise.all([
      world.flows.placeOrder.place(aPlaceRequest()),
      world.flows.placeOrder.place(aPlaceRequest()),
    ]);
    assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['already', 'placed']);
    assert.equal(creates(world), 1);
    assert.equal(world.threads.cards().length, 1);
  });

  it('gives the first order again when the form is submitted later once more', async () => {
    const world = createFlowsWorld();
    await world.flows.placeOrder.place(aPlaceRequest());
    assert.equal((await world.flows.placeOrder.place(aPlaceRequest())).kind, 'already');
    assert.equal(creates(world), 1);
  });

  it('searches and sends once more when Telnyx says that the numbers were not searched', async () => {
    const world = createFlowsWorld();
    world.life.failNext('telnyx.orders.create', aTelnyxError('not_searched', { status: 422 }));
    assert.equal((await world.flows.placeOrder.place(aPlaceRequest())).kind, 'placed');
    assert.equal(creates(world), 2);
    assert.equal(world.state.orders.length, 1);
  });

  it('gives up after the second time that Telnyx says so', async () => {
    const world = createFlowsWorld();
    const error = aTelnyxError('not_searched', { status: 422, detail: 'Search first.' });
    world.life.failAlways('telnyx.orders.create', error);
    const outcome = await world.flows.placeOrder.place(aPlaceRequest());
    assert.ok(outcome.kind === 'refused');
    assert.equal(outcome.reason, 'Search first.');
    assert.equal(creates(world), 2);
    assert.equal(world.threads.posted.length, 0);
  });

  it('says which number went between the search and the order, and offers the nearest', async () => {
    const world = createFlowsWorld();
    const refuse = aTelnyxError('numbers_gone', { status: 422 });
    world.life.failNext('telnyx.orders.create', refuse);
    const create = world.telnyx.orders.create;
    world.telnyx.orders.create = (order) => {
      world.state.available = world.state.available.filter(({ phoneNumber }) => phoneNumber !== BERLIN);
      world.state.available.push(anAvailableNumber({ phoneNumber: '+4930901820009' }));
      return create(order);
    };
    const outcome = await world.flows.placeOrder.place(aPlaceRequest({ phoneNumbers: [BERLIN, BERLIN_2] }));
    assert.ok(outcome.kind === 'gone');
    assert.deepEqual(outcome.offer.gone, [BERLIN]);
    assert.deepEqual(
      outcome.offer.alternatives.map(({ phoneNumber }) => phoneNumber),
      ['+4930901820009'],
    );
    const rest = await world.flows.placeOrder.place(aPlaceRequest({ phoneNumbers: [BERLIN_2] }));
    assert.equal(rest.kind, 'placed', 'the same form goes on with the others');
    assert.equal(world.state.orders.length, 1);
  });

  const refusals = [
    { code: 'insufficient_funds', status: 402, why: 'Telnyx names the reason' },
    { code: 'telnyx_busy', status: 429, why: 'turned away at the door' },
    { code: 'telnyx_unreachable', status: null, why: 'never connected' },
    { code: 'telnyx_refused', status: 422, why: 'a reason of its own' },
  ] as const;
  for (const { code, status, why } of refusals) {
    it(`is refused for sure on ${code}: ${why}`, async () => {
      const world = createFlowsWorld();
      world.life.failNext('telnyx.orders.create', aTelnyxError(code, status === null ? {} : { status }));
      const outcome = await world.flows.placeOrder.place(aPlaceRequest());
      assert.ok(outcome.kind === 'refused');
      assert.equal(outcome.order.state, 'refused');
      assert.equal(creates(world), 1);
      assert.equal((await world.flows.placeOrder.place(aPlaceRequest())).kind, 'placed', 'may be tried again');
    });
  }

  const unclears = [
    { error: aTelnyxError('telnyx_unclear'), why: 'no answer in time' },
    { error: aTelnyxError('telnyx_unreadable'), why: 'an answer that cannot be read' },
    { error: aTelnyxError('telnyx_busy', { status: 503 }), why: 'the server broke' },
    { error: new TypeError('a bug'), why: 'nothing at all is known' },
  ];
  for (const { error, why } of unclears) {
    it(`is unclear, and shown as that, after ${why}`, async () => {
      const world = createFlowsWorld();
      world.life.failNext('telnyx.orders.create', error, { isDone: true });
      const outcome = await world.flows.placeOrder.place(aPlaceRequest());
      assert.ok(outcome.kind === 'unclear');
      assert.equal(world.threads.cards().length, 1);
      await world.later();
      assert.equal(creates(world), 1);
      const order = world.orders.all()[0]!;
      assert.equal(order.state, 'placed');
      assert.deepEqual(world.threads.told(), [['paperwork-needed']]);
      assert.equal(world.threads.cards().length, 1);
    });
  }
});

describe('before anything is sent to Telnyx', () => {
  const untouched = (world: ReturnType<typeof createFlowsWorld>): void => {
    assert.equal(creates(world), 0);
    assert.deepEqual(world.orders.all(), [], 'the form can be submitted again');
  };

  it('asks again when a price rose since the person saw it', async () => {
    const world = createFlowsWorld();
    const seenPrices = { [BERLIN]: { upfront: '1.00', monthly: '0.90' } };
    const outcome = await world.flows.placeOrder.place(aPlaceRequest({ seenPrices }));
    assert.ok(outcome.kind === 'price-rose');
    assert.deepEqual(outcome.rises, [{ phoneNumber: BERLIN, from: '$0.90', to: '$1.00' }]);
    untouched(world);
  });

  it('does not ask again when a price fell', async () => {
    const world = createFlowsWorld();
    const seenPrices = { [BERLIN]: { upfront: '2.00', monthly: '10.00' } };
    assert.equal((await world.flows.placeOrder.place(aPlaceRequest({ seenPrices }))).kind, 'placed');
  });

  it('says that a number is gone', async () => {
    const world = createFlowsWorld();
    world.state.available = [anAvailableNumber({ phoneNumber: BERLIN_2 })];
    const outcome = await world.flows.placeOrder.place(aPlaceRequest());
    assert.ok(outcome.kind === 'gone');
    assert.deepEqual(outcome.offer.gone, [BERLIN]);
    untouched(world);
  });

  const repeats = [
    { reference: 'Berlin office', afterMs: HOUR_MS / 2, expected: 'repeat', why: 'same reference, same country' },
    { reference: 'Berlin office', afterMs: HOUR_MS, expected: 'placed', why: 'an hour has passed' },
    { reference: 'Hamburg office', afterMs: 1, expected: 'placed', why: 'another reference' },
  ];
  for (const { reference, afterMs, expected, why } of repeats) {
    it(`${expected === 'repeat' ? 'warns' : 'does not warn'} of a second order: ${why}`, async () => {
      const world = createFlowsWorld();
      await world.flows.placeOrder.place(aPlaceRequest());
      world.clock.pass(afterMs);
      const second = aPlaceRequest({ token: 'token2', reference, phoneNumbers: [BERLIN_2] });
      assert.equal((await world.flows.placeOrder.place(second)).kind, expected);
      const confirmed = await world.flows.placeOrder.place({ ...second, repeatConfirmed: true });
      assert.equal(confirmed.kind, expected === 'repeat' ? 'placed' : 'already');
    });
  }

  const groups = [
    { group: null, chosen: null, expected: 'group-missing', why: 'none is chosen' },
    { group: aRequirementGroup(), chosen: 'group-1', expected: 'placed', why: 'a fulfilled one is chosen' },
    {
      group: aRequirementGroup({ country: 'DE' }),
      chosen: 'group-1',
      expected: 'group-missing',
      why: 'it does not fit',
    },
    {
      group: aRequirementGroup({ status: 'expired' }),
      chosen: 'group-1',
      expected: 'group-missing',
      why: 'it is expired',
    },
    {
      group: aRequirementGroup({
        requirements: [
          {
            requirementId: 'req-name',
            kind: 'textual',
            answered: false,
            value: null,
            status: null,
            expiresAt: null,
          },
        ],
      }),
      chosen: 'group-1',
      expected: 'group-missing',
      why: 'an answer is missing in it',
    },
  ];
  for (const { group, chosen, expected, why } of groups) {
    it(`a Swiss number is ${expected} when ${why}`, async () => {
      const world = createFlowsWorld();
      world.state.available.push(anAvailableNumber({ phoneNumber: ZURICH, country: 'CH' }));
      world.state.groups = group ? [group] : [];
      const groupByPart = { 'CH:local': chosen };
      const outcome = await world.flows.placeOrder.place(aPlaceRequest({ phoneNumbers: [ZURICH], groupByPart }));
      assert.equal(outcome.kind, expected);
      if (expected === 'group-missing') untouched(world);
    });
  }
});
