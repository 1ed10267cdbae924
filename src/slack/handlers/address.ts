import { checkAddress } from '../../domain/address.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { addressContext, requirementsContext } from '../ids.ts';
import { addressModal, addressSavedModal, readAddressForm } from '../views/address-modal.ts';
import { toFieldErrors } from '../views/form-inputs.ts';
import { requirementsModal } from '../views/requirements-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { clickedValue } from './clicked-value.ts';

/** The button in the requirement form: pushes the address form over it. */
export const requirementsAddAddress =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body, surface }) => {
    const form = requirementsContext.decode(body.view?.private_metadata);
    const order = await deps.flows.findOrders.get(form.orderKey);
    const country = order.order?.parts.find((part) => part.id === form.partId)?.country ?? deps.defaultCountry;
    await surface.openModal(addressModal({ context: { form, requirementId: clickedValue(action), country } }));
  };

/** Makes the address at Telnyx, and chooses it in the requirement form below. */
export const addressSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, ack, surface }) => {
    const { fulfilRequirements } = deps.flows;
    const context = addressContext.decode(view.private_metadata);
    const values = readAddressForm(view.state as Parameters<typeof readAddressForm>[0], context);
    const problems = checkAddress({ address: values, country: context.country });
    if (problems.length > 0)
      return ack({ response_action: 'errors', errors: toFieldErrors({ problems, blocks: view.blocks }) });
    await ack({ response_action: 'update', view: savingForm(view) });
    // First: were it unreadable once the address is made, the next try would make it twice.
    const form = await fulfilRequirements.open(context.form);
    const outcome = await fulfilRequirements.addAddress(values);
    if (outcome.kind === 'problems')
      return surface.showModal(addressModal({ context, values, problems: outcome.problems }));
    const addresses = [outcome.address, ...form.addresses.filter(({ id }) => id !== outcome.address.id)];
    const chosen = { [context.requirementId]: outcome.address.id };
    const below = requirementsModal({ form: { ...form, addresses }, context: context.form, chosen });
    await surface.showModalById(view.previous_view_id ?? view.root_view_id ?? '', below);
    await surface.showModal(addressSavedModal(outcome.address));
  };
