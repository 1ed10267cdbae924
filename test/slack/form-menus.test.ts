import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BlockSuggestion } from '@slack/bolt';
import type { HandlerDeps, OptionsHandler } from '../../src/slack/handler.ts';
import { addressOptions, documentOptions, numberOptions } from '../../src/slack/handlers/form-menus.ts';
import { formContext, formTarget } from '../../src/slack/ids.ts';
import { anAddress, aRequirementType, HOUR_MS, MINUTE_MS } from '../support/builders.ts';
import { aCriteria } from '../support/form-builders.ts';
import { createFormWorld } from '../support/form-world.ts';

const opened = async () => {
  const formed = await createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [
        aRequirementType({ id: 'proof', kind: 'address' }),
        aRequirementType({ id: 'anywhere', kind: 'address', criteria: aCriteria({ localityLimit: 'Any country' }) }),
        aRequirementType({ id: 'paper', kind: 'document', description: 'PDF files only.' }),
      ];
      state.addresses = [anAddress(), anAddress({ id: 'paris', country: 'FR', reference: 'Paris' })];
      state.documents = ['a.pdf', 'b.png'].map((filename) => ({
        id: filename,
        filename,
        contentType: null,
        sizeBytes: null,
        sha256: null,
        status: 'verified',
        reference: null,
      }));
    },
  });
  const deps = { flows: formed.world.flows } as HandlerDeps;
  const ask = async (
    handler: (deps: HandlerDeps) => OptionsHandler,
    given: Partial<BlockSuggestion> & { metadata: string },
  ) => {
    const { metadata, ...body } = given;
    const asked = {
      block_id: '',
      value: '',
      ...body,
      view: { private_metadata: metadata },
    } as unknown as BlockSuggestion;
    return (await handler(deps)({ body: asked, userId: 'U2' })).map(({ value }) => value);
  };
  const metadata = formContext.encode({ target: formed.target, page: 0, isLast: true });
  return { ...formed, ask, metadata };
};

describe('what the menus of a form offer', () => {
  const cases: [handler: typeof addressOptions, blockId: string, value: string, offered: string[], why: string][] = [
    [addressOptions, 'proof:0', '', ['1001'], 'addresses in the country of the numbers'],
    [addressOptions, 'anywhere:3', '', ['1001', 'paris'], 'addresses anywhere, where the rule says so'],
    [addressOptions, 'anywhere:0', 'paris', ['paris'], 'those that hold what was typed'],
    [documentOptions, 'paper:0:existing', '', ['a.pdf'], 'documents of a kind that the field takes'],
    [documentOptions, 'gone:0:existing', '', [], 'nothing for a field that the form does not have'],
    [documentOptions, 'form:notice', '', [], 'nothing for what is no field'],
  ];
  for (const [handler, blockId, value, offered, why] of cases)
    it(`are ${why}`, async () => {
      const { at, ask, metadata } = await opened();
      await at().open();
      assert.deepEqual(await ask(handler, { block_id: blockId, value, metadata }), offered);
    });

  it('are read anew for a form that is not known any more, as after a restart', async () => {
    const { world, ask, metadata, at } = await opened();
    await at().open();
    await at().type({ proof: { kind: 'text', value: 'typed' } });
    const before = await at().draft();
    world.clock.pass(HOUR_MS);
    assert.deepEqual(await ask(addressOptions, { block_id: 'proof:0', metadata }), ['1001']);
    world.clock.pass(HOUR_MS);
    assert.deepEqual(await ask(documentOptions, { block_id: 'paper:0:existing', metadata }), ['a.pdf']);
    assert.deepEqual(await at().draft(), before, 'what was typed stays as it was');
  });

  it('ask nobody about a form that is in use, however long', async () => {
    const { world, ask, metadata, at } = await opened();
    await at().open();
    const reads = () => world.life.count('telnyx.subOrders.get');
    const before = reads();
    for (let minutes = 0; minutes < 90; minutes += 20) {
      world.clock.pass(20 * MINUTE_MS);
      await ask(addressOptions, { block_id: 'proof:0', metadata });
    }
    assert.equal(reads(), before);
  });

  it('are the numbers of the part, found by some of their digits', async () => {
    const { world, at, ask, target, numbers } = await opened();
    const metadata = formTarget.encode(target);
    await at().open();
    world.clock.pass(HOUR_MS);
    const [id] = numbers().map((number) => number.id);
    for (const [value, found] of [
      ['', [id]],
      ['30 90-18', [id]],
      ['777', []],
    ] as const)
      assert.deepEqual(await ask(numberOptions, { value, metadata }), found);
  });
});
