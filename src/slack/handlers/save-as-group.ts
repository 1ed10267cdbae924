import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { partRef } from '../ids.ts';
import type { FormState } from '../views/form-inputs.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { groupMadeModal, readSaveAsGroupForm, saveAsGroupModal } from '../views/save-as-group-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { clickedValue } from './clicked-value.ts';

export const groupSave =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const part = partRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('Save as a group'));
    await surface.showModal(saveAsGroupModal({ order: await deps.flows.findOrders.get(part.orderKey), part }));
  };

export const groupSaveSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const part = partRef.decode(view.private_metadata);
    const { reference, channelId } = readSaveAsGroupForm(view.state as FormState);
    // Both are required fields: Slack does not let them be empty.
    if (channelId === null) throw new AppError('form_expired', 'a required field came empty');
    await ack({ response_action: 'update', view: savingForm(view) });
    await deps.channels.checkCanPost(channelId);
    const made = await deps.flows.saveAsGroup({ ...part, reference, channelId, personId: body.user.id });
    await surface.showModal(groupMadeModal(made));
  };
