import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anAddress, anAvailableNumber, aRequirementType, HOUR_MS } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { aCriteria } from '../support/form-builders.ts';
import { address, createFormWorld, file, text } from '../support/form-world.ts';

const berlin = (at: number): string => `+49309018${String(20_000 + at)}`;
const NAME = aRequirementType();
const PROOF = aRequirementType({
  id: 'req-proof',
  name: 'Proof of address',
  kind: 'address',
  criteria: aCriteria({ localityLimit: 'Identical locality as the numbers desired' }),
});

/** A part of as many numbers as areas are named, which asks for a name, or an address in the area as well. */
const orderedIn = (areas: (string | null)[], types = [NAME, PROOF]) =>
  createFormWorld({
    request: {
      phoneNumbers: areas.map((_, at) => berlin(at)),
      seenPrices: Object.fromEntries(areas.map((_, at) => [berlin(at), { upfront: '1.00', monthly: '1.00' }])),
    },
    prepare: ({ state }) => {
      state.available = areas.map((_, at) => anAvailableNumber({ phoneNumber: berlin(at) }));
      state.paperwork['DE:local'] = types;
      state.localities = Object.fromEntries(areas.flatMap((area, at) => (area === null ? [] : [[berlin(at), area]])));
      state.addresses = [
        anAddress({ id: 'a-berlin' }),
        anAddress({ id: 'a-munich', locality: 'München' }),
        anAddress({ id: 'a-potsdam', locality: 'Potsdam' }),
        anAddress({ id: 'a-paris', locality: 'Paris', country: 'FR' }),
      ];
    },
  });

const choose = async ({ world, at }: Awaited<ReturnType<typeof orderedIn>>, numberIds: string[] | null) => {
  await world.flows.fulfilRequirements.chooseNumbers(at().on, numberIds);
  return world.flows.fulfilRequirements.reopen(at().on);
};

describe('answers for the whole part', () => {
  it('go out in one call when all its numbers wait', async () => {
    const { world, at, values } = await orderedIn([null, null, null], [NAME]);
    await at().send({ 'req-name': text('Ada') });
    assert.deepEqual(
      [world.life.count('telnyx.subOrders.update'), world.life.count('telnyx.orderNumbers.update')],
      [1, 0],
    );
    assert.deepEqual(values('req-name'), ['Ada', 'Ada', 'Ada']);
  });

  it('leave alone the numbers on which they are approved', async () => {
    const { world, part, numbers, at, values } = await orderedIn([null, null], [NAME]);
    await at().send({ 'req-name': text('Ada') });
    world.decide(part.partId, { 'req-name': 'declined' }, 'requirement-info-exception');
    const [first] = numbers();
    Object.assign(first ?? {}, { requirementsStatus: 'approved' });
    Object.assign(first?.requirements[0] ?? {}, { status: 'approved' });
    const { form } = await at().open();
    assert.deepEqual(form.fields[0]?.declinedOn, { count: 1, total: 2 });
    await at().type({ 'req-name': text('Ada Lovelace') });
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.equal(world.life.count('telnyx.orderNumbers.update'), 1);
    assert.deepEqual(values('req-name'), ['Ada', 'Ada Lovelace']);
  });

  it('reach each number that waits in a part of more than 50', async () => {
    const opened = await orderedIn(
      Array.from({ length: 52 }, () => null),
      [NAME],
    );
    const { world, numbers, at, values } = opened;
    assert.equal((await at().open()).form.numbers.length, 52);
    await world.telnyx.orderNumbers.update(numbers()[51]?.id ?? '', [{ requirementId: 'req-name', value: 'Grace' }]);
    await at().send({ 'req-name': text('Ada') });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
    assert.deepEqual(values('req-name'), [...Array.from({ length: 51 }, () => 'Ada'), 'Grace']);
  });
});

describe('answers for chosen numbers', () => {
  it('go to those alone, and the others still wait', async () => {
    const opened = await orderedIn([null, null, null], [NAME]);
    const ids = opened.numbers().map(({ id }) => id);
    await opened.at().open();
    const { form } = await choose(opened, [ids[1] ?? '']);
    assert.deepEqual(form.scope, [ids[1]]);
    await opened.at().type({ 'req-name': text('Ada') });
    const outcome = await opened.at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.missing, ['req-name']);
    assert.deepEqual(opened.values('req-name'), [null, 'Ada', null]);
  });

  for (const [why, pick] of [
    ['none', () => []],
    ['all', (ids: string[]) => ids],
    ['those that are gone', () => ['gone']],
  ] as const)
    it(`are for the whole part when ${why} of them are chosen`, async () => {
      const opened = await orderedIn([null, null], [NAME]);
      const { form } = await choose(opened, pick(opened.numbers().map(({ id }) => id)));
      assert.equal(form.scope, null);
    });

  it('keep what was typed before they were chosen', async () => {
    const opened = await orderedIn([null, null], [NAME]);
    await opened.at().open();
    await opened.at().type({ 'req-name': text('Ada') });
    const { draft } = await choose(opened, [opened.numbers()[0]?.id ?? '']);
    assert.deepEqual(draft.answers, { 'req-name': text('Ada') });
  });
});

describe('what is bound to an area', () => {
  const KEYS = ['req-proof@Berlin', 'req-proof@München'];

  it('is asked once for each area in the part, and sent number by number', async () => {
    const { world, at, values } = await orderedIn(['Berlin', 'München', 'Berlin'], [PROOF]);
    const { form } = await at().open();
    assert.deepEqual(
      form.fields.map(({ key }) => key),
      KEYS,
    );
    assert.equal(form.offers.addresses, true);
    await at().type({ [KEYS[0] ?? '']: address('a-berlin'), [KEYS[1] ?? '']: address('a-munich') });
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent, outcome.missing], [['req-proof'], []]);
    assert.deepEqual(values('req-proof'), ['a-berlin', 'a-munich', 'a-berlin']);
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('asks Telnyx for the areas once, and not at all where nothing is bound to one', async () => {
    const { world, at } = await orderedIn(['Berlin', 'München'], [PROOF]);
    await at().open();
    const calls = world.life.count('telnyx.orderNumbers.get');
    await at().open();
    assert.equal(world.life.count('telnyx.orderNumbers.get') - calls, 1, 'of one number, for its deadline');
    const unbound = await orderedIn(['Berlin', 'München'], [NAME]);
    const before = unbound.world.life.count('telnyx.orderNumbers.get');
    await unbound.at().open();
    assert.equal(unbound.world.life.count('telnyx.orderNumbers.get') - before, 1);
  });

  it('may be given for one area now and for the other later', async () => {
    const { at, values } = await orderedIn(['Berlin', 'München'], [PROOF]);
    const outcome = await at().send({ [KEYS[0] ?? '']: address('a-berlin') });
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.missing, ['req-proof']);
    assert.deepEqual(
      (await at().open()).form.fields.map(({ key }) => key),
      ['req-proof@München'],
    );
    assert.deepEqual(values('req-proof'), ['a-berlin', null]);
  });

  it('that was given for one area is none for another one, when other numbers are chosen', async () => {
    const opened = await orderedIn(['Berlin', 'München'], [PROOF]);
    const { at, numbers, values } = opened;
    const [berlin = '', munich = ''] = numbers().map(({ id }) => id);
    await at().open();
    await choose(opened, [berlin]);
    await at().type({ 'req-proof@Berlin': address('a-berlin') });
    await choose(opened, [munich]);
    assert.equal((await at().submit()).kind, 'nothing', 'nor does it count as answered by somebody else');
    assert.deepEqual(values('req-proof'), [null, null]);
  });

  it('outside the area is told once, and sent the second time', async () => {
    const { world, at, values } = await orderedIn(['Berlin'], [PROOF]);
    const first = await at().send({ 'req-proof@Berlin': address('a-potsdam') });
    assert.ok(first.kind === 'problems');
    assert.match(first.problems[0]?.message ?? '', /in the area of Berlin.*send the form again as it is/);
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
    assert.equal((await at().submit()).kind, 'sent');
    assert.deepEqual(values('req-proof'), ['a-potsdam']);
  });

  it('in another country is not sent, however often', async () => {
    const { world, at } = await orderedIn(['Berlin'], [PROOF]);
    await at().send({ 'req-proof@Berlin': address('a-paris') });
    assert.equal((await at().submit()).kind, 'problems');
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('can take the place of a colleague’s in its area, after a restart as well', async () => {
    const { world, numbers, at, values } = await orderedIn(['Berlin', 'München'], [PROOF, NAME]);
    await at().open();
    await at().type({ [KEYS[0] ?? '']: address('a-potsdam') });
    for (const { id } of numbers())
      await world.telnyx.orderNumbers.update(id, [{ requirementId: 'req-proof', value: 'a-munich' }]);
    world.restart();
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'changed');
    assert.equal(outcome.conflicts[0]?.locality, 'Berlin');
    await at().decide({ [KEYS[0] ?? '']: 'mine' });
    assert.equal((await at().submit()).kind, 'problems', 'it is not in Berlin, which is told once');
    assert.equal((await at().submit()).kind, 'sent');
    assert.deepEqual(values('req-proof'), ['a-potsdam', 'a-munich']);
  });
});

describe('what Telnyx calls satisfied already', () => {
  it('is no failure of the other numbers', async () => {
    const { world, numbers, at, values } = await orderedIn([null, null, null], [NAME]);
    await at().open();
    await world.telnyx.orderNumbers.update(numbers()[2]?.id ?? '', [{ requirementId: 'req-name', value: 'Grace' }]);
    await at().type({ 'req-name': text('Ada') });
    world.life.failNext('telnyx.orderNumbers.update', aTelnyxError('already_satisfied', { status: 422 }));
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent, values('req-name')], [['req-name'], [null, 'Ada', 'Grace']]);
  });

  it('does not name an answer as sent that Telnyx took from nobody', async () => {
    const { world, at } = await orderedIn([null], [NAME, aRequirementType({ id: 'req-id', kind: 'document' })]);
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('already_satisfied', { status: 422 }));
    world.clock.pass(HOUR_MS);
    assert.deepEqual(await at().send({ 'req-name': text('Ada'), 'req-id': file('F1') }), { kind: 'nothing' });
    assert.deepEqual(world.threads.told(), []);
  });
});
