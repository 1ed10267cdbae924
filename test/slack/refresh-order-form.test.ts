import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HandlerDeps } from '../../src/slack/handler.ts';
import { refreshOrderForm, rememberMade } from '../../src/slack/handlers/refresh-order-form.ts';
import { createOpenOrderForms } from '../../src/slack/open-order-forms.ts';
import type { Surface } from '../../src/slack/surface.ts';
import type { ModalView } from '../../src/slack/views/blocks.ts';
import { anAvailableNumber, aRequirementGroup, aRequirementType, MINUTE_MS } from '../support/builders.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

const ZURICH = '+41440000001';
const place = { country: 'CH', numberType: 'local' } as const;
const context = {
  token: 'token1',
  phoneNumbers: [ZURICH],
  seenPrices: {},
  repeatConfirmed: false,
  channelId: 'C1',
  made: {},
  heldUntil: null,
};

/** An order form for a Zurich number, from which the group was begun; the group has all its values. */
const start = () => {
  const world = createFlowsWorld();
  world.state.available = [anAvailableNumber({ phoneNumber: ZURICH, ...place })];
  world.state.paperwork['CH:local'] = [aRequirementType()];
  world.state.groups = [aRequirementGroup({ id: 'group-1' }), aRequirementGroup({ id: 'theirs' })];
  const shown: { viewId: string; view: ModalView }[] = [];
  const showModalById = async (viewId: string, view: ModalView) => void shown.push({ viewId, view });
  const openOrderForms = createOpenOrderForms();
  openOrderForms.remember('V1', context);
  const deps = { flows: world.flows, log: world.log, clock: world.clock, openOrderForms } as unknown as HandlerDeps;
  return { world, deps, openOrderForms, shown, surface: { showModalById } as unknown as Surface };
};

const chosenIn = (view: ModalView | undefined): string[] =>
  JSON.stringify(view)
    .match(/(?<="initial_option":.{0,200}"value":")[^"]+/g)
    ?.slice(0, 1) ?? [];

describe('an order form under the form of a group', () => {
  it('comes back with the group chosen, once it was made from there and is filled in', async () => {
    const { deps, shown, surface } = start();
    rememberMade(deps, { viewId: 'V1', groupId: 'group-1', place });
    await refreshOrderForm(deps, { surface, viewId: 'V1', groupId: 'group-1' });
    assert.equal(shown[0]?.viewId, 'V1');
    assert.deepEqual(chosenIn(shown[0]?.view), ['group-1']);
  });

  it('shows a group that was made elsewhere without choosing it', async () => {
    const { deps, shown, surface } = start();
    await refreshOrderForm(deps, { surface, viewId: 'V1', groupId: 'theirs' });
    assert.equal(shown.length, 1);
    assert.deepEqual(chosenIn(shown[0]?.view), []);
  });

  it('is let be when there is none, or nothing is known of it any more', async () => {
    const { deps, shown, surface } = start();
    await refreshOrderForm(deps, { surface, viewId: 'V2', groupId: 'group-1' });
    assert.deepEqual(shown, []);
  });

  it('says until when its numbers are held, while they are', async () => {
    const { world, deps, openOrderForms, shown, surface } = start();
    const heldUntil = world.clock.now() + MINUTE_MS;
    openOrderForms.remember('V1', { ...context, heldUntil });
    await refreshOrderForm(deps, { surface, viewId: 'V1', groupId: 'group-1' });
    world.clock.pass(2 * MINUTE_MS);
    await refreshOrderForm(deps, { surface, viewId: 'V1', groupId: 'group-1' });
    assert.deepEqual(
      shown.map(({ view }) => /Held for you until/.test(JSON.stringify(view))),
      [true, false],
    );
  });
});
