import { formatPhoneNumber } from '../../domain/phone-number.ts';
import type { RequirementForm } from '../../domain/requirement-form.ts';
import { formTarget, OPTIONS, VIEWS } from '../ids.ts';
import { context, type KnownBlock, type ModalView, modal, type Option, option, section } from './blocks.ts';
import { externalChoicesInput, type FormState, readOptions } from './form-inputs.ts';
import { counted } from './words.ts';

const NUMBERS_BLOCK = 'numbers:chosen';

export const numberOption = ({ id, phoneNumber }: { id: string; phoneNumber: string }): Option =>
  option(formatPhoneNumber(phoneNumber), id);

/** As many may stand chosen in a menu when it is shown. */
const MOST_SHOWN = 100;

const excerptBlocks = (chosen: number): KnownBlock[] =>
  chosen <= MOST_SHOWN
    ? []
    : [
        section(
          `*${chosen} numbers are chosen; the menu shows the first ${MOST_SHOWN}.* Left as it is, all ${chosen} stay chosen. Once you change it, only those that it shows are.`,
        ),
      ];

/** Pushed over the form: the numbers that its answers are for. */
export const numbersChoiceModal = (form: RequirementForm): ModalView => {
  const scope = new Set(form.scope);
  const chosen = form.numbers.filter(({ id }) => scope.has(id));
  return modal({
    title: 'Which numbers?',
    submit: 'Use these',
    close: 'Back',
    callbackId: VIEWS.numbersSubmit,
    metadata: formTarget.encode(form.target),
    blocks: [
      section(
        `The part has ${counted(form.numbers.length, 'number')}. The answers of the form go to those chosen here.`,
      ),
      ...excerptBlocks(chosen.length),
      externalChoicesInput({
        blockId: NUMBERS_BLOCK,
        label: 'Numbers',
        hint: 'Type some digits to find one. Leave this empty for the whole part.',
        optional: true,
        actionId: OPTIONS.numbers,
        initial: chosen.slice(0, MOST_SHOWN).map(numberOption),
        placeholder: 'All numbers of the part',
      }),
      context('What you typed into the form stays.'),
    ],
  });
};

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

type ShownMenu = { block_id?: string; element?: { initial_options?: { value: string }[] } };

/** Whether a menu that could not show all that is chosen came back as it was: then all of it stays chosen. */
export const isUnchangedExcerpt = ({ blocks, state }: { blocks: readonly object[]; state: FormState }): boolean => {
  const menu = (blocks as readonly ShownMenu[]).find((block) => block.block_id === NUMBERS_BLOCK);
  const shown = (menu?.element?.initial_options ?? []).map(({ value }) => value);
  const chosen = new Set(readOptions(state, NUMBERS_BLOCK));
  return shown.length === MOST_SHOWN && chosen.size === MOST_SHOWN && shown.every((value) => chosen.has(value));
};
