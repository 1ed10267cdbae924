import type { RequirementType } from '../../domain/requirement.ts';
import { ACTIONS, type RequirementsRef, requirementsRef, VIEWS } from '../ids.ts';
import {
  actions,
  button,
  context,
  escapeLine,
  escapeText,
  type ModalView,
  modal,
  section,
  truncate,
} from './blocks.ts';
import { type FormState, readText, textInput } from './form-inputs.ts';

const FIELDS = { firstName: 'link:first-name', lastName: 'link:last-name' } as const;

const aboutBlock = ({ name, description }: RequirementType) =>
  section(`*${escapeLine(name, 150)}*\n${truncate(escapeText(description?.trim() ?? ''), 1500)}`);

/** Whom Telnyx makes the link for. */
export const linkFormModal = ({
  requirement,
  ref,
}: {
  requirement: RequirementType;
  ref: RequirementsRef;
}): ModalView =>
  modal({
    title: 'A link for the end user',
    submit: 'Make the link',
    close: 'Back',
    callbackId: VIEWS.linkSubmit,
    metadata: requirementsRef.encode(ref),
    blocks: [
      aboutBlock(requirement),
      textInput({ blockId: FIELDS.firstName, label: 'First name of the end user', maxLength: 200 }),
      textInput({ blockId: FIELDS.lastName, label: 'Last name of the end user', maxLength: 200 }),
      context('As in their identity document. Telnyx makes a link that only they should follow.'),
    ],
  });

export const readLinkForm = (state: FormState): { firstName: string; lastName: string } => ({
  firstName: readText(state, FIELDS.firstName),
  lastName: readText(state, FIELDS.lastName),
});

const isWebLink = (link: string): boolean => URL.canParse(link) && new URL(link).protocol === 'https:';

/** The link to hand over: here only, never in a message. */
export const linkModal = ({ requirement, link }: { requirement: RequirementType; link: string }): ModalView =>
  modal({
    title: 'A link for the end user',
    blocks: [
      aboutBlock(requirement),
      section(
        `Copy this and send it to the end user, and to nobody else:\n\`\`\`${escapeText(link).replaceAll('`', '')}\`\`\``,
      ),
      ...(isWebLink(link) && link.length <= 3000
        ? actions([button({ text: 'Open it here', actionId: ACTIONS.linkOpen, url: link })])
        : []),
      context('The card says that it was made, and reminds while it is not done. It can be shown again from the form.'),
    ],
  });
