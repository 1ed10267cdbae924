import { html, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { groupTitle } from './group-words.js';
import { useAct } from './use-act.js';
import { WordsForm } from './words-form.js';

/** @import { DeskGroup } from '../../../telnyx/desk-groups.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ group: DeskGroup, hands: Hands }} DecisionProps */

/** @param {DecisionProps & { onClose: () => void }} props */
const DeclineForm = ({ group, hands, onClose }) => {
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const { groupId, requirements } = group;
  /** @param {string} id */
  const toggle = (id) => setChosen(chosen.includes(id) ? chosen.filter((known) => known !== id) : [...chosen, id]);
  const toAct = (/** @type {string} */ comment) =>
    /** @type {const} */ ({ type: 'decline-group', groupId, requirementIds: chosen, comment });
  return html`<${WordsForm} id=${`decline-${groupId}`} label="What is wrong? The customer reads it (required)" tone="decline"
    submit="Decline" missing="Say what is wrong: without a comment nobody can fix it."
    done="Declined. numberdesk tells the channel of the group at its next look." toAct=${toAct} hands=${hands} onClose=${onClose}>
    <fieldset class="group-choices">
      <legend>Which values? None ticked: all of them.</legend>
      ${requirements.map(
        ({ requirementId, name }) => html`<label key=${requirementId}>
          <input type="checkbox" checked=${chosen.includes(requirementId)} onChange=${() => toggle(requirementId)} /> ${name}
        </label>`,
      )}
    </fieldset>
  <//>`;
};

/** Approve or decline a group that was submitted. @param {DecisionProps} props */
export const GroupDecision = ({ group, hands }) => {
  const [isDeclining, setDeclining] = useState(false);
  const { busy, error, run } = useAct(hands);
  const { groupId } = group;
  const approve = () => run({ type: 'approve-group', groupId }, `Approved: ${groupTitle(group)}.`);
  if (isDeclining) return html`<${DeclineForm} group=${group} hands=${hands} onClose=${() => setDeclining(false)} />`;
  return html`<div>
    <div class="desk-row">
      <button type="button" class="desk-button desk-approve" disabled=${busy}
        aria-label=${`Approve the ${groupTitle(group)}`} onClick=${approve}>Approve group</button>
      <button type="button" class="desk-button" aria-label=${`Decline the ${groupTitle(group)}`}
        onClick=${() => setDeclining(true)}>Decline…</button>
    </div>
    <${Problem} error=${error} />
  </div>`;
};
