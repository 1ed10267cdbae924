import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClosingHandler, HandlerDeps } from '../../src/slack/handler.ts';
import { requirementsClosed } from '../../src/slack/handlers/requirements.ts';
import { formContext, partRef, placeRef } from '../../src/slack/ids.ts';
import { decisionsModal } from '../../src/slack/views/decisions-modal.ts';
import { createFormWorld, text } from '../support/form-world.ts';

const NAME = { 'req-name': text('Ada Lovelace') };

/** A form with something in it, and what its closing brings about on the card. */
const typed = async () => {
  const formed = await createFormWorld();
  await formed.at().open();
  await formed.at().type(NAME);
  const deps = { flows: formed.world.flows } as HandlerDeps;
  const close = (metadata: string) => {
    const args = { view: { private_metadata: metadata }, userId: 'U2' };
    return requirementsClosed(deps)(args as unknown as Parameters<ClosingHandler>[0]);
  };
  return { ...formed, close, isOpen: () => formed.world.orders.all()[0]?.filling[formed.part.partId]?.open };
};

describe('a form that was closed', () => {
  it('while it was being saved is nobody’s any more on the card', async () => {
    const { target, close, isOpen } = await typed();
    await close(formContext.encode({ target, page: 0, isLast: true }));
    assert.equal(isOpen(), false);
  });

  it('by closing the question whose answer counts, which tells of it too', async () => {
    const { target, close, isOpen } = await typed();
    const view = decisionsModal({ target, conflicts: [] });
    assert.equal(view.notify_on_close, true);
    await close(view.private_metadata ?? '');
    assert.equal(isOpen(), false);
  });

  it('says nothing where it was another form, which looks the same while it is being saved', async () => {
    const { part, close, isOpen } = await typed();
    const others = [partRef.encode(part), placeRef.encode({ country: 'DE', numberType: 'local' }), '', '{}'];
    for (const metadata of others) await close(metadata);
    assert.equal(isOpen(), true);
  });
});
