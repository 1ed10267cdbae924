import { html, useRef, useState } from '/vendor/preact.js';
import { AnswerValue } from './answer-value.js';
import { Chip, Problem } from './chip.js';
import { DecisionForm } from './decision-form.js';
import { EndUser } from './end-user.js';
import { canApprove, canDecline, isToBeDone, requirementVerdict } from './part-words.js';
import { useAct } from './use-act.js';

/** @import { DeskPart, DeskRequirement } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/**
 * @typedef {object} DecideProps
 * @property {DeskRequirement} requirement
 * @property {boolean} busy
 * @property {() => void} onApprove
 * @property {(verdict: 'approve' | 'decline') => void} onOpen
 */

/** @param {DecideProps} props */
const Decide = ({ requirement, busy, onApprove, onOpen }) => {
  const { name } = requirement;
  if (!canApprove(requirement)) return null;
  return html`<div class="desk-row">
    <button type="button" class="desk-button desk-approve" disabled=${busy} aria-label=${`Approve: ${name}`}
      onClick=${onApprove}>Approve</button>
    ${
      canDecline(requirement) &&
      html`<button type="button" class="desk-button" aria-label=${`Decline: ${name}`} data-tour="decline"
        onClick=${() => onOpen('decline')}>Decline…</button>`
    }
    <button type="button" class="desk-link" aria-label=${`Approve with a comment: ${name}`}
      onClick=${() => onOpen('approve')}>with a comment</button>
  </div>`;
};

/**
 * One requirement of a part that is pending: what was given, and the decision.
 * @param {{ part: DeskPart, requirement: DeskRequirement, isOpen: boolean, hands: Hands }} props
 */
export const RequirementRow = ({ part, requirement, isOpen, hands }) => {
  const [verdict, setVerdict] = useState(/** @type {'approve' | 'decline' | null} */ (null));
  const row = useRef(/** @type {HTMLLIElement | null} */ (null));
  const { busy, error, run } = useAct(hands);
  const { partId } = part;
  const { requirementId, name } = requirement;
  /** The button that was pressed goes away with the decision: the focus stays on the requirement. */
  const close = () => {
    setVerdict(null);
    row.current?.focus();
  };
  const approve = async () => {
    const act = /** @type {const} */ ({ type: 'approve', partId, requirementId, comment: null });
    if (await run(act, `Approved: ${name}.`)) row.current?.focus();
  };
  return html`<li class="requirement" ref=${row} tabindex="-1">
    <div class="requirement-head">
      <h4>${name}</h4>
      <${Chip} ...${requirementVerdict(requirement)} />
    </div>
    <${AnswerValue} requirement=${requirement} />
    ${isOpen && isToBeDone(requirement) && html`<${EndUser} partId=${partId} requirement=${requirement} hands=${hands} />`}
    ${isOpen && verdict === null && html`<${Decide} requirement=${requirement} busy=${busy} onApprove=${approve} onOpen=${setVerdict} />`}
    ${
      isOpen &&
      verdict !== null &&
      html`<${DecisionForm} part=${part} requirement=${requirement} verdict=${verdict} hands=${hands} onClose=${close} />`
    }
    <${Problem} error=${error} />
  </li>`;
};
