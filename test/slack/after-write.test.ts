import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FormTarget } from '../../src/domain/requirement-form.ts';
import { AppError } from '../../src/errors.ts';
import type { HandlerDeps } from '../../src/slack/handler.ts';
import { showSent } from '../../src/slack/handlers/sent-answers.ts';
import type { Surface } from '../../src/slack/surface.ts';
import type { ModalView } from '../../src/slack/views/blocks.ts';
import { aRequirementGroup, aRequirementType } from '../support/builders.ts';
import { createFormWorld } from '../support/form-world.ts';

const SENT = { kind: 'sent' as const, sent: ['req-name'], missing: [], deadlineAt: null, failure: null };
const DOWN = new AppError('store_failed', 'disk full');

const sentWorld = async () => {
  const formed = await createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['CH:local'] = [aRequirementType()];
      state.groups = [aRequirementGroup({ id: 'group-1' })];
    },
  });
  const { flows, log, lines } = formed.world;
  const shown: ModalView[] = [];
  const surface = { showModal: async (view: ModalView) => void shown.push(view) } as unknown as Surface;
  const deps = { flows, log, openOrderForms: { find: () => null } } as unknown as HandlerDeps;
  const show = (target: FormTarget) =>
    showSent(deps, { surface, on: { target, personId: 'U2' }, outcome: SENT, rootViewId: 'V1' });
  return { ...formed, shown, show, logged: () => lines.join('\n') };
};

describe('answers that were sent', () => {
  it('are said to be sent though nothing more can be read', async () => {
    const { world, shown, show, target, logged } = await sentWorld();
    world.life.failAlways('store.get', DOWN);
    await show(target);
    assert.match(JSON.stringify(shown), /All answers are in/);
    assert.match(logged(), /store_failed.*disk full/);
  });

  it('are said to be in a group though its channel cannot be told', async () => {
    const { world, shown, show, logged } = await sentWorld();
    world.life.failAlways('telnyx.requirementGroups.get', DOWN);
    world.life.failAlways('store.listOpen', DOWN);
    await show({ kind: 'group', groupId: 'group-1' });
    assert.match(JSON.stringify(shown), /The group is fulfilled/);
    assert.match(logged(), /disk full/);
  });
});
