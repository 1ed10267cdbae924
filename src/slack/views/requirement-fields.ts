import { fileRuleOf } from '../../domain/file-rule.ts';
import { dateLimitOf } from '../../domain/form-pages.ts';
import type { Answer, RequirementType } from '../../domain/requirement.ts';
import type { FormDraft, FormField, RequirementForm } from '../../domain/requirement-form.ts';
import { timeLimitLabel } from '../../domain/time-limit.ts';
import { ACTIONS, OPTIONS } from '../ids.ts';
import { actionBlocks } from './action-requirement.ts';
import {
  actions,
  button,
  context,
  escapeLine,
  escapeText,
  type KnownBlock,
  LIMITS,
  option,
  section,
} from './blocks.ts';
import { dateInput, externalInput, fileInput, selectInput, textInput } from './form-inputs.ts';
import { adviceOf, fieldLabel } from './requirement-advice.ts';
import { chosenOption } from './wallet-options.ts';

/** What a field is built from, beside itself. Problems go by field key. */
export type FieldContext = { form: RequirementForm; draft: FormDraft; problems: Record<string, string> };

/** Which input of a field a block is; a document has up to three. */
type BlockRole = 'answer' | 'existing' | 'date';

export const fieldBlockId = (key: string, revision: number): string => `${key}:${revision}`;

/** The field of a block; null for blocks of other things. */
export const parseFieldBlockId = (blockId: string): { key: string; revision: number; role: BlockRole } | null => {
  const [, key, revision, role = 'answer'] = /^(.+):(\d+)(?::(existing|date))?$/.exec(blockId) ?? [];
  return key === undefined ? null : { key, revision: Number(revision), role: role as BlockRole };
};

const selectValues = (requirement: RequirementType): string[] => [
  ...new Set(requirement.criteria.acceptableValues.filter((each) => each.trim() !== '')),
];

/** Over all choices of a list: each stands in it twice, and a view of six such lists holds 250 KB. */
const MOST_OF_CHOICES = 2500;

/** A choice comes back by its value, which holds 75 characters: longer ones are typed, and listed in the hint. */
const canSelect = (values: string[]): boolean =>
  values.length > 0 &&
  values.length <= LIMITS.options &&
  values.every((each) => each.length <= LIMITS.optionText) &&
  values.join('').length <= MOST_OF_CHOICES;

type Common = { blockId: string; label: string; hint: string; optional: true; dispatch: true };
type Asked = { field: FormField; common: Common; given: FieldContext; answer: Answer | undefined };

const ONE_LINE = 150;

const textOf = ({ answer, field, given }: Asked): string | null => {
  if (answer?.kind === 'text' || answer?.kind === 'date') return answer.value;
  return given.draft.emptied.includes(field.key) ? null : field.current;
};

const typedInput = (asked: Asked): KnownBlock[] => {
  const { minLength, maxLength } = asked.field.requirement.criteria;
  const multiline = maxLength !== null && maxLength > ONE_LINE;
  return [textInput({ ...asked.common, initial: textOf(asked), minLength, maxLength, multiline })];
};

const chosenInput = (asked: Asked): KnownBlock[] => {
  const { common } = asked;
  const values = selectValues(asked.field.requirement);
  if (canSelect(values)) {
    const options = values.map((each) => option(each.replaceAll('_', ' '), each));
    return [selectInput({ ...common, initial: textOf(asked), options })];
  }
  const words = values.length === 0 ? common.hint : `${common.hint} One of: ${values.join('; ')}`;
  return typedInput({ ...asked, common: { ...common, hint: words } });
};

const addressButton = ({ field, common }: Asked): KnownBlock[] =>
  actions(
    [button({ text: 'Add a new address', actionId: ACTIONS.requirementsAddAddress, value: field.key })],
    `${common.blockId}:add`,
  );

/** Never preselected, but for one that was chosen or made here: another customer's identity must not slip in. */
const addressInput = (asked: Asked): KnownBlock[] => {
  const { common, answer, given } = asked;
  const initial = answer?.kind === 'address' ? chosenOption(answer.label, answer.addressId) : null;
  if (initial === null && !given.form.offers.addresses) {
    const none = `*${escapeLine(common.label)}*: the account has no address in this country yet. ${escapeText(common.hint)}`;
    return [context(none), ...addressButton(asked)];
  }
  const menu = { actionId: OPTIONS.addresses, initial, placeholder: 'Choose an address, or type to search' };
  return [externalInput({ ...common, ...menu }), ...addressButton(asked)];
};

/** Slack cannot show a picked file again once its field was drawn anew: its name stands there instead. */
const pickedBlocks = ({ field, answer, common, given }: Asked): KnownBlock[] => {
  const isShown = answer?.kind === 'file' && answer.revision === (given.draft.revisions[field.key] ?? 0);
  if (answer?.kind !== 'file' || isShown) return [];
  const accessory = button({
    text: 'Remove',
    actionId: ACTIONS.requirementsRemoveFile,
    value: field.key,
    label: `Remove the file of ${field.requirement.name}`,
  });
  const name = escapeLine(answer.name ?? 'a file', 100);
  return [section(`*${escapeLine(common.label)}*: ${name} is attached. A new file takes its place.`, { accessory })];
};

/** Slack tells the app of a picked file only together with something else: another field, the next page, the form sent. */
const FILE_HINT = 'One file, at most 10 MB. If you close the form right after picking it, it is not kept.';

const documentInputs = (asked: Asked): KnownBlock[] => {
  const { field, common, given, answer } = asked;
  const { dispatch: _, ...undispatched } = common;
  const rule = fileRuleOf({ type: field.requirement, country: given.form.country });
  const limit = dateLimitOf(field);
  const hint = [FILE_HINT, rule.why, common.hint].filter(Boolean).join(' ');
  const existing = externalInput({
    ...common,
    blockId: `${common.blockId}:existing`,
    label: 'Or one that is already at Telnyx',
    hint: null,
    actionId: OPTIONS.documents,
    initial: answer?.kind === 'document' ? chosenOption(answer.label, answer.documentId) : null,
    placeholder: 'Choose a document, or type to search',
  });
  return [
    ...pickedBlocks(asked),
    fileInput({ ...undispatched, hint, filetypes: [...rule.endings] }),
    ...(given.form.offers.documents || answer?.kind === 'document' ? [existing] : []),
    ...(limit === null
      ? []
      : [
          dateInput({
            ...common,
            blockId: `${common.blockId}:date`,
            label: `${field.requirement.name.slice(0, 200)}: ${timeLimitLabel(limit)}`,
            hint: 'Checked here, not sent: a document that is too old would be declined.',
            initial: given.draft.dates[field.key] ?? null,
          }),
        ]),
  ];
};

const inputsOf = (asked: Asked): KnownBlock[] => {
  switch (asked.field.field) {
    case 'select':
      return chosenInput(asked);
    case 'date':
      return [dateInput({ ...asked.common, initial: textOf(asked)?.slice(0, 10) ?? null })];
    case 'address':
      return addressInput(asked);
    case 'document':
      return documentInputs(asked);
    case 'text':
      return typedInput(asked);
    case 'action':
      return [];
  }
};

/** What Telnyx holds already, in a group: an input that is left empty leaves it. */
const heldBlocks = ({ field, answered, requirement, status }: FormField, form: RequirementForm): KnownBlock[] =>
  form.target.kind === 'group' && answered && (field === 'document' || field === 'address')
    ? [
        context(
          `*${escapeLine(requirement.name)}*: ${status === 'declined' ? 'the one in the group was declined. Give another one.' : 'the group has one. Leave this empty to keep it.'}`,
        ),
      ]
    : [];

/** An old text that is left as it is would be declined once more. */
const unchangedHint = ({ status, current }: FormField): string =>
  status === 'declined' && current !== null ? 'This is what was declined: as it stands, it is not sent again.' : '';

/** A problem, what is held or described, then the inputs. */
export const fieldBlocks = (field: FormField, given: FieldContext): KnownBlock[] => {
  const problem = given.problems[field.key];
  const above = problem === undefined ? [] : [context(`*Please change this:* ${escapeLine(problem, 500)}`)];
  if (field.field === 'action') return [...above, ...actionBlocks(field, given.form)];
  const advice = adviceOf(field);
  const described = advice.above === null ? [] : [context(escapeText(advice.above))];
  const common: Common = {
    blockId: fieldBlockId(field.key, given.draft.revisions[field.key] ?? 0),
    label: fieldLabel(field),
    hint: [unchangedHint(field), advice.hint].filter(Boolean).join(' '),
    optional: true,
    dispatch: true,
  };
  const answer = given.draft.answers[field.key];
  return [...above, ...heldBlocks(field, given.form), ...described, ...inputsOf({ field, common, given, answer })];
};
