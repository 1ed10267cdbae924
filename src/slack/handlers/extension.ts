import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { partRef } from '../ids.ts';
import { loadingModal, noticeModal } from '../views/notice-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { extensionModal, readExtensionForm } from '../views/talk-modals.ts';
import { clickedValue } from './clicked-value.ts';

type State = Parameters<typeof readExtensionForm>[0];

export const extensionOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId } = partRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('Ask for more time'));
    await surface.showModal(extensionModal({ order: await deps.flows.findOrders.get(orderKey), partId }));
  };

export const extensionSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const form = readExtensionForm(view.state as State, view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Sending') });
    await deps.flows.converse.askForTime({ ...form, personId: body.user.id });
    await surface.showModal(
      noticeModal({
        title: 'Asked, not granted',
        text: 'Number Ops has your request. The deadline stands until they move it; the thread will say when they do.',
      }),
    );
  };
