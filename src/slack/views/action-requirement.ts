import type { FormField, RequirementForm } from '../../domain/requirement-form.ts';
import { ACTIONS, requirementsRef } from '../ids.ts';
import { actions, button, context, escapeLine, escapeText, type KnownBlock, truncate } from './blocks.ts';
import { fieldLabel } from './requirement-advice.ts';
import { dateText, personText } from './words.ts';

const stateWords = ({ requirement }: FormField, form: RequirementForm): string => {
  const link = form.links[requirement.id];
  return link === undefined
    ? 'No link was made here yet.'
    : `${personText(link.personId)} made the link, ${dateText(link.madeAt)}. It is not done yet.`;
};

const linkButton = ({ requirement }: FormField, { target, links }: RequirementForm): KnownBlock[] =>
  target.kind === 'group'
    ? []
    : actions([
        button({
          text: links[requirement.id] === undefined ? 'Make the link' : 'Show the link',
          actionId: ACTIONS.linkShow,
          value: requirementsRef.encode({ ...target, requirementIds: [requirement.id] }),
          label: `The link for ${requirement.name}`,
        }),
      ]);

/** An act of the end user at Telnyx, which no form can do for them: its link is handed over. */
export const actionBlocks = (field: FormField, form: RequirementForm): KnownBlock[] => {
  const description = field.requirement.description?.trim() ?? '';
  const words = form.target.kind === 'group' ? 'It is asked in each order.' : stateWords(field, form);
  return [
    context(
      `*${escapeLine(fieldLabel(field), 250)}*: something the end user does with Telnyx, through a link. ${truncate(escapeText(description), 1200)} ${words}`,
    ),
    ...linkButton(field, form),
  ];
};
