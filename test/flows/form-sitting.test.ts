import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aRequirementType, DAY_MS, HOUR_MS, MINUTE_MS, NOW } from '../support/builders.ts';
import { aCriteria, GROUP } from '../support/form-builders.ts';
import { createFormWorld, file, sitDown, text } from '../support/form-world.ts';

const KEPT_MS = 14 * DAY_MS;
const NAME = { 'req-name': text('Ada Lovelace') };

/** A part that asks for more than one page holds, the last one a file. */
const long = () =>
  createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [
        ...Array.from({ length: 6 }, (_, at) => aRequirementType({ id: `t${at}`, name: `Text ${at}` })),
        aRequirementType({ id: 'paper', name: 'Passport', kind: 'document' }),
      ];
    },
  });

/** A part that asks whether its end user is a person or a company. */
const asksKind = () =>
  createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [
        aRequirementType({ id: 'vat', name: 'VAT number', criteria: aCriteria({ minLength: 11 }) }),
        aRequirementType({ id: 'paper', name: 'Company registration certificate', kind: 'document' }),
        aRequirementType({
          id: 'kind',
          name: 'Customer type',
          criteria: aCriteria({ acceptableValues: ['natural_person', 'legal_entity'] }),
        }),
      ];
    },
  });

describe('turning the pages of a form', () => {
  it('loses nothing, whichever way', async () => {
    const { world, at } = await long();
    const flow = world.flows.fulfilRequirements;
    await at().open();
    await at().type({ t0: text('one') });
    assert.equal((await flow.turn(at().on, 1)).draft.page, 1);
    await at().type({ paper: file('F1') }, { revisions: { paper: 0 } });
    await flow.turn(at().on, 0);
    const { draft } = await flow.turn(at().on, 1);
    assert.deepEqual(draft.answers, { t0: text('one'), paper: file('F1') });
    assert.equal(draft.revisions.paper, 1, 'its block is a fresh one, which cannot show the file');
    await at().type({}, { keys: ['paper'], revisions: { paper: 1 } });
    assert.deepEqual((await at().draft())?.answers.paper, file('F1'), 'the empty fresh block takes nothing away');
  });

  for (const [page, shown] of [
    [7, 1],
    [-1, 0],
  ] as const)
    it(`stays within the form: page ${page} is page ${shown}`, async () => {
      const { world, at } = await long();
      await at().open();
      assert.equal((await world.flows.fulfilRequirements.turn(at().on, page)).draft.page, shown);
    });

  it('asks nobody, unless the form is not known any more', async () => {
    const { world, at } = await long();
    const reads = () => world.life.count('telnyx.subOrders.get');
    await at().open();
    const before = reads();
    await world.flows.fulfilRequirements.turn(at().on, 1);
    assert.equal(reads(), before);
    world.clock.pass(30 * MINUTE_MS);
    assert.equal(world.flows.fulfilRequirements.formOf(at().on), null);
    await world.flows.fulfilRequirements.turn(at().on, 0);
    assert.equal(reads(), before + 1);
  });

  it('goes to the first page with a problem, and says on which', async () => {
    const { world, at } = await long();
    await at().open();
    await world.flows.fulfilRequirements.turn(at().on, 1);
    const problems = [
      { field: 'nowhere', message: 'x' },
      { field: 't1', message: 'x' },
    ];
    assert.equal((await world.flows.fulfilRequirements.withProblems(at().on, problems)).draft.page, 0);
  });

  it('leaves the page as it is when the problem is on it, so that Slack keeps what is picked there', async () => {
    const { world, at } = await long();
    await at().open();
    await world.flows.fulfilRequirements.turn(at().on, 1);
    await at().type({ paper: file('F1') });
    const { draft } = await world.flows.fulfilRequirements.withProblems(at().on, [{ field: 'paper', message: 'x' }]);
    assert.deepEqual([draft.page, draft.revisions], [1, {}]);
  });
});

describe('the kind of customer', () => {
  it('decides which fields are asked on the pages after it', async () => {
    const { world, at } = await asksKind();
    const { form } = await at().open();
    assert.deepEqual([form.customerKey, form.fields.length, form.aside], ['kind', 3, []]);
    await at().type({ kind: text('natural_person') });
    const turned = await world.flows.fulfilRequirements.turn(at().on, 1);
    assert.deepEqual(
      [turned.form.fields, turned.form.aside].map((fields) => fields.map(({ key }) => key)),
      [['kind'], ['vat', 'paper']],
    );
  });

  it('sends “N/A” only where it was ticked, without asking how long it is', async () => {
    const { at, values } = await asksKind();
    await at().open();
    await at().type({ kind: text('natural_person') }, { notApplicable: ['vat', 'paper'] });
    const outcome = await at().submit();
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.sent.toSorted(), outcome.missing], [['kind', 'vat'], ['paper']]);
    assert.deepEqual([values('vat'), values('paper')], [['N/A'], [null]]);
  });

  it('sends nothing of what was put aside where nothing was ticked', async () => {
    const { at, values } = await asksKind();
    const outcome = await at().send({ kind: text('natural_person'), vat: text('DE123456789') });
    assert.ok(outcome.kind === 'sent');
    assert.deepEqual([outcome.missing.toSorted(), values('vat')], [['paper', 'vat'], [null]]);
  });

  it('asks what was put aside after all when a person wants it', async () => {
    const { world, at, values } = await asksKind();
    await at().open();
    await at().type({ kind: text('natural_person'), vat: text('DE123456789') });
    await world.flows.fulfilRequirements.reopen(at().on, (draft) => ({ ...draft, withAside: true }));
    assert.equal((await at().submit()).kind, 'sent');
    assert.deepEqual(values('vat'), ['DE123456789']);
  });
});

describe('a half-filled form', () => {
  it('is there when its person comes back, for nobody else', async () => {
    const { world, at } = await createFormWorld();
    await at().open();
    await at().type(NAME);
    await at().close();
    world.restart();
    assert.deepEqual((await at().open()).draft.answers, NAME);
    assert.deepEqual((await at('U3').open()).draft.answers, {});
  });

  it('is kept when it cannot be sent as it is, and gone once it was sent', async () => {
    const { at } = await createFormWorld({ refusedFiles: { F1: 'No PDF.' } });
    assert.equal((await at().send({ ...NAME, 'req-id': file('F1') })).kind, 'problems');
    assert.deepEqual(Object.keys((await at().draft())?.answers ?? {}), ['req-name', 'req-id']);
    await at().type({}, { keys: ['req-id'], revisions: { 'req-id': 0 } });
    assert.equal((await at().submit()).kind, 'sent');
    assert.equal(await at().draft(), null);
  });

  it('that was closed is named on the card; an empty one is forgotten', async () => {
    const { world, part, at } = await createFormWorld();
    const filling = () => world.orders.all()[0]?.filling[part.partId];
    await at().open();
    await at().type(NAME);
    await at().close();
    assert.deepEqual(filling(), { personId: 'U2', since: NOW, open: false });
    await at().open();
    await at().type({}, { keys: ['req-name'] });
    await at().close();
    assert.deepEqual([filling(), await at().draft()], [undefined, null]);
  });

  it('is no longer on the card once it was sent, or when there was nothing to send', async () => {
    const { world, part, at } = await createFormWorld();
    const filling = () => world.orders.all()[0]?.filling[part.partId];
    await at('U3').open();
    assert.deepEqual(await at('U3').submit(), { kind: 'nothing' });
    assert.equal(filling(), undefined);
    await at().send(NAME);
    assert.equal(filling(), undefined);
  });

  it('stands in Home with its name, newest first, as long as there is anything in it', async () => {
    const { world, target, at } = await createFormWorld();
    const other = sitDown(world, { target: GROUP, personId: 'U2' });
    await other.type({ a: text('x') });
    world.clock.pass(MINUTE_MS);
    await at().open();
    assert.equal((await world.flows.fulfilRequirements.draftsOf('U2')).length, 1, 'nothing was typed yet');
    await at().type(NAME);
    const drafts = await world.flows.fulfilRequirements.draftsOf('U2');
    assert.deepEqual(
      drafts.map((draft) => draft.target),
      [target, GROUP],
    );
    assert.match(drafts[0]?.title ?? '', /^DE local part · Berlin office/);
    assert.deepEqual(await world.flows.fulfilRequirements.draftsOf('U3'), []);
  });

  it('is given up after fourteen days: not listed, not shown, not revived by typing, and removed', async () => {
    const { world, at } = await createFormWorld();
    await at().open();
    await at().type(NAME);
    world.clock.pass(KEPT_MS - HOUR_MS);
    await world.later(0);
    assert.equal((await world.flows.fulfilRequirements.draftsOf('U2')).length, 1);
    assert.equal(world.drafts.count(), 1);
    world.clock.pass(HOUR_MS);
    assert.deepEqual(await world.flows.fulfilRequirements.draftsOf('U2'), []);
    assert.deepEqual((await at().open()).draft.answers, {});
    world.clock.pass(KEPT_MS + 1);
    await world.later(0);
    assert.equal(world.drafts.count(), 0);
  });

  it('begins anew when it is typed into after fourteen days', async () => {
    const { world, at } = await createFormWorld();
    await at().open();
    await at().type(NAME);
    world.clock.pass(KEPT_MS);
    await at().type({ 'req-id': file('F1') });
    assert.deepEqual((await at().draft())?.answers, { 'req-id': file('F1') });
  });

  it('takes an answer that the app made under a new revision, which Slack then shows', async () => {
    const { world, at } = await createFormWorld();
    await at().open();
    const put = { key: 'req-proof', answer: { kind: 'address', addressId: '1002', label: 'Berlin' } } as const;
    await world.flows.fulfilRequirements.put(at().on, put);
    const { draft } = await world.flows.fulfilRequirements.put(at().on, put);
    assert.deepEqual([draft.answers['req-proof'], draft.revisions['req-proof']], [put.answer, 2]);
  });

  it('leaves nothing that was typed in the record, in messages or in the log', async () => {
    const { world, at } = await createFormWorld();
    await at().open();
    await at().type({ 'req-name': text('Jane Doe, C01X00T47') });
    await at().close();
    await at('U3').send({ 'req-name': text('Grace Hopper'), 'req-id': file('F1') });
    await world.later();
    assert.equal((await at().submit()).kind, 'changed');
    const said = [world.orders.all(), world.threads.posted, world.lines].map((each) => JSON.stringify(each)).join();
    assert.doesNotMatch(said, /Jane|C01X00T47|Hopper/);
  });
});
