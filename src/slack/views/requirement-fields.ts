import type { Address, Answer, RequirementType } from '../../domain/requirement.ts';
import type { FormField, RequirementForm } from '../../domain/requirement-form.ts';
import { ACTIONS } from '../ids.ts';
import {
  actions,
  button,
  cleanText,
  context,
  describedOption,
  escapeLine,
  escapeText,
  type KnownBlock,
  LIMITS,
  option,
  truncate,
} from './blocks.ts';
import { ADDRESS_ACTION, dateInput, fileInput, selectInput, textInput } from './form-inputs.ts';

/** What a field is built from, beside itself. `options` is how many choices one select may list. */
export type FieldContext = {
  form: RequirementForm;
  options: number;
  revisions: Record<string, number>;
  chosen: Record<string, string>;
  answers: Record<string, Answer>;
  problems: Record<string, string>;
};

export const fieldBlockId = (requirementId: string, revision: number): string => `${requirementId}:${revision}`;
const EXISTING = ':existing';

/** The requirement of a block; null for blocks of other fields. */
export const parseFieldBlockId = (blockId: string): { requirementId: string; existing: boolean } | null => {
  const [, requirementId, existing] = /^(.+?):\d+(:existing)?$/.exec(blockId) ?? [];
  return requirementId === undefined ? null : { requirementId, existing: existing !== undefined };
};

/** Telnyx vets these; Italy takes nothing but pdf. The content is checked again when the file comes. */
const FILETYPES = ['pdf', 'png', 'jpg', 'jpeg', 'doc', 'docx', 'xls', 'xlsx', 'csv', 'txt'];
const ITALIAN_FILETYPES = ['pdf'];

const criteriaWords = ({ criteria }: RequirementType): string[] => {
  const { minLength, maxLength, acceptableCharacters, localityLimit, timeLimit } = criteria;
  return [
    ...(minLength === null ? [] : [`At least ${minLength} characters.`]),
    ...(maxLength === null ? [] : [`At most ${maxLength} characters.`]),
    ...(acceptableCharacters === null ? [] : [`Allowed: ${acceptableCharacters}.`]),
    ...(localityLimit === null ? [] : [`Place: ${localityLimit}.`]),
    ...(timeLimit === null ? [] : [`Age: ${timeLimit}.`]),
  ];
};

/** A hint longer than this is a wall of text below a field: the description then stands above it. */
const COMFORTABLE_HINT = 300;
const CRITERIA_HINT = 900;

const adviceOf = ({ requirement }: FormField): { above: string | null; hint: string } => {
  const description = cleanText(requirement.description ?? '').trim();
  const example = requirement.example?.trim() ? [`Example: ${requirement.example.trim()}`] : [];
  const short = [...criteriaWords(requirement), ...example].join(' ').slice(0, CRITERIA_HINT);
  const all = [description, short].filter(Boolean).join(' ');
  return all.length <= COMFORTABLE_HINT ? { above: null, hint: all } : { above: description || null, hint: short };
};

const selectValues = (requirement: RequirementType): string[] => [
  ...new Set(requirement.criteria.acceptableValues.filter((each) => each.trim() !== '')),
];

/** A choice comes back by its value, which holds 75 characters: longer ones are typed, and listed in the hint. */
const canSelect = (values: string[]): boolean =>
  values.length > 0 && values.every((each) => each.length <= LIMITS.optionText) && values.length <= LIMITS.options;

type Common = { blockId: string; label: string; hint: string; optional: true };
type Asked = { field: FormField; common: Common; given: FieldContext; initial: string | null };

const ONE_LINE = 150;

const typedInput = ({ field, common, initial }: Asked): KnownBlock[] => {
  const { minLength, maxLength } = field.requirement.criteria;
  const multiline = maxLength !== null && maxLength > ONE_LINE;
  return [textInput({ ...common, initial, minLength, maxLength, multiline })];
};

const chosenInput = (asked: Asked): KnownBlock[] => {
  const { common, initial } = asked;
  const values = selectValues(asked.field.requirement);
  if (canSelect(values)) {
    return [selectInput({ ...common, initial, options: values.map((each) => option(each, each)) })];
  }
  const words = values.length === 0 ? common.hint : `${common.hint} One of: ${values.join('; ')}`;
  return typedInput({ ...asked, common: { ...common, hint: words } });
};

const addressOption = (address: Address) => {
  const who = address.businessName || `${address.firstName} ${address.lastName}`;
  const words = [address.reference, who, address.streetAddress].filter((each) => each?.trim()).join(' · ');
  const description = `${address.postalCode} ${address.locality}, ${address.country}`;
  return describedOption({ text: words || address.id, value: address.id, description });
};

const listedWords = (given: { total: number; shown: number; what: string }): string => {
  const { total, shown, what } = given;
  return total > shown ? `The first ${shown} ${what} are listed, and ${total - shown} more are at Telnyx.` : '';
};

/** Never preselected, but for one that was just made for this field: the wrong address costs a review. */
const addressInput = ({ field, common, given }: Asked): KnownBlock[] => {
  const requirementId = field.requirement.id;
  const answer = given.answers[requirementId];
  const initial = given.chosen[requirementId] ?? (answer?.kind === 'address' ? answer.addressId : null);
  const usable = given.form.addresses.filter((each) => each.id.length <= LIMITS.optionText);
  const sorted = [...usable.filter((each) => each.id === initial), ...usable.filter((each) => each.id !== initial)];
  const shown = sorted.slice(0, given.options);
  const add = actions(
    [button({ text: 'Add a new address', actionId: ACTIONS.requirementsAddAddress, value: requirementId })],
    `${common.blockId}:add`,
  );
  const hint = [common.hint, listedWords({ total: usable.length, shown: shown.length, what: 'addresses' })].join(' ');
  if (shown.length === 0) {
    const none = `*${escapeLine(common.label)}*: the account has no address in this country yet. ${escapeText(common.hint)}`;
    return [context(none), ...add];
  }
  const options = shown.map(addressOption);
  return [
    selectInput({ ...common, hint, actionId: ADDRESS_ACTION, initial, options, placeholder: 'Choose an address' }),
    ...add,
  ];
};

const documentOption = (document: RequirementForm['documents'][number]) => {
  const reference = document.reference?.trim();
  return describedOption({
    text: reference || document.filename,
    value: document.id,
    description: reference ? document.filename : null,
  });
};

const documentInputs = ({ field, common, given }: Asked): KnownBlock[] => {
  const answer = given.answers[field.requirement.id];
  const usable = given.form.documents.filter((each) => each.id.length <= LIMITS.optionText);
  const shown = usable.slice(0, given.options);
  const filetypes = given.form.country === 'IT' ? ITALIAN_FILETYPES : FILETYPES;
  const file = fileInput({ ...common, hint: `One file, at most 10 MB. ${common.hint}`.trim(), filetypes });
  if (shown.length === 0) return [file];
  const existing = selectInput({
    ...common,
    blockId: `${common.blockId}${EXISTING}`,
    label: 'Or one that is already at Telnyx',
    hint: listedWords({ total: usable.length, shown: shown.length, what: 'documents' }),
    initial: answer?.kind === 'document' ? answer.documentId : null,
    placeholder: 'Choose a document',
    options: shown.map(documentOption),
  });
  return [file, existing];
};

const textOf = (answer: Answer | undefined): string | null =>
  answer?.kind === 'text' || answer?.kind === 'date' ? answer.value : null;

const inputsOf = (asked: Omit<Asked, 'initial'>): KnownBlock[] => {
  const { field, common, given } = asked;
  const initial = textOf(given.answers[field.requirement.id]) ?? field.current;
  if (field.field === 'select') return chosenInput({ ...asked, initial });
  if (field.field === 'date') return [dateInput({ ...common, initial: initial?.slice(0, 10) ?? null })];
  if (field.field === 'address') return addressInput({ ...asked, initial });
  if (field.field === 'document') return documentInputs({ ...asked, initial });
  if (field.field === 'text') return typedInput({ ...asked, initial });
  return [];
};

const statusWords = (status: string | null): string => (status === 'declined' ? ' (declined)' : '');

/** An act of the end user at Telnyx, which no form can do for them. */
const actionBlocks = (field: FormField): KnownBlock[] => {
  const words = field.requirement.description?.trim() ? ` ${escapeText(field.requirement.description.trim())}` : '';
  return [
    context(
      `*${escapeLine(field.requirement.name)}${statusWords(field.status)}*: something the end user does with Telnyx, not asked here.${truncate(words, 1500)}`,
    ),
  ];
};

/** A problem, the longer description, then the input: at most four blocks. */
export const fieldBlocks = (field: FormField, given: FieldContext): KnownBlock[] => {
  const { requirement } = field;
  const problem = given.problems[requirement.id];
  const above = problem === undefined ? [] : [context(`*Please change this:* ${escapeLine(problem, 500)}`)];
  if (field.field === 'action') return [...above, ...actionBlocks(field)];
  const advice = adviceOf(field);
  const described = advice.above === null ? [] : [context(escapeText(advice.above))];
  const common: Common = {
    blockId: fieldBlockId(requirement.id, given.revisions[requirement.id] ?? 0),
    label: `${requirement.name.slice(0, 200)}${statusWords(field.status)}`,
    hint: advice.hint,
    optional: true,
  };
  return [...above, ...described, ...inputsOf({ field, common, given })];
};
