import { fileRuleOf } from '../../domain/file-rule.ts';
import { addressCountryOf, fieldOf } from '../../domain/form-fields.ts';
import type { RequirementForm } from '../../domain/requirement-form.ts';
import type { ActionHandler, HandlerDeps, OptionsHandler, ViewHandler } from '../handler.ts';
import { formContext, formTarget } from '../ids.ts';
import type { FormState } from '../views/form-inputs.ts';
import {
  isUnchangedExcerpt,
  numberOption,
  numbersChoiceModal,
  numbersChosenModal,
  readNumbersChoice,
} from '../views/numbers-choice-modal.ts';
import { parseFieldBlockId } from '../views/requirement-fields.ts';
import { savingForm } from '../views/submitted-form.ts';
import { addressOption, documentOption, fitOptions } from '../views/wallet-options.ts';
import { openOver } from './open-over.ts';
import { keepPage, showForm } from './requirements.ts';

type Asked = Parameters<OptionsHandler>[0];

/** Read anew where it is not known any more: an empty menu would look as if there were nothing to choose. */
const formOf = (deps: HandlerDeps, { body, userId }: Asked): Promise<RequirementForm> => {
  const { target } = formContext.decode(body.view?.private_metadata);
  return deps.flows.fulfilRequirements.currentForm({ target, personId: userId });
};

/** Addresses in the country that the field asks for. */
export const addressOptions =
  (deps: HandlerDeps): OptionsHandler =>
  async (asked) => {
    const key = parseFieldBlockId(asked.body.block_id)?.key;
    if (key === undefined) return [];
    const country = addressCountryOf(await formOf(deps, asked), key);
    const found = await deps.flows.wallet.addresses({ country, text: asked.body.value });
    return fitOptions(found.map(addressOption));
  };

/** Documents of a kind that the field takes. */
export const documentOptions =
  (deps: HandlerDeps): OptionsHandler =>
  async (asked) => {
    const key = parseFieldBlockId(asked.body.block_id)?.key;
    if (key === undefined) return [];
    const form = await formOf(deps, asked);
    const field = fieldOf(form, key);
    if (field === null) return [];
    const { endings } = fileRuleOf({ type: field.requirement, country: form.country });
    const found = await deps.flows.wallet.documents({ endings, text: asked.body.value });
    return fitOptions(found.map(documentOption));
  };

const digitsOf = (text: string): string => text.replace(/\D/g, '');

export const numberOptions =
  (deps: HandlerDeps): OptionsHandler =>
  async ({ body, userId }) => {
    const target = formTarget.decode(body.view?.private_metadata);
    const { numbers } = await deps.flows.fulfilRequirements.currentForm({ target, personId: userId });
    const wanted = digitsOf(body.value);
    return fitOptions(numbers.filter(({ phoneNumber }) => phoneNumber.includes(wanted)).map(numberOption));
  };

/** Choosing in a menu of a pushed form: what is chosen is read when it is submitted. */
export const numbersChosen = (): ActionHandler => async () => undefined;

export const requirementsNumbers =
  (deps: HandlerDeps): ActionHandler =>
  async ({ body, surface }) => {
    const on = await keepPage(deps, body);
    await openOver(surface, {
      title: 'Which numbers?',
      known: deps.flows.fulfilRequirements.formOf(on),
      read: () => deps.flows.fulfilRequirements.currentForm(on),
      show: numbersChoiceModal,
    });
  };

/** The choice is kept before the form is read for it: whatever fails then, the answers go to nobody else. */
export const numbersSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { fulfilRequirements } = deps.flows;
    const on = { target: formTarget.decode(view.private_metadata), personId: body.user.id };
    await ack({ response_action: 'update', view: savingForm(view) });
    const state = view.state as FormState;
    if (!isUnchangedExcerpt({ blocks: view.blocks, state }))
      await fulfilRequirements.chooseNumbers(on, readNumbersChoice(state));
    const opened = await fulfilRequirements.reopen(on);
    await showForm(surface, { viewId: view.previous_view_id ?? view.root_view_id, opened });
    await surface.showModal(numbersChosenModal(opened.form));
  };
