import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { requirementsRef } from '../ids.ts';
import { linkFormModal, linkModal, readLinkForm } from '../views/end-user-link-modal.ts';
import type { FormState } from '../views/form-inputs.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { afterWrite } from './after-write.ts';
import { clickedValue } from './clicked-value.ts';
import { showForm } from './requirements.ts';

const oneOf = ({ requirementIds: [requirementId] }: { requirementIds: string[] }): string => {
  if (requirementId === undefined) throw new AppError('form_expired', 'a link button names no requirement');
  return requirementId;
};

/** The link that was made, else the form to make it. */
export const linkShow =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const ref = requirementsRef.decode(clickedValue(action));
    await surface.openModal(loadingModal('A link for the end user'));
    const { requirement, link } = await deps.flows.endUserLinks.show({ ...ref, requirementId: oneOf(ref) });
    await surface.showModal(link === null ? linkFormModal({ requirement, ref }) : linkModal({ requirement, link }));
  };

export const linkSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const ref = requirementsRef.decode(view.private_metadata);
    const names = readLinkForm(view.state as FormState);
    await ack({ response_action: 'update', view: savingForm(view) });
    const on = { ...ref, requirementId: oneOf(ref), personId: body.user.id };
    const { requirement, link } = await deps.flows.endUserLinks.make({ ...on, ...names });
    if (link === null) throw new AppError('telnyx_unreadable', 'Telnyx made a link and does not say which');
    await surface.showModal(linkModal({ requirement, link }));
    const below = { target: { kind: 'part' as const, ...ref }, personId: body.user.id };
    const work = async (): Promise<void> => {
      const opened = await deps.flows.fulfilRequirements.reopen(below);
      await showForm(surface, { viewId: view.previous_view_id, opened });
    };
    await afterWrite(deps, { what: 'draw the form below anew', work, otherwise: undefined });
  };
