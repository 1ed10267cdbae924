import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { anAddress, anAvailableNumber, aRequirementType } from '../support/builders.ts';
import { BERLIN, BERLIN_2, createFlowsWorld } from '../support/flows-world.ts';
import { aCriteria } from '../support/form-builders.ts';

const WARSAW = '+48221234567';
const NAME = aRequirementType();
const OFFICE = aRequirementType({ id: 'req-office', name: 'Address', kind: 'address' });
const POLISH = { ...OFFICE, criteria: aCriteria({ localityLimit: 'Address within Poland' }) };
const LINK = aRequirementType({ id: 'req-link', name: 'Identity check', kind: 'action' });

type Part = { orderKey: string; partId: string };

/** An order in Berlin that was answered, one that was not, and one in Warsaw that asks for the same. */
const open = async (more = [LINK]) => {
  const world = createFlowsWorld();
  world.state.available = [BERLIN, BERLIN_2].map((phoneNumber) => anAvailableNumber({ phoneNumber }));
  world.state.available.push(anAvailableNumber({ phoneNumber: WARSAW, country: 'PL' }));
  world.state.paperwork = { 'DE:local': [NAME, OFFICE, ...more], 'PL:local': [NAME, POLISH] };
  world.state.addresses = [anAddress({ id: 'a-berlin' })];
  const order = (phoneNumber: string, token: string): Promise<Part> =>
    world.ordered({ phoneNumbers: [phoneNumber], token, reference: token, seenPrices: {} });
  const [one, two, three] = [await order(BERLIN, 'one'), await order(BERLIN_2, 'two'), await order(WARSAW, 'three')];
  await world.telnyx.subOrders.update(one.partId, [
    { requirementId: 'req-name', value: 'Ada' },
    { requirementId: 'req-office', value: 'a-berlin' },
  ]);
  await world.later();
  const from = { ...one, requirementIds: ['req-name', 'req-office', 'req-link'] };
  const valueAt = ({ partId }: Part, id: string) =>
    world.partOf(partId).numbers[0]?.requirements.find(({ requirementId }) => requirementId === id)?.value;
  return { world, one, two, three, from, valueAt };
};

describe('the answers of one part', () => {
  it('are offered for open parts that lack them, a link of the end user never', async () => {
    const { world, two, three, from } = await open();
    const found = await world.flows.spreadAnswers.candidates(from);
    assert.deepEqual(
      found.map(({ part, requirementIds }) => [part.id, requirementIds]),
      [
        [two.partId, ['req-name', 'req-office']],
        [three.partId, ['req-name', 'req-office']],
      ],
    );
  });

  it('go to the parts that were ticked, and each thread is told', async () => {
    const { world, two, three, from, valueAt } = await open();
    const results = await world.flows.spreadAnswers.apply({ from, to: [two], personId: 'U2' });
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['sent'],
    );
    assert.deepEqual([valueAt(two, 'req-name'), valueAt(two, 'req-office')], ['Ada', 'a-berlin']);
    assert.equal(valueAt(three, 'req-name'), null, 'what was not ticked stays');
    const told = JSON.stringify(world.threads.posted);
    assert.ok(told.includes('answers-sent') && told.includes(two.partId), told);
    assert.ok(!told.includes('"Ada"'), 'without the answers');
  });

  it('are not sent where the rules of that part would decline them, and the others go on', async () => {
    const { world, two, three, from, valueAt } = await open();
    const results = await world.flows.spreadAnswers.apply({ from, to: [three, two], personId: 'U2' });
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['failed', 'sent'],
    );
    assert.match(results[0]?.reason ?? '', /Poland/);
    assert.equal(valueAt(three, 'req-name'), null);
  });

  it('that differ from number to number are nobody’s but those numbers’', async () => {
    const { world, one, two, from, valueAt } = await open();
    const part = world.partOf(one.partId);
    const [first] = part.numbers;
    assert.ok(first);
    part.numbers.push(structuredClone({ ...first, id: 'num-other', phoneNumber: '+4930901820009' }));
    const other = part.numbers[1]?.requirements.find(({ requirementId }) => requirementId === 'req-name');
    Object.assign(other ?? {}, { value: 'Bob' });
    await world.flows.spreadAnswers.apply({ from, to: [two], personId: 'U2' });
    assert.deepEqual([valueAt(two, 'req-name'), valueAt(two, 'req-office')], [null, 'a-berlin']);
  });

  it('are not sent where Number Ops declined the same file: whoever opens its form decides', async () => {
    const PAPER = aRequirementType({ id: 'req-paper', name: 'Passport', kind: 'document' });
    const { world, one, two, from } = await open([PAPER]);
    await world.telnyx.documents.upload({ filename: 'passport.pdf', content: new Uint8Array(1), reference: null });
    for (const { partId } of [one, two])
      await world.telnyx.subOrders.update(partId, [{ requirementId: 'req-paper', value: 'doc-1' }]);
    world.decide(two.partId, { 'req-paper': 'declined' }, 'requirement-info-exception');
    await world.later();
    const before = world.life.count('telnyx.subOrders.update');
    const spread = { ...from, requirementIds: ['req-paper'] };
    const [result] = await world.flows.spreadAnswers.apply({ from: spread, to: [two], personId: 'U2' });
    assert.equal(result?.outcome, 'failed');
    assert.match(result?.reason ?? '', /Number Ops declined this very file/);
    assert.equal(world.life.count('telnyx.subOrders.update'), before);
  });

  it('are told as failed where Telnyx refuses them', async () => {
    const { world, two, from } = await open();
    world.life.failNext('telnyx.subOrders.update', new AppError('telnyx_refused', 'no', { details: { hint: 'No.' } }));
    const [result] = await world.flows.spreadAnswers.apply({ from, to: [two], personId: 'U2' });
    assert.deepEqual([result?.outcome, result?.reason], ['failed', 'No.']);
  });
});

describe('answers that become a requirement group', () => {
  it('are those that all numbers share and nobody declined', async () => {
    const { world, one } = await open();
    world.decide(one.partId, { 'req-office': 'declined' }, 'requirement-info-exception');
    const saved = await world.flows.saveAsGroup({ ...one, personId: 'U2', reference: 'Acme', channelId: 'C1' });
    assert.equal(saved.answered, 1);
    const group = await world.telnyx.requirementGroups.get(saved.groupId);
    assert.deepEqual(
      group.requirements.map(({ requirementId, value }) => [requirementId, value]),
      [
        ['req-name', 'Ada'],
        ['req-office', null],
        ['req-link', null],
      ],
    );
  });
});
