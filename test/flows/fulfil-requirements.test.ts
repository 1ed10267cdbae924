import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers } from '../../src/domain/requirement.ts';
import { aComment, anAddress, aRequirementType, MINUTE_MS, NOW } from '../support/builders.ts';
import { aTelnyxError } from '../support/fakes.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const NAME: Answers = { 'req-name': { kind: 'text', value: 'Ada Lovelace' } };
const ALL: Answers = { ...NAME, 'req-id': { kind: 'file', fileId: 'F1' } };

const ordered = async (given: Parameters<typeof createFlowsWorld>[0] = {}) => {
  const world = createFlowsWorld(given);
  const part = await world.ordered();
  const submit = (answers: Answers) => world.flows.fulfilRequirements.submit({ ...part, answers, personId: 'U2' });
  return { world, part, submit };
};

describe('the form', () => {
  it('asks for what is missing, with the documents of the account', async () => {
    const { world, part } = await ordered();
    world.state.documents = [
      {
        id: 'd1',
        filename: 'ok.pdf',
        contentType: null,
        sizeBytes: 1,
        sha256: null,
        status: 'verified',
        reference: null,
      },
      {
        id: 'd2',
        filename: 'bad.pdf',
        contentType: null,
        sizeBytes: 1,
        sha256: null,
        status: 'denied',
        reference: null,
      },
    ];
    const form = await world.flows.fulfilRequirements.open(part);
    assert.deepEqual(
      form.fields.map(({ requirement, field }) => [requirement.name, field]),
      [
        ['Name of the end user', 'text'],
        ['Passport', 'document'],
      ],
    );
    assert.deepEqual(form.documents, [{ id: 'd1', filename: 'ok.pdf', reference: null }]);
    assert.deepEqual(form.addresses, []);
    assert.equal(world.life.count('telnyx.addresses.list'), 0, 'no address is asked for');
    assert.deepEqual(form.settled, []);
  });

  it('asks only for what was declined, with the text given before and the comments since then', async () => {
    const { world, part, submit } = await ordered();
    world.partOf(part.partId).comments.push(aComment({ id: 'old', createdAt: NOW - 1 }));
    await submit(ALL);
    world.decide(part.partId, { 'req-name': 'declined', 'req-id': 'approved' }, 'requirement-info-exception');
    world.partOf(part.partId).comments.push(aComment({ id: 'new', createdAt: NOW + MINUTE_MS }));
    const form = await world.flows.fulfilRequirements.open(part);
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
    const { world, part, submit } = await ordered();
    world.state.hasExtras = false;
    await submit(ALL);
    world.decide(part.partId, {}, 'requirement-info-exception');
    const form = await world.flows.fulfilRequirements.open(part);
    assert.equal(form.certain, false);
    assert.equal(form.fields.length, 2);
  });

  it('is refused for a part that nobody follows', async () => {
    const { world, part } = await ordered();
    await assert.rejects(world.flows.fulfilRequirements.open({ ...part, partId: 'other' }), { code: 'not_found' });
  });
});

describe('sending answers', () => {
  it('uploads the file, sends all at once, and says in the thread who sent what', async () => {
    const { world, part, submit } = await ordered();
    const outcome = await submit(ALL);
    assert.deepEqual(outcome, { kind: 'sent', sent: ['req-name', 'req-id'], missing: [], deadlineAt: null });
    assert.equal(world.life.count('telnyx.subOrders.update'), 1);
    assert.equal(world.state.documents[0]?.reference, 'Berlin office · nd-token1');
    assert.deepEqual(world.threads.told(), [['answers-sent', 'deadline-erased']]);
    await world.later();
    assert.equal(world.threads.told().length, 1, 'the poll does not tell it again');
    assert.equal(world.orders.all()[0]?.answeredAt[part.partId], NOW);
  });

  it('takes some now and names what is missing', async () => {
    const { submit, world } = await ordered();
    const outcome = await submit(NAME);
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual(outcome.missing, ['req-id']);
    assert.notEqual(outcome.deadlineAt, null);
    assert.deepEqual(world.threads.told(), [['answers-sent']]);
  });

  it('sends nothing when a file is refused, and says why at its field', async () => {
    const { submit, world } = await ordered({ refusedFiles: { F1: 'This is no PDF.' } });
    assert.deepEqual(await submit(ALL), {
      kind: 'problems',
      problems: [{ field: 'req-id', message: 'This is no PDF.' }],
    });
    assert.equal(world.life.count('telnyx.subOrders.update') + world.life.count('telnyx.documents.upload'), 0);
    assert.deepEqual(world.threads.posted, []);
  });

  it('says at its field why Telnyx takes a file not', async () => {
    const { submit, world } = await ordered();
    world.life.failNext(
      'telnyx.documents.upload',
      aTelnyxError('telnyx_refused', { status: 422, detail: 'Too large.' }),
    );
    assert.deepEqual(await submit(ALL), { kind: 'problems', problems: [{ field: 'req-id', message: 'Too large.' }] });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('leaves alone what a colleague answered in between', async () => {
    const { submit, world } = await ordered();
    await submit(NAME);
    assert.deepEqual(await submit({ 'req-name': { kind: 'text', value: 'Somebody else' } }), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 1);
  });

  it('sends nothing when nothing was filled in', async () => {
    const { submit, world } = await ordered();
    assert.deepEqual(await submit({ 'req-name': { kind: 'text', value: '  ' } }), { kind: 'nothing' });
    assert.equal(world.life.count('telnyx.subOrders.update'), 0);
  });

  it('has nothing to send when Telnyx says that all is satisfied', async () => {
    const { submit, world } = await ordered();
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('already_satisfied', { status: 422 }));
    assert.deepEqual(await submit(NAME), { kind: 'nothing' });
    assert.deepEqual(world.threads.posted, []);
  });

  it('stops with what Telnyx says when it refuses the answers', async () => {
    const { submit, world } = await ordered();
    world.life.failNext('telnyx.subOrders.update', aTelnyxError('telnyx_refused', { status: 422 }));
    await assert.rejects(submit(NAME), { code: 'telnyx_refused' });
    assert.deepEqual(world.orders.all()[0]?.owed, []);
  });

  it('tells it in the thread although Telnyx cannot be read right after', async () => {
    const { submit, world } = await ordered();
    const { update } = world.telnyx.subOrders;
    world.telnyx.subOrders.update = async (id, values) => {
      const part = await update(id, values);
      world.life.failNext('telnyx.orders.get', aTelnyxError('telnyx_unreachable'));
      return part;
    };
    assert.equal((await submit(ALL)).kind, 'sent');
    assert.deepEqual(world.threads.told(), [['answers-sent']]);
    await world.later();
    assert.deepEqual(world.threads.told().at(-1), ['deadline-erased']);
  });

  it('finds at once what is plainly wrong, without asking anybody', async () => {
    const { world, part, submit } = await ordered();
    world.orders.put({
      ...world.orders.all()[0]!,
      requirementTypes: {
        'req-name': aRequirementType({ criteria: { ...aRequirementType().criteria, maxLength: 3 } }),
      },
    });
    const calls = world.life.calls.filter((name) => name.startsWith('telnyx.')).length;
    const problems = await world.flows.fulfilRequirements.check({ ...part, answers: NAME });
    assert.deepEqual(
      problems.map(({ field }) => field),
      ['req-name'],
    );
    assert.equal(world.life.calls.filter((name) => name.startsWith('telnyx.')).length, calls);
    assert.equal((await submit(NAME)).kind, 'problems');
  });
});

describe('a new address', () => {
  const { id: _, ...address } = anAddress();

  it('is created at Telnyx', async () => {
    const world = createFlowsWorld();
    const added = await world.flows.fulfilRequirements.addAddress(address);
    assert.deepEqual(added, { kind: 'created', address: { ...address, id: '1002' } });
  });

  it('is not sent when a field is plainly missing', async () => {
    const world = createFlowsWorld();
    const added = await world.flows.fulfilRequirements.addAddress({ ...address, locality: '' });
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
      const added = await world.flows.fulfilRequirements.addAddress(address);
      assert.deepEqual(added, { kind: 'problems', problems: [{ field, message: detail }] });
    });
  }
});
