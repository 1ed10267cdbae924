import type { Answer } from '../../domain/requirement.ts';
import type { PageAnswers } from '../../domain/requirement-form.ts';
import { OPTIONS } from '../ids.ts';
import { NOT_APPLICABLE_BLOCK } from './aside-fields.ts';
import type { FieldState, FormState } from './form-inputs.ts';
import { parseFieldBlockId } from './requirement-fields.ts';

const toAnswer = ([actionId, state]: [string, FieldState], revision: number): Answer | null => {
  const file = state.files?.[0];
  if (file !== undefined) return { kind: 'file', fileId: file.id, name: file.name ?? null, revision };
  if (state.selected_date) return { kind: 'date', value: state.selected_date };
  const text = state.value?.trim();
  if (text) return { kind: 'text', value: text };
  const { value, text: words } = state.selected_option ?? {};
  if (value === undefined) return null;
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

/** What a page of the form holds; empty fields are no answers. A new file wins over a document at Telnyx. */
export const readPageAnswers = (state: FormState): PageAnswers => {
  const page: PageAnswers = { keys: [], revisions: {}, answers: {}, dates: {}, notApplicable: notApplicableIn(state) };
  for (const [blockId, elements] of Object.entries(state.values)) {
    const field = parseFieldBlockId(blockId);
    const element = Object.entries(elements)[0];
    if (field === null || element === undefined || blockId.startsWith(NOT_APPLICABLE_BLOCK)) continue;
    const { key, revision, role } = field;
    if (!page.keys.includes(key)) page.keys.push(key);
    page.revisions[key] = revision;
    const answer = toAnswer(element, revision);
    if (role === 'date') {
      if (answer?.kind === 'date') page.dates[key] = answer.value;
      continue;
    }
    if (answer !== null && page.answers[key]?.kind !== 'file') page.answers[key] = answer;
  }
  return page;
};
