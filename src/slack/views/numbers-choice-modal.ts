import { formatPhoneNumber } from '../../domain/phone-number.ts';
import type { RequirementForm } from '../../domain/requirement-form.ts';
import { formTarget, OPTIONS, VIEWS } from '../ids.ts';
import { context, type ModalView, modal, type Option, option, section } from './blocks.ts';
import { externalChoicesInput, type FormState, readOptions } from './form-inputs.ts';
import { counted } from './words.ts';

const NUMBERS_BLOCK = 'numbers:chosen';

export const numberOption = ({ id, phoneNumber }: { id: string; phoneNumber: string }): Option =>
  option(formatPhoneNumber(phoneNumber), id);

/** Pushed over the form: the numbers that its answers are for. */
export const numbersChoiceModal = (form: RequirementForm): ModalView =>
  modal({
    title: 'Which numbers?',
    submit: 'Use these',
    close: 'Back',
    callbackId: VIEWS.numbersSubmit,
    metadata: formTarget.encode(form.target),
    blocks: [
      section(
        `The part has ${counted(form.numbers.length, 'number')}. The answers of the form go to those chosen here.`,
      ),
      externalChoicesInput({
        blockId: NUMBERS_BLOCK,
        label: 'Numbers',
        hint: 'Type some digits to find one. Leave this empty for the whole part.',
        optional: true,
        actionId: OPTIONS.numbers,
        initial: form.numbers
          .filter(({ id }) => form.scope?.includes(id))
          .slice(0, 100)
          .map(numberOption),
        placeholder: 'All numbers of the part',
      }),
      context('What you typed into the form stays.'),
    ],
  });

/** Shown where the choice was made, over the form that is for these numbers now. */
export const numbersChosenModal = ({ numbers, scope }: RequirementForm): ModalView =>
  modal({
    title: 'Numbers chosen',
    close: 'Back to the form',
    blocks: [
      section(
        scope === null
          ? `*For all ${counted(numbers.length, 'number')}* of the part.`
          : `*Only for ${counted(scope.length, 'number')} of ${numbers.length}.* The others stay as they are.`,
      ),
      context('The form below is for these numbers. Nothing is sent to Number Ops until you submit that form.'),
    ],
  });

/** Null: the whole part. */
export const readNumbersChoice = (state: FormState): string[] | null => {
  const chosen = readOptions(state, NUMBERS_BLOCK);
  return chosen.length === 0 ? null : chosen;
};
