import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyQuery } from '../../src/domain/search.ts';
import { createShowRequirements } from '../../src/flows/show-requirements.ts';
import { anAvailableNumber, aRequirementGroup, HOUR_MS, NOW } from '../support/builders.ts';
import { createFakeTelnyx } from '../support/fake-telnyx.ts';
import { aTelnyxError, createFakeClock, createLife } from '../support/fakes.ts';
import { BERLIN, BERLIN_2, createFlowsWorld, NEW_YORK } from '../support/flows-world.ts';

describe('searching numbers', () => {
  it('gives the numbers with the paperwork of each country and type among them', async () => {
    const world = createFlowsWorld();
    const found = await world.flows.searchNumbers.search(emptyQuery('DE', false));
    assert.deepEqual(
      found.numbers.map(({ phoneNumber }) => phoneNumber),
      [BERLIN, BERLIN_2],
    );
    assert.deepEqual(
      found.paperwork.map(({ country, numberType, requirements }) => [country, numberType, requirements.length]),
      [['DE', 'local', 2]],
    );
  });

  it('holds numbers and says which were refused, and until when', async () => {
    const world = createFlowsWorld();
    world.telnyx.reservations.create = async () => [
      { phoneNumber: BERLIN, status: 'success', expiresAt: NOW + 2 },
      { phoneNumber: BERLIN_2, status: 'failed', expiresAt: NOW + 1 },
    ];
    assert.deepEqual(await world.flows.searchNumbers.hold([BERLIN, BERLIN_2, NEW_YORK]), {
      held: [BERLIN],
      refused: [BERLIN_2, NEW_YORK],
      until: NOW + 2,
    });
  });
});

describe('paperwork', () => {
  const createWorld = () => {
    const life = createLife();
    const clock = createFakeClock(NOW);
    const { telnyx } = createFakeTelnyx(life, clock);
    const { paperwork } = createShowRequirements({ telnyx, clock });
    return { life, clock, paperwork, asked: () => life.count('telnyx.requirements.list') };
  };
  const DE = { country: 'DE', numberType: 'local' };

  it('is asked at Telnyx once an hour', async () => {
    const { clock, paperwork, asked } = createWorld();
    await Promise.all([paperwork(DE), paperwork(DE)]);
    clock.pass(HOUR_MS - 1);
    await paperwork(DE);
    assert.equal(asked(), 1);
    clock.pass(1);
    await paperwork(DE);
    assert.equal(asked(), 2);
    await paperwork({ ...DE, numberType: 'national' });
    assert.equal(asked(), 3);
  });

  it('is asked again after a failure', async () => {
    const { life, paperwork } = createWorld();
    life.failNext('telnyx.requirements.list', aTelnyxError('telnyx_unreachable'));
    await assert.rejects(paperwork(DE), { code: 'telnyx_unreachable' });
    assert.deepEqual(await paperwork(DE), { ...DE, requirements: [] });
  });
});

describe('the offer', () => {
  it('searches each number, and gathers parts, groups and the choices of the account', async () => {
    const world = createFlowsWorld();
    world.state.groups = [aRequirementGroup({ country: 'DE' }), aRequirementGroup({ id: 'no', country: 'FR' })];
    const offer = await world.flows.placeOrder.offer([BERLIN, NEW_YORK, BERLIN]);
    assert.deepEqual(
      offer.parts.map(({ country, phoneNumbers, groups, groupRequired }) => ({
        country,
        phoneNumbers,
        groups: groups.map(({ id }) => id),
        groupRequired,
      })),
      [
        { country: 'DE', phoneNumbers: [BERLIN], groups: ['group-1'], groupRequired: false },
        { country: 'US', phoneNumbers: [NEW_YORK], groups: [], groupRequired: false },
      ],
    );
    assert.deepEqual([offer.gone, offer.alternatives], [[], []]);
    assert.deepEqual(offer.connections, [{ id: 'conn-1', name: 'Trunk' }]);
    assert.equal(world.life.count('telnyx.search'), 2);
  });

  it('finds a number whose type was guessed wrong', async () => {
    const world = createFlowsWorld();
    world.state.available = [anAvailableNumber({ phoneNumber: BERLIN, numberType: 'national' })];
    const { numbers } = await world.flows.placeOrder.offer([BERLIN]);
    assert.equal(numbers[0]?.numberType, 'national');
  });

  it('offers others of the area for what is gone, and any of the country when there are none', async () => {
    const world = createFlowsWorld();
    const near = anAvailableNumber({ phoneNumber: '+4930901820007' });
    const far = anAvailableNumber({ phoneNumber: '+4989901820007' });
    world.state.available = [near, far];
    assert.deepEqual((await world.flows.placeOrder.offer([BERLIN])).alternatives, [near]);
    world.state.available = [far];
    const offer = await world.flows.placeOrder.offer([BERLIN]);
    assert.deepEqual([offer.gone, offer.alternatives], [[BERLIN], [far]]);
  });

  it('takes a type without coverage for a number that is gone', async () => {
    const world = createFlowsWorld();
    world.life.failAlways('telnyx.search', aTelnyxError('no_coverage', { status: 400 }));
    assert.deepEqual((await world.flows.placeOrder.offer([BERLIN])).gone, [BERLIN]);
  });

  it('goes without an account list that cannot be read, and asks for it again next time', async () => {
    const world = createFlowsWorld();
    world.life.failNext('telnyx.connections', aTelnyxError('telnyx_refused', { status: 403 }));
    assert.deepEqual((await world.flows.placeOrder.offer([BERLIN])).connections, []);
    assert.equal((await world.flows.placeOrder.offer([BERLIN])).connections.length, 1);
    await world.flows.placeOrder.offer([BERLIN]);
    assert.equal(world.life.count('telnyx.connections'), 2);
  });

  it('does not keep a list that failed because another form was opened at the same time', async () => {
    const world = createFlowsWorld();
    const { messagingProfiles } = world.telnyx.account;
    const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isFirst = true;
    world.telnyx.account.messagingProfiles = async () => {
      if (isFirst) {
        isFirst = false;
        reached.resolve();
        await held.promise;
      }
      return messagingProfiles();
    };
    world.life.failNext('telnyx.connections', aTelnyxError('telnyx_refused', { status: 403 }));
    const first = world.flows.placeOrder.offer([BERLIN]);
    await reached.promise;
    await new Promise(setImmediate);
    await world.flows.placeOrder.offer([BERLIN]);
    held.resolve();
    await first;
    assert.equal((await world.flows.placeOrder.offer([BERLIN])).connections.length, 1);
  });
});
