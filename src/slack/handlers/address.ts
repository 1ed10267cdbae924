import { checkAddress } from '../../domain/address.ts';
import { addressCountryOf } from '../../domain/form-fields.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { addressContext } from '../ids.ts';
import { addressModal, addressSavedModal, readAddressForm } from '../views/address-modal.ts';
import { type FormState, toFieldErrors } from '../views/form-inputs.ts';
import { savingForm } from '../views/submitted-form.ts';
import { addressOption } from '../views/wallet-options.ts';
import { clickedValue } from './clicked-value.ts';
import { openOver } from './open-over.ts';
import { keepPage, showForm } from './requirements.ts';

/** The button in the requirement form: pushes the address form over it. */
export const requirementsAddAddress =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body, surface }) => {
    const on = await keepPage(deps, body);
    const { fulfilRequirements } = deps.flows;
    const key = clickedValue(action);
    await openOver(surface, {
      title: 'New address',
      known: fulfilRequirements.formOf(on),
      read: () => fulfilRequirements.currentForm(on),
      show: (form) => addressModal({ context: { target: on.target, key, country: addressCountryOf(form, key) } }),
    });
  };

/** Makes the address at Telnyx, and chooses it in the requirement form below. */
export const addressSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { fulfilRequirements } = deps.flows;
    const context = addressContext.decode(view.private_metadata);
    const values = readAddressForm(view.state as FormState, context);
    const problems = checkAddress({ address: values, country: context.country });
    if (problems.length > 0)
      return ack({ response_action: 'errors', errors: toFieldErrors({ problems, blocks: view.blocks }) });
    await ack({ response_action: 'update', view: savingForm(view) });
    const { target, key } = context;
    const on = { target, personId: body.user.id };
    // An address is made only once its form can be shown: trying again would make a second one.
    await fulfilRequirements.currentForm(on);
    const outcome = await fulfilRequirements.addAddress({ address: values, personId: on.personId });
    if (outcome.kind === 'problems')
      return surface.showModal(addressModal({ context, values, problems: outcome.problems }));
    const { value = outcome.address.id, text } = addressOption(outcome.address);
    const opened = await fulfilRequirements.put(on, {
      key,
      answer: { kind: 'address', addressId: value, label: text.text },
    });
    await showForm(surface, { viewId: view.previous_view_id ?? view.root_view_id, opened });
    await surface.showModal(addressSavedModal(outcome.address));
  };
