import type { RequirementType } from '../../domain/requirement.ts';
import type { FormTarget, SubmitOutcome } from '../../domain/requirement-form.ts';
import { ACTIONS, formTarget, type PartRef, partRef, requirementsRef } from '../ids.ts';
import { groupRef } from '../ids-of-groups.ts';
import { actions, button, context, escapeLine, type KnownBlock, type ModalView, modal, section } from './blocks.ts';
import { counted, dateText, requirementsText, sentOfText } from './words.ts';

type Sent = {
  outcome: Extract<SubmitOutcome, { kind: 'sent' | 'nothing' }>;
  context: PartRef;
  requirementTypes?: Record<string, RequirementType>;
  /** Open parts of other orders, or of this one, that lack the same. */
  others?: number;
};

const sentText = ({ sent, missing, deadlineAt }: Extract<SubmitOutcome, { kind: 'sent' }>): string => {
  if (missing.length === 0) return '*All answers are in.* Number Ops at Telnyx reviews them now.';
  const by = deadlineAt === null ? '' : `, all by ${dateText(deadlineAt)}`;
  return `*${sentOfText(sent, missing)}, ${missing.length} missing${by}.*`;
};

const missingBlocks = (missing: string[], { context: part, requirementTypes }: Sent): KnownBlock[] =>
  missing.length === 0
    ? []
    : [
        section(`Still missing: ${requirementsText(requirementTypes ?? {}, missing)}.`),
        ...actions([
          button({ text: 'Remind me tomorrow', actionId: ACTIONS.requirementsRemind, value: partRef.encode(part) }),
        ]),
      ];

/** So many ids fit into a button's value; no country asks for as many. */
const MOST_SPREAD = 40;

const failureBlocks = ({ outcome }: Sent): KnownBlock[] =>
  outcome.kind !== 'sent' || outcome.failure === null
    ? []
    : [
        section(
          `*The rest was not sent:* ${escapeLine(outcome.failure, 300)} What you typed for it is kept: open the form again to send it.`,
        ),
      ];

/** The same answer may be missing, or declined, elsewhere: it need not be typed again. */
const spreadBlocks = ({ outcome, context: part, others = 0 }: Sent): KnownBlock[] =>
  outcome.kind !== 'sent' || others === 0
    ? []
    : [
        section(
          `${counted(others, 'other part')} of your orders ${others === 1 ? 'lacks' : 'lack'} the same, or had it declined.`,
        ),
        ...actions([
          button({
            text: 'Use these answers there too…',
            actionId: ACTIONS.spreadOpen,
            value: requirementsRef.encode({ ...part, requirementIds: outcome.sent.slice(0, MOST_SPREAD) }),
          }),
        ]),
      ];

const saveBlocks = ({ outcome, context: part }: Sent): KnownBlock[] =>
  outcome.kind === 'sent'
    ? actions([
        button({
          text: 'Save these answers as a requirement group',
          actionId: ACTIONS.groupSave,
          value: partRef.encode(part),
        }),
      ])
    : [];

/** What became of the answers. Missing ones are a result, not an error. */
export const sentModal = (sent: Sent): ModalView => {
  const { outcome } = sent;
  if (outcome.kind === 'nothing') {
    return modal({
      title: 'Nothing to send',
      blocks: [
        section('*Nothing was sent.* Either no field was filled in, or Telnyx already has all of these answers.'),
        context('Open the form again from the order’s thread when you have something to add.'),
      ],
    });
  }
  return modal({
    title: outcome.missing.length === 0 ? 'All answers sent' : 'Answers sent',
    blocks: [
      section(sentText(outcome)),
      ...failureBlocks(sent),
      ...missingBlocks(outcome.missing, sent),
      ...spreadBlocks(sent),
      ...saveBlocks(sent),
      context('The order’s thread says what was sent and by whom. You will be told there what Number Ops decides.'),
    ],
  });
};

const reapplyBlocks = (groupId: string, parts: number): KnownBlock[] =>
  parts === 0
    ? []
    : [
        section(
          `${counted(parts, 'open part')} ${parts === 1 ? 'has' : 'have'} the answers from before: a change does not reach them by itself.`,
        ),
        ...actions([
          button({ text: 'Apply it again…', actionId: ACTIONS.groupApply, value: groupRef.encode({ groupId }) }),
        ]),
      ];

/** A group that was filled in: what it still lacks before an order can be placed with it. */
export const groupSavedModal = ({
  target,
  outcome,
  parts,
}: {
  target: Extract<FormTarget, { kind: 'group' }>;
  outcome: Sent['outcome'];
  /** Open parts that it was applied to: Telnyx does not carry the change to them. */
  parts: number;
}): ModalView => {
  const left = outcome.kind === 'sent' ? outcome.missing.length : null;
  const words =
    left === null
      ? '*Nothing was changed.* No field was filled in, or the group holds all of it already.'
      : left === 0
        ? '*The group is fulfilled:* every requirement has a value. Orders can be placed with it now; its approval is not needed.'
        : `*Saved.* ${left} of its requirements still need an answer: an order needs all of them.`;
  return modal({
    title: 'Requirement group',
    blocks: [
      section(words),
      ...(left === 0
        ? []
        : actions([
            button({ text: 'Go on filling in', actionId: ACTIONS.requirementsOpen, value: formTarget.encode(target) }),
          ])),
      ...reapplyBlocks(target.groupId, parts),
    ],
  });
};
