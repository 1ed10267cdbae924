import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/errors.ts';
import type { ActionHandler, HandlerDeps } from '../../src/slack/handler.ts';
import { requirementsAddAddress } from '../../src/slack/handlers/address.ts';
import { requirementsNumbers } from '../../src/slack/handlers/form-menus.ts';
import { formContext } from '../../src/slack/ids.ts';
import type { ModalView } from '../../src/slack/views/blocks.ts';
import { aRequirementType, HOUR_MS } from '../support/builders.ts';
import { createFormWorld } from '../support/form-world.ts';

const READ = 'telnyx.subOrders.get';

/** A form on the screen, and a button in it. */
const atForm = async () => {
  const formed = await createFormWorld({
    prepare: ({ state }) => {
      state.paperwork['DE:local'] = [aRequirementType({ id: 'proof', kind: 'address' })];
    },
  });
  await formed.at().open();
  const { life, flows } = formed.world;
  const happened: string[] = [];
  const note = (what: string) => async (view: ModalView) => {
    const isRead = life.count(READ) > before;
    happened.push(`${what} ${view.title.text}${isRead ? ' after reading' : ''}`);
  };
  let before = life.count(READ);
  const surface = { openModal: note('opened'), showModal: note('showed') };
  const press = (handler: (deps: HandlerDeps) => ActionHandler) => {
    before = life.count(READ);
    const args = {
      action: { type: 'button', value: 'proof' },
      body: {
        user: { id: 'U2' },
        view: {
          id: 'V1',
          private_metadata: formContext.encode({ target: formed.target, page: 0, isLast: true }),
          state: { values: {} },
        },
      },
      surface,
    };
    return handler({ flows } as HandlerDeps)(args as unknown as Parameters<ActionHandler>[0]);
  };
  return { ...formed, happened, press };
};

describe('what a form pushes over itself', () => {
  for (const [handler, title] of [
    [requirementsAddAddress, 'New address'],
    [requirementsNumbers, 'Which numbers?'],
  ] as const) {
    it(`is opened at once while the form is known: ${title}`, async () => {
      const { press, happened } = await atForm();
      await press(handler);
      assert.deepEqual(happened, [`opened ${title}`]);
    });

    it(`holds the trigger before the form is read again: ${title}`, async () => {
      const { world, press, happened } = await atForm();
      world.clock.pass(HOUR_MS);
      await press(handler);
      assert.deepEqual(happened, [`opened ${title}`, `showed ${title} after reading`]);
    });

    it(`is there to say that Telnyx does not answer: ${title}`, async () => {
      const { world, press, happened } = await atForm();
      world.clock.pass(HOUR_MS);
      world.life.failNext(READ, new AppError('telnyx_unreachable', 'no answer'));
      await assert.rejects(press(handler), { code: 'telnyx_unreachable' });
      assert.deepEqual(happened, [`opened ${title}`]);
    });
  }
});
