import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers } from '../../src/domain/requirement.ts';
import { aComment, anAddress, aRequirementType, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';
import { aCriteria, aPage } from '../support/form-builders.ts';
import { createFormWorld, file, text } from '../support/form-world.ts';

const NAME: Answers = { 'req-name': text('Ada Lovelace') };
const ALL: Answers = { ...NAME, 'req-id': file('F1') };

describe('the form', () => {
  it('asks for what is missing, and says whether Telnyx has documents or addresses to choose from', async () => {
    const { world, at } = await createFormWorld();
    const { form, draft } = await at().open();
    assert.deepEqual(
      form.fields.map(({ key, requirement, field }) => [key, requirement.name, field]),
      [
        ['req-name', 'Name of the end user', 'text'],
        ['req-id', 'Passport', 'document'],
      ],
    );
    assert.deepEqual([form.settled, form.aside, form.customerKey, form.scope], [[], [], null, null]);
    assert.deepEqual(form.offers, { addresses: false, documents: false });
    assert.deepEqual(draft.seen, { 'req-name': 'awaiting-value', 'req-id': 'awaiting-value' });
    assert.equal(world.life.count('telnyx.addresses.list'), 0, 'no address is asked for');
  });

  it('asks only for what was declined, with the text given before and the comments since then', async () => {
    const { world, part, at } = await createFormWorld();
    world.partOf(part.partId).comments.push(aComment({ id: 'old', createdAt: NOW - 1 }));
    await at().send(ALL);
    world.decide(part.partId, { 'req-name': 'declined', 'req-id': 'approved' }, 'requirement-info-exception');
    world.partOf(part.partId).comments.push(aComment({ id: 'new', createdAt: NOW + MINUTE_MS }));
    const { form } = await at().open();
    assert.deepEqual(
      form.fields.map(({ requirement, current, status }) => [requirement.id, current, status]),
      [['req-name', 'Ada Lovelace', 'declined']],
    );
    assert.deepEqual(
      form.settled.map(({ requirement, status }) => [requirement.id, status]),
      [['req-id', 'approved']],
    );
    assert.deepEqual(
      form.comments.map(({ id }) => id),
      ['new'],
    );
    assert.equal(form.certain, true);
  });

  it('says so when Telnyx does not tell which one was declined', async () => {
    const { world, part, at } = await createFormWorld();
    world.state.hasExtras = false;
    await at().send(ALL);
    world.decide(part.partId, {}, 'requirement-info-exception');
    const { form } = await at().open();
    assert.equal(form.certain, false);
    assert.equal(form.fields.length, 2);
  });

  it('is refused for a part that nobody follows', async () => {
    const { world, part } = await createFormWorld();
    const target = { kind: 'part', ...part, partId: 'other' } as const;
    await assert.rejects(world.flows.fulfilRequirements.open({ target, personId: 'U2' }), { code: 'not_found' });
  });
});

describe('sending answers', () => {
  it('uploads the file, sends all at once, and says in the thread who sent what', async () => {
    const { world, part, at } = await createFormWorld();
    const outcome = await at().send(ALL);
    assert.deepEqual(outcome, {
      kind: 'sent',
      sent: ['req-name', 'req-id'],
      missing: [],
      deadlineAt: null,
      failure: null,
    });
    assert.equal(world.life.count('telnyx.subOrders.update'), 1);
    assert.equal(world.state.documents[0]?.reference, 'Berlin office · nd-token1');
    assert.deepEqual(world.threads.told(), [['answers-sent', 'deadline-erased']]);
    await world.later();
    assert.equal(world.threads.told().length, 1, 'the poll does not tell it again');
    const [order] = world.orders.all();
    assert.equal(order?.answeredAt[part.partId], NOW);
    assert.deepEqual(order?.answeredBy[part.partId]?.['req-name'], { personId: 'U2', at: NOW });
  });

  it('takes some now and names what is missing', async () => {
    const { at, world } = await createFormWorld();
    const outcome = await at().send(NAME);
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.missing, ['req-id']);
    assert.notEqual(outcome.deadlineAt, null);
    assert.deepEqual(world.threads.told(), [['answers-sent']]);
  });

  it('sends nothing when nothing was filled in', async () => {
    const { at, world } = await createFormWorld();
    assert.deepEqual(await at().send({ 'req-name': text('  ') }), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('has nothing to send when Telnyx says that all is satisfied', async () => {
    const { at, world } = await createFormWorld();
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('already_satisfied', { status: 422 }));
    assert.deepEqual(await at().send(NAME), { kind: 'nothing' });
    assert.deepEqual(world.threads.told(), []);
  });

  it('stops with what Telnyx says when it refuses the answers', async () => {
    const { at, world } = await createFormWorld();
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('telnyx_refused', { status: 422 }));
    await assert.rejects(at().send(NAME), { code: 'telnyx_refused' });
    assert.deepEqual(world.orders.all()[0]?.owed, []);
    assert.deepEqual((await at().draft())?.answers, NAME, 'what was typed is kept');
  });

  it('tells it in the thread although Telnyx cannot be read right after', async () => {
    const { at, world } = await createFormWorld();
    const { update } = world.telnyx.subOrders;
    world.telnyx.subOrders.update = async (id, values) => {
      const part = await update(id, values);
      world.life.failNext('telnyx.orders.get', aTelnyxError('telnyx_unreachable'));
      return part;
    };
    assert.equal((await at().send(ALL)).kind, 'sent');
    assert.deepEqual(world.threads.told(), [['answers-sent']]);
    await world.later();
    assert.deepEqual(world.threads.told().at(-1), ['deadline-erased']);
  });

  it('finds at once what is plainly wrong, without asking anybody', async () => {
    const { world, at } = await createFormWorld({
      prepare: ({ state }) => {
        state.paperwork['DE:local'] = [aRequirementType({ criteria: aCriteria({ maxLength: 3 }) })];
      },
    });
    await at().open();
    const calls = world.life.calls.length;
    const problems = await world.flows.fulfilRequirements.check(at().on, aPage({ answers: NAME }));
    assert.deepEqual(
      problems.map(({ field }) => field),
      ['req-name'],
    );
    assert.equal(world.life.calls.length, calls);
    await at().type(NAME);
    assert.equal((await at().submit()).kind, 'problems', 'and again before anything is sent');
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('finds nothing wrong at once with a form that is not known any more, and with fields of other pages', async () => {
    const { world, at } = await createFormWorld();
    const tooEarly = { ...NAME, 'req-id': text('x') };
    assert.deepEqual(await world.flows.fulfilRequirements.check(at().on, aPage({ answers: tooEarly })), []);
    await at().open();
    assert.deepEqual(
      await world.flows.fulfilRequirements.check(at().on, aPage({ answers: tooEarly, keys: ['req-name'] })),
      [],
    );
  });
});

describe('a new address', () => {
  const { id: _, ...given } = anAddress();

  it('is created at Telnyx, and can be chosen at once', async () => {
    const world = createFlowsWorld();
    const filter = { country: 'DE', text: '' };
    assert.deepEqual(await world.flows.wallet.addresses(filter), []);
    const added = await world.flows.fulfilRequirements.addAddress({ address: given, personId: 'U1' });
    assert.deepEqual(added, { kind: 'created', address: { ...given, id: '1002' } });
    assert.deepEqual(
      (await world.flows.wallet.addresses(filter)).map(({ id }) => id),
      ['1002'],
    );
  });

  it('is not sent when a field is plainly missing', async () => {
    const world = createFlowsWorld();
    const added = await world.flows.fulfilRequirements.addAddress({
      address: { ...given, locality: '' },
      personId: 'U1',
    });
    assert.ok(added.kind === 'problems');
    assert.equal(added.problems[0]?.field, 'locality');
    assert.equal(world.life.count('telnyx.addresses.create'), 0);
  });

  for (const { detail, field } of [
    { detail: 'Postal code is not valid for this country.', field: 'postalCode' },
    { detail: 'The house number was not found.', field: 'streetAddress' },
    { detail: 'Locality unknown.', field: 'locality' },
    { detail: 'Invalid country.', field: 'country' },
    { detail: 'Something is off.', field: 'streetAddress' },
  ]) {
    it(`shows "${detail}" at ${field}`, async () => {
      const world = createFlowsWorld();
      world.life.failNext('telnyx.addresses.create', aTelnyxError('telnyx_refused', { status: 422, detail }));
      const added = await world.flows.fulfilRequirements.addAddress({ address: given, personId: 'U1' });
      assert.deepEqual(added, { kind: 'problems', problems: [{ field, message: detail }] });
    });
  }
});
