import type { FormDraft, FormField, RequirementForm } from './requirement-form.ts';
import { parseTimeLimit, type TimeLimit } from './time-limit.ts';

/** Slack's forms get hard to read beyond this. */
export const INPUTS_A_PAGE = 6;

export type FormPage = { kind: 'fields'; fields: FormField[] } | { kind: 'aside'; fields: FormField[] };

/** Documents whose age or validity is limited are asked for their date; of texts that are dates the answer tells it. */
export const dateLimitOf = ({ field, requirement }: Pick<FormField, 'field' | 'requirement'>): TimeLimit | null =>
  field === 'document' ? parseTimeLimit(requirement.criteria.timeLimit) : null;

/** How many inputs a field takes on its page. */
export const inputCount = (field: FormField, { offers }: Pick<RequirementForm, 'offers'>): number => {
  if (field.field === 'document') return 1 + Number(offers.documents) + Number(dateLimitOf(field) !== null);
  return field.field === 'action' ? 0 : 1;
};

/** The question for the kind of customer stands alone and first: which others are asked depends on it. */
const isFirstQuestion = (field: FormField, form: Pick<RequirementForm, 'customerKey'>): boolean =>
  field.key === form.customerKey && !field.answered;

/** The pages of a form, in order. A form that asks nothing has one empty page. */
export const pagesOf = (
  form: Pick<RequirementForm, 'fields' | 'aside' | 'offers' | 'customerKey'>,
  draft: Pick<FormDraft, 'withAside'>,
): FormPage[] => {
  const first = form.fields.filter((field) => isFirstQuestion(field, form));
  const asked = [
    ...form.fields.filter((field) => !isFirstQuestion(field, form)),
    ...(draft.withAside ? form.aside : []),
  ];
  const pages: FormField[][] = first.length === 0 || asked.length + form.aside.length === 0 ? [] : [first];
  let open: FormField[] = pages.length === 0 ? [...first] : [];
  let inputs = open.length;
  for (const field of asked) {
    const count = inputCount(field, form);
    if (open.length > 0 && inputs + count > INPUTS_A_PAGE) {
      pages.push(open);
      [open, inputs] = [[], 0];
    }
    open.push(field);
    inputs += count;
  }
  if (open.length > 0 || pages.length === 0) pages.push(open);
  const aside: FormPage[] = draft.withAside || form.aside.length === 0 ? [] : [{ kind: 'aside', fields: form.aside }];
  return [...pages.map((fields): FormPage => ({ kind: 'fields', fields })), ...aside];
};

/** Where a field is asked; null when no page asks it. */
export const pageOf = (pages: readonly FormPage[], key: string): number | null => {
  const at = pages.findIndex(({ fields }) => fields.some((field) => field.key === key));
  return at === -1 ? null : at;
};
