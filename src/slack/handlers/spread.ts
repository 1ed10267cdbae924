import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { requirementsRef } from '../ids.ts';
import type { FormState } from '../views/form-inputs.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { readSpreadForm, spreadDoneModal, spreadModal } from '../views/spread-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { clickedValue } from './clicked-value.ts';

/** Pushed over what was just sent: the other parts that lack the same. */
export const spreadOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const from = requirementsRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('The same answers there'));
    const candidates = await deps.flows.spreadAnswers.candidates(from);
    await surface.showModal(spreadModal({ from, candidates }));
  };

export const spreadSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const from = requirementsRef.decode(view.private_metadata);
    const to = readSpreadForm(view.state as FormState);
    const [first] = view.blocks.flatMap(({ type, block_id: id }) => (type === 'input' && id ? [id] : []));
    if (to.length === 0 && first)
      return ack({
        response_action: 'errors',
        errors: { [first]: 'Tick the parts that these answers are right for.' },
      });
    await ack({ response_action: 'update', view: savingForm(view, 'Sending') });
    const results = await deps.flows.spreadAnswers.apply({ from, to, personId: body.user.id });
    const shown = await Promise.all(
      results.map(async (result) => ({ ...result, order: await deps.flows.findOrders.get(result.orderKey) })),
    );
    await surface.showModal(spreadDoneModal(shown));
  };
