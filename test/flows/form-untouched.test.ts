import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import { aRequirementType } from '../support/builders.ts';
import { BERLIN, BERLIN_2 } from '../support/flows-world.ts';
import { aPage } from '../support/form-builders.ts';
import { createFormWorld, text } from '../support/form-world.ts';

const NAME = aRequirementType();
const MAIL = aRequirementType({ id: 'req-mail', name: 'E-mail address' });

const ordered = (phoneNumbers = [BERLIN]) =>
  createFormWorld({
    request: { phoneNumbers },
    prepare: ({ state }) => {
      state.paperwork = { 'DE:local': [NAME, MAIL] };
    },
  });

/** Sent by somebody, then declined by Number Ops. */
const declined = async (value: string) => {
  const opened = await ordered();
  await opened.at().send({ 'req-name': text(value), 'req-mail': text('a@acme.example') });
  opened.world.decide(
    opened.part.partId,
    { 'req-name': 'declined', 'req-mail': 'approved' },
    'requirement-info-exception',
  );
  return opened;
};

describe('an old text that nobody touched', () => {
  it('is not sent again: it would be declined once more', async () => {
    const { world, at } = await declined('Ada');
    const { form } = await at().open();
    assert.deepEqual(
      form.fields.map(({ current }) => current),
      ['Ada'],
    );
    await at().type({ 'req-name': text('Ada') });
    const before = world.life.count('telnyx.subOrders.update');
    assert.equal((await at().submit()).kind, 'nothing');
    assert.equal(world.life.count('telnyx.subOrders.update'), before);
  });

  it('does not take the place of what a colleague wrote meanwhile', async () => {
    const { at, values } = await declined('Ada');
    await at().open();
    await at().type({ 'req-name': text('Ada') });
    await at('U3').send({ 'req-name': text('Grace') });
    assert.equal((await at().submit()).kind, 'nothing', 'and nobody is asked about it');
    assert.deepEqual(values('req-name'), ['Grace']);
  });
});

describe('what is typed', () => {
  const typing = (value: string) => ({ page: aPage({ answers: { 'req-name': text(value) } }), typedAt: 0 });

  it('counts in the order in which it was typed, not in which it arrives', async () => {
    const { world, at } = await ordered();
    const { fulfilRequirements } = world.flows;
    await at().open();
    const now = world.clock.now();
    await fulfilRequirements.typed(at().on, { ...typing('Ada'), typedAt: now + 2 });
    await fulfilRequirements.typed(at().on, { ...typing('Ad'), typedAt: now + 1 });
    assert.deepEqual((await at().draft())?.answers, { 'req-name': text('Ada') });
  });

  it('says nothing any more once its page was submitted', async () => {
    const { world, at } = await ordered();
    await at().open();
    world.clock.pass(1000);
    await at().type({ 'req-name': text('Ada Lovelace') });
    await world.flows.fulfilRequirements.typed(at().on, { ...typing('Ada Lovelac'), typedAt: world.clock.now() - 1 });
    assert.deepEqual((await at().draft())?.answers, { 'req-name': text('Ada Lovelace') });
  });

  it('does not bring a form back that was sent', async () => {
    const { world, at } = await ordered();
    await at().send({ 'req-name': text('Ada') });
    await world.flows.fulfilRequirements.typed(at().on, { ...typing('Ad'), typedAt: world.clock.now() + 1 });
    assert.equal(await at().draft(), null);
    assert.deepEqual(await world.flows.fulfilRequirements.draftsOf(at().on.personId), []);
  });
});

describe('a form of which only a part could be sent', () => {
  it('says what went and why the rest did not, tells the thread, and keeps the rest', async () => {
    const { world, part, at, numbers, values } = await ordered([BERLIN, BERLIN_2]);
    await at().open();
    const [first, second] = numbers().map(({ id }) => id);
    await world.telnyx.orderNumbers.update(first ?? '', [{ requirementId: 'req-mail', value: 'a@acme.example' }]);
    await at().type({ 'req-name': text('Ada'), 'req-mail': text('b@acme.example') });
    const refused = new AppError('telnyx_refused', 'no', { details: { hint: 'Telnyx refuses this number.' } });
    world.life.failNext('telnyx.orderNumbers.update', refused);
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent, outcome.failure], [['req-name'], 'Telnyx refuses this number.']);
    assert.deepEqual(values('req-name'), ['Ada', 'Ada']);
    const order = await world.orders.get(part.orderKey);
    assert.equal(order?.answeredBy[part.partId]?.['req-name']?.personId, 'U2');
    assert.ok((await at().draft())?.answers['req-mail'], 'what is left need not be typed again');
    assert.ok(second);
  });
});
