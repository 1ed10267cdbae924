import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import type { HandlerDeps, ViewHandler } from '../../src/slack/handler.ts';
import { addressSubmit } from '../../src/slack/handlers/address.ts';
import { addressContext } from '../../src/slack/ids.ts';
import { addressModal } from '../../src/slack/views/address-modal.ts';
import type { ModalView } from '../../src/slack/views/blocks.ts';
import { anAddress, aRequirementType, HOUR_MS } from '../support/builders.ts';
import { createFormWorld } from '../support/form-world.ts';
import { untouched } from './views/person-at-form.ts';

const { id: _, ...BERLIN } = anAddress();

/** The address form over a form that asks for one. */
const overForm = async () => {
  const formed = await createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [aRequirementType({ id: 'proof', name: 'Proof of address', kind: 'address' })];
    },
  });
  await formed.at().open();
  const shown: { where: string; view: ModalView }[] = [];
  const show = (where: string) => async (view: ModalView) => void shown.push({ where, view });
  const surface = {
    showModal: show('on top'),
    showModalById: (viewId: string, view: ModalView) => show(viewId)(view),
  };
  const submit = (values = BERLIN) => {
    const context = { target: formed.target, key: 'proof', country: 'DE' };
    const view = addressModal({ context, values });
    const args = {
      view: {
        ...view,
        id: 'V2',
        state: untouched(view),
        previous_view_id: 'V1',
        private_metadata: addressContext.encode(context),
      },
      body: { user: { id: 'U2' } },
      ack: async () => undefined,
      surface,
    };
    const deps = { flows: formed.world.flows } as HandlerDeps;
    return addressSubmit(deps)(args as unknown as Parameters<ViewHandler>[0]);
  };
  return { ...formed, shown, submit, made: () => formed.world.life.count('telnyx.addresses.create') };
};

describe('a new address for a form', () => {
  it('is chosen in the form below, and said to be saved on top', async () => {
    const { shown, submit, at } = await overForm();
    await submit();
    assert.deepEqual(
      shown.map(({ where, view }) => [where, view.title.text]),
      [
        ['V1', 'Provide details'],
        ['on top', 'Address saved'],
      ],
    );
    const answer = (await at().draft())?.answers.proof;
    assert.deepEqual(answer, {
      kind: 'address',
      addressId: '1002',
      label: 'Berlin office · Engines Ltd · Unter den Linden 1',
    });
  });

  it('is not made while its form cannot be read: trying again would make a second one', async () => {
    const { world, submit, made } = await overForm();
    world.clock.pass(HOUR_MS);
    world.life.failNext('telnyx.subOrders.get', new AppError('telnyx_unreachable', 'no answer'));
    await assert.rejects(submit(), { code: 'telnyx_unreachable' });
    assert.equal(made(), 0);
    await submit();
    assert.equal(made(), 1);
  });

  it('comes back with what Telnyx says against it', async () => {
    const { world, shown, submit, at } = await overForm();
    world.life.failNext('telnyx.addresses.create', new AppError('telnyx_refused', 'No such street.'));
    await submit();
    assert.deepEqual(
      shown.map(({ where, view }) => [where, view.title.text]),
      [['on top', 'New address']],
    );
    assert.match(JSON.stringify(shown), /Please change this:\* No such street/);
    assert.deepEqual((await at().draft())?.answers, {});
  });
});
