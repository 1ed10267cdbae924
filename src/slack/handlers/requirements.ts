import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { partRef, requirementsContext } from '../ids.ts';
import { toFieldErrors } from '../views/form-inputs.ts';
import { loadingModal, sentModal } from '../views/notice-modal.ts';
import { readRequirementAnswers, requirementsModal } from '../views/requirements-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { dateText } from '../views/words.ts';
import { clickedValue } from './clicked-value.ts';

export const requirementsOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const part = partRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('Provide details'));
    const form = await deps.flows.fulfilRequirements.open(part);
    await surface.showModal(requirementsModal({ form }));
  };

export const requirementsSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { fulfilRequirements } = deps.flows;
    const context = requirementsContext.decode(view.private_metadata);
    const answers = readRequirementAnswers(view.state as Parameters<typeof readRequirementAnswers>[0]);
    const part = { orderKey: context.orderKey, partId: context.partId };
    const problems = await fulfilRequirements.check({ ...part, answers });
    if (problems.length > 0)
      return ack({ response_action: 'errors', errors: toFieldErrors({ problems, blocks: view.blocks }) });
    await ack({ response_action: 'update', view: savingForm(view) });
    const outcome = await fulfilRequirements.submit({ ...part, answers, personId: body.user.id });
    if (outcome.kind === 'problems') {
      const form = await fulfilRequirements.open(part);
      return surface.showModal(requirementsModal({ form, context, problems: outcome.problems, answers }));
    }
    // Telnyx is not asked again: were it silent now, what was sent would look as if it had failed.
    const { requirementTypes } = await deps.flows.findOrders.get(part.orderKey);
    await surface.showModal(sentModal({ outcome, context: part, requirementTypes }));
  };

export const requirementsRemind =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId } = partRef.decode(clickedValue(action));
    const at = await deps.flows.converse.remindTomorrow({ orderKey, partId, personId: surface.userId });
    await surface.inform({ title: 'Reminder set', text: `The order’s thread will remind you: ${dateText(at)}.` });
  };
