import type { Answer } from '../../domain/requirement.ts';
import type { PageAnswers } from '../../domain/requirement-form.ts';
import { OPTIONS } from '../ids.ts';
import { NOT_APPLICABLE_BLOCK } from './aside-fields.ts';
import type { FieldState, FormState } from './form-inputs.ts';
import { parseFieldBlockId } from './requirement-fields.ts';
import { UNAVAILABLE } from './wallet-options.ts';

const toAnswer = ([actionId, state]: [string, FieldState], revision: number): Answer | null => {
  const file = state.files?.[0];
  if (file !== undefined) return { kind: 'file', fileId: file.id, name: file.name ?? null, revision };
  if (state.selected_date) return { kind: 'date', value: state.selected_date };
  const text = state.value?.trim();
  if (text) return { kind: 'text', value: text };
  const { value, text: words } = state.selected_option ?? {};
  if (value === undefined || value === UNAVAILABLE) return null;
  const label = words?.text ?? null;
  if (actionId === OPTIONS.documents) return { kind: 'document', documentId: value, label };
  return actionId === OPTIONS.addresses ? { kind: 'address', addressId: value, label } : { kind: 'text', value };
};

const notApplicableIn = (state: FormState): string[] | null => {
  const blocks = Object.entries(state.values).filter(([blockId]) => blockId.startsWith(NOT_APPLICABLE_BLOCK));
  if (blocks.length === 0) return null;
  return blocks.flatMap(([, elements]) =>
    Object.values(elements).flatMap(({ selected_options: chosen = [] }) => chosen.map(({ value }) => value)),
  );
};

type Read = { key: string; revision: number; role: string; answer: Answer | null };

const readBlock = ([blockId, elements]: [string, Record<string, FieldState>]): Read[] => {
  const field = blockId.startsWith(NOT_APPLICABLE_BLOCK) ? null : parseFieldBlockId(blockId);
  const [element] = Object.entries(elements);
  if (field === null || element === undefined) return [];
  return [{ ...field, answer: toAnswer(element, field.revision) }];
};

/** What a page of the form holds; empty fields are no answers. A new file wins over a document at Telnyx. */
export const readPageAnswers = (state: FormState): PageAnswers => {
  const blocks = Object.entries(state.values).flatMap(readBlock);
  const page: PageAnswers = {
    keys: [...new Set(blocks.map(({ key }) => key))],
    revisions: Object.fromEntries(blocks.map(({ key, revision }) => [key, revision])),
    answers: {},
    dates: {},
    notApplicable: notApplicableIn(state),
  };
  for (const { key, role, answer } of blocks) {
    if (role === 'date' && answer?.kind === 'date') page.dates[key] = answer.value;
    if (role === 'date' || answer === null || page.answers[key]?.kind === 'file') continue;
    page.answers[key] = answer;
  }
  return page;
};
