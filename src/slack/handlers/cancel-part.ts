import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { partRef } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { loadingModal, noticeModal } from '../views/notice-modal.ts';
import { cancelModal, readCancelForm } from '../views/talk-modals.ts';
import { clickedValue } from './clicked-value.ts';

export const openCancelForm = async (
  deps: HandlerDeps,
  { surface, orderKey, partId }: { surface: Surface; orderKey: string; partId: string },
): Promise<void> => {
  await surface.openModal(loadingModal('Cancel this part'));
  await surface.showModal(cancelModal({ order: await deps.flows.findOrders.get(orderKey), partId }));
};

export const partCancel =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    await openCancelForm(deps, { surface, ...partRef.decode(clickedValue(action)) });
  };

export const cancelSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const part = readCancelForm(view.private_metadata);
    await ack({ response_action: 'update', view: loadingModal('Cancel this part') });
    await deps.flows.converse.cancelPart({ ...part, personId: body.user.id });
    await surface.showModal(
      noticeModal({
        title: 'Cancelled',
        text: 'Telnyx took the cancellation. The order’s thread says so, and by whom.',
      }),
    );
  };
