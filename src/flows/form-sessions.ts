import { DRAFT_KEPT_MS, newDraft, withFreshFiles, withSeen, withTyped } from '../domain/form-draft.ts';
import { type FormPage, pageOf, pagesOf } from '../domain/form-pages.ts';
import type { Answer, Problem } from '../domain/requirement.ts';
import { type FormDraft, type PageAnswers, type RequirementForm, targetKey } from '../domain/requirement-form.ts';
import type { FormDrafts } from '../store/form-drafts.ts';
import type { FormOf, OpenForm } from './flows.ts';
import type { OpenedForm } from './part-form.ts';

/** A person at a form: what it asks, as last read, and what they typed, which outlives the sitting. */
export type FormSessions = {
  /** The form as last read in this sitting; null when it was not, or too long ago. */
  form(on: FormOf): RequirementForm | null;
  /** The same, read anew when it is not known any more. */
  current(on: FormOf): Promise<RequirementForm>;
  draft(on: FormOf): Promise<FormDraft>;
  save(on: FormOf, change: (draft: FormDraft) => FormDraft): Promise<FormDraft>;
  /** Reads the form anew, with a change to the draft that it depends on. */
  reopen(on: FormOf, change?: (draft: FormDraft) => FormDraft): Promise<OpenForm>;
  turn(on: FormOf, page: number): Promise<OpenForm>;
  /** The fields of the other kind of customer, asked after all or not: at the first of them that has no answer. */
  askAside(on: FormOf, asked: boolean): Promise<OpenForm>;
  /** The form at the page of the first problem. What is on the screen of that page stays there. */
  withProblems(on: FormOf, problems: readonly Problem[]): Promise<OpenForm>;
  /** An answer that the app itself puts into a field of the page on the screen: under a new revision it is shown. */
  put(on: FormOf, given: { key: string; answer: Answer }): Promise<OpenForm>;
  /** What is being typed, unless the form has ended or something later is known. */
  typed(on: FormOf, given: { page: PageAnswers; typedAt: number }): Promise<void>;
  end(on: FormOf): Promise<void>;
};

type Options = {
  drafts: FormDrafts;
  clock: { now(): number };
  read: (on: FormOf, draft: FormDraft) => Promise<OpenedForm>;
};

/** Turning a page asks nobody: half an hour is longer than anyone sits at one page. */
const KEPT_MS = 30 * 60_000;
const MOST_KEPT = 200;

const createKeptForms = (clock: Options['clock']) => {
  const kept = new Map<string, { form: RequirementForm; at: number }>();
  const keyOf = ({ target, personId }: FormOf): string => `${personId} ${targetKey(target)}`;
  const put = (on: FormOf, form: RequirementForm): void => {
    kept.delete(keyOf(on));
    kept.set(keyOf(on), { form, at: clock.now() });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  };
  return {
    put,
    /** Whoever uses it is still at it: its time begins anew. */
    get: (on: FormOf): RequirementForm | null => {
      const found = kept.get(keyOf(on));
      if (found === undefined || clock.now() - found.at >= KEPT_MS) return null;
      put(on, found.form);
      return found.form;
    },
    remove: (on: FormOf): void => void kept.delete(keyOf(on)),
  };
};

/** Inside the bounds of the form, with fresh blocks for remembered files where the page is drawn anew. */
const toPage = (form: RequirementForm, { draft, page }: { draft: FormDraft; page: number }): FormDraft => {
  const pages = pagesOf(form, draft);
  const at = Math.min(Math.max(0, page), pages.length - 1);
  const keys = pages[at]?.fields.map(({ key }) => key) ?? [];
  return withFreshFiles({ ...draft, page: at }, keys);
};

const pageOfProblem = (form: RequirementForm, given: { draft: FormDraft; problems: readonly Problem[] }): number => {
  const pages = pagesOf(form, given.draft);
  const found = given.problems.map(({ field }) => pageOf(pages, field)).filter((page) => page !== null);
  return found[0] ?? given.draft.page;
};

type Turning = { from: readonly FormPage[]; to: readonly FormPage[]; page: number };

/** The page that holds what the wanted one held, when the form is cut anew in between: no field is skipped unseen. */
const samePage = ({ from, to, page }: Turning): number => {
  const found = from[page]?.fields.map(({ key }) => pageOf(to, key)).find((at) => at !== null);
  return found ?? page;
};

type Desk = Pick<FormSessions, 'draft' | 'save' | 'form' | 'current'> & {
  readAnew(on: FormOf, known: FormDraft): Promise<OpenedForm>;
  typed: FormSessions['typed'];
  end: FormSessions['end'];
};

const createDesk = ({ drafts, clock, read }: Options): Desk => {
  const forms = createKeptForms(clock);
  const unlessOld = (known: FormDraft | null, { target }: FormOf): FormDraft =>
    known !== null && clock.now() - known.savedAt < DRAFT_KEPT_MS ? known : newDraft(target);
  const draft = async (on: FormOf): Promise<FormDraft> => unlessOld(await drafts.get(on), on);
  const readAnew = async (on: FormOf, known: FormDraft): Promise<OpenedForm> => {
    const opened = await read(on, known);
    forms.put(on, opened.form);
    return opened;
  };
  return {
    form: forms.get,
    current: async (on) => forms.get(on) ?? (await readAnew(on, await draft(on))).form,
    typed: async (on, { page, typedAt }) => {
      // Opening a form makes its draft: without one it was sent, or given up.
      await drafts.update(on, (known) =>
        known === null ? null : { ...withTyped(known, { page, typedAt }), savedAt: clock.now() },
      );
    },
    end: async (on) => {
      forms.remove(on);
      await drafts.remove(on);
    },
    draft,
    save: async (on, change) => {
      const by = (known: FormDraft | null) => ({ ...change(unlessOld(known, on)), savedAt: clock.now() });
      return (await drafts.update(on, by)) ?? newDraft(on.target);
    },
    readAnew,
  };
};

/** What is put aside now was asked a moment ago, and the other way round. */
const isOtherKind = (before: RequirementForm | null, { aside, fields }: RequirementForm): boolean =>
  before !== null &&
  before.aside.length > 0 &&
  aside.length > 0 &&
  before.aside.some(({ key }) => fields.some((field) => field.key === key));

/** Changes of what is asked, or where: the form is read anew where that may depend on it. */
const createTurns = (desk: Desk): Pick<FormSessions, 'turn' | 'askAside' | 'put'> => {
  const { form: kept, current, draft, save, readAnew } = desk;
  return {
    turn: async (on, page) => {
      const known = kept(on);
      const before = await draft(on);
      // Which fields are asked may depend on the kind of customer that was just chosen.
      const form = known === null || known.customerKey !== null ? (await readAnew(on, before)).form : known;
      // Another kind of customer was chosen: what was asked after all was for the kind before.
      const asks = isOtherKind(known, form) ? { withAside: false } : {};
      const to = pagesOf(form, { ...before, ...asks });
      const at = known === null ? page : samePage({ from: pagesOf(known, before), to, page });
      const turned = (given: FormDraft): FormDraft =>
        toPage(form, { draft: { ...withSeen(given, form), ...asks }, page: at });
      return { form, draft: await save(on, turned) };
    },
    askAside: async (on, asked) => {
      const { form } = await readAnew(on, await draft(on));
      const { key } = form.aside.find(({ answered }) => !answered) ?? form.aside[0] ?? { key: '' };
      const saved = await save(on, (given) => {
        const asking = { ...withSeen(given, form), withAside: asked };
        return toPage(form, { draft: asking, page: pageOf(pagesOf(form, asking), key) ?? given.page });
      });
      return { form, draft: saved };
    },
    put: async (on, { key, answer }) => {
      const form = await current(on);
      const put = (known: FormDraft): FormDraft => ({
        ...known,
        answers: { ...known.answers, [key]: answer },
        revisions: { ...known.revisions, [key]: (known.revisions[key] ?? 0) + 1 },
      });
      return { form, draft: await save(on, put) };
    },
  };
};

export const createFormSessions = (options: Options): FormSessions => {
  const desk = createDesk(options);
  const { draft, save, readAnew } = desk;
  return {
    form: desk.form,
    current: desk.current,
    draft,
    save,
    ...createTurns(desk),
    reopen: async (on, change = (known) => known) => {
      const { form, title } = await readAnew(on, change(await draft(on)));
      const saved = await save(on, (known) => {
        const seen = withSeen(change(known), form);
        return { ...toPage(form, { draft: seen, page: seen.page }), title };
      });
      return { form, draft: saved };
    },
    withProblems: async (on, problems) => {
      const { form } = await readAnew(on, await draft(on));
      const saved = await save(on, (given) => {
        const page = pageOfProblem(form, { draft: given, problems });
        return page === given.page ? given : toPage(form, { draft: given, page });
      });
      return { form, draft: saved };
    },
    typed: desk.typed,
    end: desk.end,
  };
};
