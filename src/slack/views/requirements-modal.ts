import { type FormPage, pagesOf } from '../../domain/form-pages.ts';
import type { Problem } from '../../domain/requirement.ts';
import type { FormDraft, RequirementForm } from '../../domain/requirement-form.ts';
import { ACTIONS, formContext, formTarget, VIEWS } from '../ids.ts';
import { asideBlocks, putAsideBlocks } from './aside-fields.ts';
import {
  actions,
  button,
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
import { fieldLabel } from './requirement-advice.ts';
import { type FieldContext, fieldBlocks } from './requirement-fields.ts';
import { counted, dateText, listed, numbersText, personText, placeText } from './words.ts';

export type RequirementsForm = {
  form: RequirementForm;
  draft: FormDraft;
  /** By field key; one of another page or of none stands above the fields. */
  problems?: readonly Problem[];
};

/** One block stays free for a notice above the form, and a few for what frames the fields. */
const FIELD_BLOCKS = LIMITS.modalBlocks - 30;
const MAX_COMMENTS = 5;

type Shown = RequirementsForm & { pages: FormPage[]; page: number };

const formTitle = (form: RequirementForm): string => {
  const what = form.target.kind === 'part' ? 'part' : 'requirement group';
  const reference = form.reference === null ? '' : ` · ${escapeLine(form.reference, 250)}`;
  return `*${placeText(form)} ${what}*${reference}`;
};

const scopeWords = ({ target, numbers, scope }: RequirementForm): string => {
  if (target.kind === 'group') return 'What you give here can be used for orders again and again.';
  if (scope === null)
    return `These answers apply to ${numbers.length === 1 ? 'its number' : `all its ${numbers.length} numbers`}.`;
  const wanted = new Set(scope);
  const chosen = numbers.filter(({ id }) => wanted.has(id)).map(({ phoneNumber }) => phoneNumber);
  return `*Only for ${counted(chosen.length, 'number')} of ${numbers.length}*: ${numbersText(chosen, 5)}.`;
};

const scopeButton = ({ target, numbers, scope }: RequirementForm): KnownBlock[] =>
  numbers.length < 2
    ? []
    : actions([
        button({
          text: scope === null ? 'Only some numbers…' : 'Choose other numbers…',
          actionId: ACTIONS.requirementsNumbers,
          value: formTarget.encode(target),
        }),
      ]);

const colleagueBlocks = ({ colleague }: RequirementForm): KnownBlock[] =>
  colleague === null
    ? []
    : [
        context(
          `${personText(colleague.personId)} has this form open too, since ${dateText(colleague.since)}. What both of you send is asked about first.`,
        ),
      ];

const progressText = ({ pages, page }: Shown): string =>
  pages.length < 2 ? '' : `*${page + 1} of ${pages.length}* · `;

const introBlocks = (shown: Shown): KnownBlock[] => {
  const { form } = shown;
  const deadline = form.deadlineAt === null ? '' : ` All answers must be in by ${dateText(form.deadlineAt)}.`;
  return [
    section(`${formTitle(form)}\n${scopeWords(form)}${deadline}`),
    context(`${progressText(shown)}No field is mandatory: send what you have, and come back for the rest.`),
    ...colleagueBlocks(form),
    ...(shown.page === 0 ? scopeButton(form) : []),
  ];
};

const commentBlocks = ({ comments, target }: RequirementForm): KnownBlock[] => {
  if (comments.length === 0) return [];
  const newest = comments.toSorted((one, other) => other.createdAt - one.createdAt);
  const left = comments.length - MAX_COMMENTS;
  return [
    section(`*What Number Ops wrote about this ${target.kind === 'part' ? 'part' : 'group'}:*`),
    ...newest.slice(0, MAX_COMMENTS).map((each) => section(`${dateText(each.createdAt)}\n${quote(each.body, 2500)}`)),
    ...(left > 0 ? [context(`and ${counted(left, 'older comment')}; all stand in the thread`)] : []),
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

const strayProblems = ({ problems = [], pages, page }: Shown): KnownBlock[] => {
  const asked = new Set(pages[page]?.fields.map(({ key }) => key));
  const stray = problems.filter(({ field }) => !asked.has(field)).map((each) => escapeLine(each.message, 300));
  return stray.length === 0 ? [] : [section(`*Please change this:* ${listed(stray, 5)}`)];
};

/** The fields in question may be far below: the first line says that nothing went, and which they are. */
const problemHead = ({ form, problems = [] }: Shown): KnownBlock[] => {
  const keys = [...new Set(problems.map(({ field }) => field))];
  const fields = [...form.fields, ...form.aside].filter(({ key }) => keys.includes(key));
  const names = fields.map((field) => escapeLine(fieldLabel(field), 100));
  return fields.length === 0 ? [] : [section(`:warning: *Nothing was sent yet.* Look again at: ${listed(names, 10)}.`)];
};

const toProblemsByKey = (problems: readonly Problem[]): Record<string, string> => {
  const byKey: Record<string, string> = {};
  for (const { field, message } of problems)
    byKey[field] = byKey[field] === undefined ? message : `${byKey[field]} ${message}`;
  return byKey;
};

/** Fields as far as the view holds them; the others are named, and asked for the next time. */
const fitFields = (page: FormPage, given: FieldContext): KnownBlock[] => {
  const blocks: KnownBlock[] = [];
  for (const [at, field] of page.fields.entries()) {
    const next = fieldBlocks(field, given);
    if (blocks.length + next.length > FIELD_BLOCKS) {
      const left = page.fields.slice(at).map(({ requirement }) => escapeLine(requirement.name, 80));
      return [...blocks, context(`More than one form holds. Asked the next time: ${listed(left, 15)}.`)];
    }
    blocks.push(...next);
  }
  return blocks;
};

const pageBlocks = ({ form, draft, problems = [], pages, page }: Shown): KnownBlock[] => {
  const shown = pages[page];
  if (shown === undefined) return [];
  if (shown.kind === 'aside') return asideBlocks({ form, draft, fields: shown.fields });
  return [...fitFields(shown, { form, draft, problems: toProblemsByKey(problems) }), ...putAsideBlocks(form, shown)];
};

const backButton = ({ form, page }: Shown): KnownBlock[] =>
  page === 0
    ? []
    : actions([button({ text: 'Back', actionId: ACTIONS.requirementsBack, value: formTarget.encode(form.target) })]);

const nothingModal = (form: RequirementForm): ModalView =>
  modal({
    title: 'Nothing to fill in',
    blocks: [
      section(`${formTitle(form)}\nNothing is asked of you here at present.`),
      ...commentBlocks(form),
      ...settledBlocks(form),
    ],
  });

/** Where Telnyx does not say which, something was declined all the same. */
const isDeclined = ({ fields, certain }: RequirementForm): boolean =>
  !certain || fields.some(({ status }) => status === 'declined');

const titleOf = (form: RequirementForm): string => {
  if (form.target.kind === 'group') return 'Requirement group';
  return isDeclined(form) ? 'Fix what was rejected' : 'Provide details';
};

const submitText = (form: RequirementForm, isLast: boolean): string => {
  if (!isLast) return 'Next';
  return form.target.kind === 'group' ? 'Save in the group' : 'Send to Telnyx';
};

/** A page of what is missing or was declined, with what this person filled in so far; what is settled is only listed. */
export const requirementsModal = ({ form, draft, problems = [] }: RequirementsForm): ModalView => {
  if (form.fields.length + form.aside.length === 0) return nothingModal(form);
  const pages = pagesOf(form, draft);
  const page = Math.min(draft.page, pages.length - 1);
  const shown: Shown = { form, draft, problems, pages, page };
  const isLast = page === pages.length - 1;
  return modal({
    title: titleOf(form),
    submit: submitText(form, isLast),
    close: 'Cancel',
    callbackId: VIEWS.requirementsSubmit,
    metadata: formContext.encode({ target: form.target, page, isLast }),
    notifyOnClose: true,
    blocks: [
      ...problemHead(shown),
      ...introBlocks(shown),
      ...commentBlocks(form),
      ...certaintyBlocks(form),
      ...strayProblems(shown),
      divider,
      ...pageBlocks(shown),
      ...(isLast ? settledBlocks(form) : []),
      ...backButton(shown),
    ],
  });
};
