import { takesNotApplicable } from '../../domain/requirement.ts';
import type { FormDraft, FormField, RequirementForm } from '../../domain/requirement-form.ts';
import { ACTIONS, formTarget, requirementsRef } from '../ids.ts';
import { groupRequirementsRef } from '../ids-of-groups.ts';
import { actions, button, escapeLine, type KnownBlock, LIMITS, option, plainLine, section } from './blocks.ts';
import { checkboxesInput } from './form-inputs.ts';
import { listed } from './words.ts';

/** Block ids of the checkboxes for "N/A"; ten in each. */
export const NOT_APPLICABLE_BLOCK = 'aside:not-applicable';
const CHECKBOXES = 10;

const isText = ({ requirement }: FormField): boolean => takesNotApplicable(requirement);

const textInputs = (texts: FormField[], draft: FormDraft): KnownBlock[] =>
  Array.from({ length: Math.ceil(texts.length / CHECKBOXES) }, (_, at) => {
    const options = texts
      .slice(at * CHECKBOXES, (at + 1) * CHECKBOXES)
      .map(({ key, requirement }) => option(plainLine(requirement.name, LIMITS.optionText), key));
    return checkboxesInput({
      blockId: `${NOT_APPLICABLE_BLOCK}:${at}`,
      label: 'Send “N/A” for these texts?',
      hint: 'What is left unticked stays without a value: the order is cancelled unless every requirement has one.',
      optional: true,
      options,
      initial: draft.notApplicable,
    });
  });

const askButton = ({ target }: RequirementForm, fields: FormField[]): KnownBlock[] => {
  const requirementIds = fields.map(({ requirement }) => requirement.id);
  const about =
    target.kind === 'group'
      ? {
          actionId: ACTIONS.groupCommentAbout,
          value: groupRequirementsRef.encode({ groupId: target.groupId, requirementIds }),
        }
      : {
          actionId: ACTIONS.requirementsAskNumberOps,
          value: requirementsRef.encode({ ...target, requirementIds }),
        };
  return actions([button({ text: 'Ask Number Ops', ...about })]);
};

const otherBlocks = (form: RequirementForm, others: FormField[]): KnownBlock[] => {
  if (others.length === 0) return [];
  const names = others.map(({ requirement }) => `*${escapeLine(requirement.name, 100)}*`);
  return [
    section(
      `${listed(names, 20)}: “N/A” cannot stand for a document, an address or a date. ${
        form.target.kind === 'group' ? 'A group is complete only with them. ' : ''
      }Ask Number Ops whether they may be left out, or what to send instead.`,
    ),
    ...askButton(form, others),
  ];
};

/** On a page that asks for the other kind of customer after all: the way back. */
export const putAsideBlocks = (form: RequirementForm, { fields }: { fields: FormField[] }): KnownBlock[] => {
  const aside = new Set(form.aside.map(({ key }) => key));
  if (!fields.some(({ key }) => aside.has(key))) return [];
  return actions([
    button({
      text: 'Put the other kind of customer aside again',
      actionId: ACTIONS.requirementsPutAside,
      value: formTarget.encode(form.target),
    }),
  ]);
};

/** The page of what belongs to the other kind of customer: it counts all the same, so each gets a decision. */
export const asideBlocks = ({
  form,
  draft,
  fields,
}: {
  form: RequirementForm;
  draft: FormDraft;
  fields: FormField[];
}): KnownBlock[] => [
  section(
    '*Put aside: what is asked of the other kind of customer.* Telnyx counts these too, and cancels the order unless every requirement has a value.',
  ),
  ...textInputs(fields.filter(isText), draft),
  ...otherBlocks(
    form,
    fields.filter((field) => !isText(field)),
  ),
  ...actions([
    button({
      text: 'Ask me for these too',
      actionId: ACTIONS.requirementsAside,
      value: formTarget.encode(form.target),
    }),
  ]),
];
