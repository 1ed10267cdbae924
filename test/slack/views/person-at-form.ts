import { newDraft, withFreshFiles, withPage } from '../../../src/domain/form-draft.ts';
import { pagesOf } from '../../../src/domain/form-pages.ts';
import type { Answers } from '../../../src/domain/requirement.ts';
import type { FormDraft, RequirementForm } from '../../../src/domain/requirement-form.ts';
import type { ModalView } from '../../../src/slack/views/blocks.ts';
import type { FieldState, FormState } from '../../../src/slack/views/form-inputs.ts';
import { readPageAnswers } from '../../../src/slack/views/read-answers.ts';
import { requirementsModal } from '../../../src/slack/views/requirements-modal.ts';
import { elementsOf } from './shown.ts';

type Option = { value: string; text: { text: string } };
type Element = {
  type: string;
  action_id: string;
  initial_value?: string;
  initial_date?: string;
  initial_option?: Option;
  initial_options?: Option[];
  options?: Option[];
  max_length?: number;
  min_length?: number;
};
type Input = { blockId: string; element: Element };

export const inputsOf = (view: ModalView): Input[] =>
  elementsOf(view, 'input').map((each) => ({ blockId: String(each.block_id), element: each.element as Element }));

const KIND_OF_STATE: Record<string, (element: Element) => FieldState> = {
  plain_text_input: ({ initial_value }) => ({ value: initial_value ?? null }),
  datepicker: ({ initial_date }) => ({ selected_date: initial_date ?? null }),
  static_select: ({ initial_option }) => ({ selected_option: initial_option ?? null }),
  external_select: ({ initial_option }) => ({ selected_option: initial_option ?? null }),
  checkboxes: ({ initial_options }) => ({ selected_options: initial_options ?? [] }),
  file_input: () => ({ files: [] }),
};

/** What Slack would send of a view that nobody has touched. */
export const untouched = (view: ModalView): FormState => ({
  values: Object.fromEntries(
    inputsOf(view).map(({ blockId, element }) => [
      blockId,
      { [element.action_id]: KIND_OF_STATE[element.type]?.(element) ?? {} },
    ]),
  ),
});

/** What a person has in mind: texts, the place in a list, and of documents whether a new file or one at Telnyx. */
export type Mind = { words: string; choice: number; prefersFile: boolean; ticks: boolean };

const optionAt = (options: Option[] = [], at: number): Option | null =>
  options[at % Math.max(1, options.length)] ?? null;

const isTakenBySlack = (text: string, { max_length: max = 3000, min_length: min = 0 }: Element): boolean =>
  text.length <= max && text.length >= min;

const typed = (element: Element, { words }: Mind): FieldState => {
  const text = words.slice(0, element.max_length).trim();
  return { value: text !== '' && isTakenBySlack(text, element) ? text : null };
};

const fillInput = ({ blockId, element }: Input, mind: Mind): FieldState => {
  const isExisting = blockId.endsWith(':existing');
  switch (element.type) {
    case 'plain_text_input':
      return typed(element, mind);
    case 'datepicker':
      return { selected_date: `2026-02-${String((mind.choice % 27) + 1).padStart(2, '0')}` };
    case 'static_select':
      return { selected_option: optionAt(element.options, mind.choice) };
    case 'file_input':
      return { files: mind.prefersFile ? [{ id: 'F1', name: `${mind.choice}.pdf` }] : [] };
    case 'checkboxes':
      return { selected_options: mind.ticks ? (element.options ?? []) : [] };
    default:
      if (isExisting && mind.prefersFile) return { selected_option: null };
      return { selected_option: { value: `id-${mind.choice}`, text: { text: `listed ${mind.choice}` } } };
  }
};

/** What Slack would send once a person filled in every input of a view. */
export const filled = (view: ModalView, mindOf: (blockId: string) => Mind): FormState => ({
  values: Object.fromEntries(
    inputsOf(view).map((input) => [
      input.blockId,
      { [input.element.action_id]: fillInput(input, mindOf(input.blockId)) },
    ]),
  ),
});

const toAnswer = (state: FieldState, element: Element): Answers[string] | null => {
  const option = state.selected_option ?? null;
  const label = option?.text?.text ?? null;
  if (state.value) return { kind: 'text', value: state.value };
  if (state.selected_date) return { kind: 'date', value: state.selected_date };
  if (option === null) return null;
  if (element.action_id === 'field:address') return { kind: 'address', addressId: option.value, label };
  if (element.action_id === 'field:document') return { kind: 'document', documentId: option.value, label };
  return { kind: 'text', value: option.value };
};

export type Meant = { answers: Answers; dates: Record<string, string>; notApplicable: string[] };

/** What a person meant by what they filled in, told by the blocks alone: files by name, whatever their revision. */
export const meantBy = (view: ModalView, state: FormState): Meant => {
  const meant: Meant = { answers: {}, dates: {}, notApplicable: [] };
  for (const { blockId, element } of inputsOf(view)) {
    const value = state.values[blockId]?.[element.action_id] ?? {};
    const key = blockId.replace(/:\d+(:existing|:date)?$/, '');
    const answer = toAnswer(value, element);
    const [file] = value.files ?? [];
    if (element.type === 'checkboxes')
      meant.notApplicable.push(...(value.selected_options ?? []).map((each) => each.value));
    else if (blockId.endsWith(':date') && answer?.kind === 'date') meant.dates[key] = answer.value;
    else if (file) meant.answers[key] = { kind: 'file', fileId: file.id, name: file.name ?? null, revision: 0 };
    else if (answer) meant.answers[key] ??= answer;
  }
  return meant;
};

/** As the form's sitting does it: a page within bounds, with fresh blocks for files that were picked. */
export const turnTo = (form: RequirementForm, { draft, page }: { draft: FormDraft; page: number }): FormDraft => {
  const pages = pagesOf(form, draft);
  const at = page % pages.length;
  return withFreshFiles({ ...draft, page: at }, pages[at]?.fields.map(({ key }) => key) ?? []);
};

export const withoutRevisions = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, answer.kind === 'file' ? { ...answer, revision: 0 } : answer]),
  );

/** Opens a form and visits its pages in this order, filling each in at the first visit and touching nothing later. */
export const visitPages = (
  form: RequirementForm,
  { pages, mindOf }: { pages: readonly number[]; mindOf: (blockId: string) => Mind },
): { draft: FormDraft; meant: Meant } => {
  const meant: Meant = { answers: {}, dates: {}, notApplicable: [] };
  const seen = new Set<number>();
  let draft = newDraft(form.target);
  for (const page of pages) {
    draft = turnTo(form, { draft, page });
    const view = requirementsModal({ form, draft });
    const isFirst = !seen.has(draft.page);
    const state = isFirst ? filled(view, mindOf) : untouched(view);
    if (isFirst) {
      const { answers, dates, notApplicable } = meantBy(view, state);
      Object.assign(meant.answers, answers);
      Object.assign(meant.dates, dates);
      meant.notApplicable.push(...notApplicable);
    }
    seen.add(draft.page);
    draft = withPage(draft, readPageAnswers(state));
  }
  return { draft, meant };
};
