import type { Answer } from './requirement.ts';
import type { FormDraft, FormTarget, PageAnswers, RequirementForm } from './requirement-form.ts';

/** A half-filled form is kept this long. */
export const DRAFT_KEPT_MS = 14 * 24 * 3_600_000;

export const newDraft = (target: FormTarget): FormDraft => ({
  version: 1,
  target,
  title: '',
  answers: {},
  emptied: [],
  dates: {},
  notApplicable: [],
  withAside: false,
  numberIds: null,
  page: 0,
  seen: {},
  shown: {},
  decided: {},
  warned: [],
  revisions: {},
  savedAt: 0,
  typedAt: 0,
});

/** Whether there is anything in it that its person would miss. */
export const hasContent = ({ answers, dates, notApplicable }: FormDraft): boolean =>
  Object.keys(answers).length + Object.keys(dates).length + notApplicable.length > 0;

/** Remembers how each field stood when it was first shown: a later look must not hide what a colleague did meanwhile. */
export const withSeen = (draft: FormDraft, form: RequirementForm): FormDraft => ({
  ...draft,
  seen: {
    ...Object.fromEntries([...form.fields, ...form.aside].map(({ key, status }) => [key, status])),
    ...draft.seen,
  },
  shown: {
    ...Object.fromEntries(
      [...form.fields, ...form.aside].flatMap(({ key, current }) => (current === null ? [] : [[key, current]])),
    ),
    ...draft.shown,
  },
});

/** A new sitting, or another choice of numbers: what stood there before says nothing about it. */
export const withoutSeen = (draft: FormDraft): FormDraft => ({ ...draft, seen: {}, shown: {}, decided: {} });

/** A prefilled text that nobody touched: to send it would put it over what a colleague writes meanwhile. */
const isUntouched = (draft: FormDraft, [key, answer]: [string, Answer]): boolean => {
  const shown = draft.shown[key]?.trim();
  if (shown === undefined || (answer.kind !== 'text' && answer.kind !== 'date')) return false;
  return answer.value.trim() === shown || (answer.kind === 'date' && shown.startsWith(answer.value));
};

const without = <Value>(record: Record<string, Value>, keys: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));

/** Slack cannot show a file again: a block that is newer than the picking is empty though its file is still meant. */
const isStillPicked =
  (draft: FormDraft, { revisions }: PageAnswers) =>
  (key: string): boolean => {
    const answer = draft.answers[key];
    return answer?.kind === 'file' && answer.revision !== revisions[key];
  };

const keepPicked = (draft: FormDraft, page: PageAnswers): FormDraft['answers'] => {
  const isPicked = isStillPicked(draft, page);
  return without(
    draft.answers,
    page.keys.filter((key) => !isPicked(key)),
  );
};

/** The draft with what a page holds now: what was emptied there is gone, other pages stay. */
export const withPage = (draft: FormDraft, page: PageAnswers): FormDraft => ({
  ...draft,
  answers: {
    ...keepPicked(draft, page),
    ...Object.fromEntries(Object.entries(page.answers).filter((each) => !isUntouched(draft, each))),
  },
  emptied: [
    ...draft.emptied.filter((key) => !page.keys.includes(key)),
    ...page.keys.filter((key) => page.answers[key] === undefined),
  ],
  dates: { ...without(draft.dates, page.keys), ...page.dates },
  notApplicable: page.notApplicable ?? draft.notApplicable,
});

/** The same for what is still being typed; an event that comes after a later one says nothing new. */
export const withTyped = (draft: FormDraft, { page, typedAt }: { page: PageAnswers; typedAt: number }): FormDraft =>
  typedAt < draft.typedAt ? draft : { ...withPage(draft, page), typedAt };

/** Before a page is drawn anew: fields with a remembered file get a fresh block. */
export const withFreshFiles = (draft: FormDraft, keys: readonly string[]): FormDraft => {
  const picked = keys.filter((key) => draft.answers[key]?.kind === 'file');
  const revisions = { ...draft.revisions };
  for (const key of picked) revisions[key] = (revisions[key] ?? 0) + 1;
  return { ...draft, revisions };
};
