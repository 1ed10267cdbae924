import type { Answer, Answers, Problem } from '../../domain/requirement.ts';
import type { FormField, RequirementForm } from '../../domain/requirement-form.ts';
import { type RequirementsContext, requirementsContext, VIEWS } from '../ids.ts';
import {
  context,
  divider,
  escapeLine,
  type KnownBlock,
  LIMITS,
  type ModalView,
  modal,
  quote,
  section,
} from './blocks.ts';
import { ADDRESS_ACTION, type FieldState, type FormState } from './form-inputs.ts';
import { type FieldContext, fieldBlocks, parseFieldBlockId } from './requirement-fields.ts';
import { counted, dateText, listed, placeText } from './words.ts';

export type RequirementsForm = {
  form: RequirementForm;
  context?: Partial<RequirementsContext>;
  /** Addresses just made for a field, by requirement id: shown as chosen, under a new revision. */
  chosen?: Record<string, string>;
  problems?: Problem[];
  /** To show answers again that the view on the screen no longer holds. */
  answers?: Answers;
};

/** One block stays free for a notice above the form, and a few for what frames the fields. */
const FIELD_BLOCKS = LIMITS.modalBlocks - 20;
/** A view's JSON holds 250,000 bytes: a hundred addresses in each of sixteen fields would not fit. */
const OPTIONS_OF_A_VIEW = 500;
const MAX_COMMENTS = 5;

const toContext = ({ form, context: given, chosen = {} }: RequirementsForm): RequirementsContext => {
  const before = given?.chosen ?? {};
  const entries = Object.entries(chosen).map(([requirementId, addressId]) => {
    const known = before[requirementId];
    const revision = known?.addressId === addressId ? known.revision : (known?.revision ?? 0) + 1;
    return [requirementId, { addressId, revision }] as const;
  });
  return {
    orderKey: form.orderKey,
    partId: form.partId,
    chosen: { ...before, ...Object.fromEntries(entries) },
  };
};

const optionsPerField = (fields: FormField[]): number => {
  const long = fields.filter(({ field }) => field === 'address' || field === 'document').length;
  return Math.min(LIMITS.options, Math.floor(OPTIONS_OF_A_VIEW / Math.max(1, long)));
};

const toFieldContext = (given: RequirementsForm, kept: RequirementsContext): FieldContext => {
  const problems: Record<string, string> = {};
  for (const { field, message } of given.problems ?? []) {
    problems[field] = problems[field] === undefined ? message : `${problems[field]} ${message}`;
  }
  const chosen = Object.entries(kept.chosen);
  return {
    form: given.form,
    options: optionsPerField(given.form.fields),
    revisions: Object.fromEntries(chosen.map(([id, { revision }]) => [id, revision])),
    chosen: Object.fromEntries(chosen.map(([id, { addressId }]) => [id, addressId])),
    answers: given.answers ?? {},
    problems,
  };
};

const partTitle = (form: RequirementForm): string => {
  const reference = form.reference === null ? '' : ` · ${escapeLine(form.reference, 250)}`;
  return `*${placeText(form)} part*${reference}`;
};

const introBlocks = (form: RequirementForm): KnownBlock[] => {
  const deadline = form.deadlineAt === null ? '' : ` All answers must be in by ${dateText(form.deadlineAt)}.`;
  const numbers = form.numberCount === 1 ? 'its number' : `all its ${form.numberCount} numbers`;
  return [
    section(`${partTitle(form)}\nThese answers apply to ${numbers}.${deadline}`),
    context('No field is mandatory: send what you have, and come back for the rest.'),
  ];
};

const commentBlocks = ({ comments }: RequirementForm): KnownBlock[] => {
  if (comments.length === 0) return [];
  const newest = comments.toSorted((one, other) => other.createdAt - one.createdAt);
  const left = comments.length - MAX_COMMENTS;
  return [
    section('*What Number Ops wrote about this part:*'),
    ...newest.slice(0, MAX_COMMENTS).map((each) => section(`${dateText(each.createdAt)}\n${quote(each.body, 2500)}`)),
    ...(left > 0 ? [context(`and ${counted(left, 'older comment')}; all stand in the order’s thread`)] : []),
  ];
};

const certaintyBlocks = ({ certain }: RequirementForm): KnownBlock[] =>
  certain
    ? []
    : [
        section(
          '*Telnyx does not say which requirement was declined*, so all that are not approved are listed here. Correct the one that the comment speaks of, and leave the others empty.',
        ),
      ];

const STATUS_WORDS = new Map([['pending-approval', 'under review']]);

const settledBlocks = ({ settled }: RequirementForm): KnownBlock[] => {
  if (settled.length === 0) return [];
  const words = settled.map(
    ({ requirement, status }) =>
      `${escapeLine(requirement.name, 80)} (${escapeLine(STATUS_WORDS.get(status ?? '') ?? status ?? 'sent', 40)})`,
  );
  return [divider, context(`Already sent, not asked again: ${listed(words, 12)}.`)];
};

const strayProblems = ({ form, problems = [] }: RequirementsForm): KnownBlock[] => {
  const asked = new Set(form.fields.map(({ requirement }) => requirement.id));
  const stray = problems.filter(({ field }) => !asked.has(field));
  return stray.length === 0
    ? []
    : [
        section(
          `*Please change this:* ${listed(
            stray.map((each) => escapeLine(each.message, 300)),
            5,
          )}`,
        ),
      ];
};

/** Fields as far as the view holds them; the others are named, and asked for the next time. */
const fitFields = (fields: FormField[], given: FieldContext): KnownBlock[] => {
  const blocks: KnownBlock[] = [];
  for (const [at, field] of fields.entries()) {
    const next = fieldBlocks(field, given);
    if (blocks.length + next.length > FIELD_BLOCKS) {
      const rest = fields.slice(at).map(({ requirement }) => escapeLine(requirement.name, 80));
      return [...blocks, context(`Asked for when these are sent: ${listed(rest, 12)}.`)];
    }
    blocks.push(...next);
  }
  return blocks;
};

/** Where Telnyx does not say which requirement was declined, something was. */
const isDeclined = ({ fields, certain }: RequirementForm): boolean =>
  !certain || fields.some(({ status }) => status === 'declined');

/** What was pressed may be days old: all was answered since, or only the end user can do the rest. */
const nothingModal = (form: RequirementForm, fields: KnownBlock[]): ModalView =>
  modal({
    title: 'Nothing to fill in',
    blocks: [
      section(`${partTitle(form)}\nNothing is asked of you here at present.`),
      ...commentBlocks(form),
      ...fields,
      ...settledBlocks(form),
    ],
  });

/** Asks for what is missing or was declined; what is settled is only listed. */
export const requirementsModal = (given: RequirementsForm): ModalView => {
  const { form } = given;
  const kept = toContext(given);
  const fields = fitFields(form.fields, toFieldContext(given, kept));
  const asksNothing = !fields.some((each) => each.type === 'input' || each.type === 'actions');
  if (asksNothing) return nothingModal(form, fields);
  const blocks = [
    ...introBlocks(form),
    ...commentBlocks(form),
    ...certaintyBlocks(form),
    ...strayProblems(given),
    divider,
    ...fields,
    ...settledBlocks(form),
  ];
  return modal({
    title: isDeclined(form) ? 'Fix what was rejected' : 'Provide details',
    submit: 'Send to Telnyx',
    close: 'Cancel',
    callbackId: VIEWS.requirementsSubmit,
    metadata: requirementsContext.encode(kept),
    blocks,
  });
};

const toAnswer = ([actionId, state]: [string, FieldState], existing: boolean): Answer | null => {
  const file = state.files?.[0];
  if (file !== undefined) return { kind: 'file', fileId: file.id };
  if (state.selected_date) return { kind: 'date', value: state.selected_date };
  const text = state.value?.trim();
  if (text) return { kind: 'text', value: text };
  const value = state.selected_option?.value;
  if (value === undefined) return null;
  if (existing) return { kind: 'document', documentId: value };
  return actionId === ADDRESS_ACTION ? { kind: 'address', addressId: value } : { kind: 'text', value };
};

/** What was filled in, by requirement id; empty fields are no answers. A new file wins over a document at Telnyx. */
export const readRequirementAnswers = (state: FormState): Answers => {
  const answers: Answers = {};
  for (const [blockId, elements] of Object.entries(state.values)) {
    const field = parseFieldBlockId(blockId);
    const element = Object.entries(elements)[0];
    if (field === null || element === undefined) continue;
    const answer = toAnswer(element, field.existing);
    if (answer === null || answers[field.requirementId]?.kind === 'file') continue;
    answers[field.requirementId] = answer;
  }
  return answers;
};
