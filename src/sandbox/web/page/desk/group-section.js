import { html } from '/vendor/preact.js';
import { AnswerValue } from './answer-value.js';
import { Chip } from './chip.js';
import { counted } from './desk-time.js';
import { Expiry } from './expiry-form.js';
import { GroupDecision } from './group-decision.js';
import { filledText, groupTitle, groupVerdict, isWaitingGroup } from './group-words.js';
import { Comments } from './part-comments.js';
import { countryName } from './part-words.js';

/** @import { DeskGroup } from '../../../telnyx/desk-groups.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ hands: Hands, now: number, timeZone: string }} Around */

/** @param {Around & { group: DeskGroup }} props */
const Values = ({ group, hands, now, timeZone }) => html`<ul class="requirements">
  ${group.requirements.map(
    (requirement) => html`<li class="requirement" key=${requirement.requirementId}>
      <div class="requirement-head">
        <h4>${requirement.name}</h4>
        <${Chip} ...${requirement.value === null ? { words: 'No value yet', tone: 'quiet' } : groupVerdict(requirement)} />
      </div>
      <${AnswerValue} requirement=${requirement} />
      <${Expiry} groupId=${group.groupId} requirement=${requirement} hands=${hands} now=${now} timeZone=${timeZone} />
    </li>`,
  )}
</ul>`;

/** A requirement group as whoever vets it sees it. @param {Around & { group: DeskGroup }} props */
const GroupCard = (props) => {
  const { group, hands, timeZone } = props;
  const { groupId, comments, country, reference } = group;
  const id = `group-${groupId}`;
  const toAct = (/** @type {string} */ body) => /** @type {const} */ ({ type: 'comment-group', groupId, body });
  return html`<article class="part" aria-labelledby=${id}>
    <header class="part-head">
      <h3 id=${id}>${groupTitle(group)}</h3>
      <${Chip} ...${groupVerdict(group)} />
    </header>
    <p class="part-reference">${countryName(country)} · ${filledText(group)} · ${reference ?? 'no reference'}</p>
    <${Values} ...${props} />
    ${isWaitingGroup(group) && html`<${GroupDecision} group=${group} hands=${hands} />`}
    <${Comments} id=${groupId} comments=${comments} label="Comment of Number Ops, to whoever keeps the group"
      done="Sent. numberdesk tells the channel of the group at its next look." toAct=${toAct} hands=${hands} timeZone=${timeZone} />
  </article>`;
};

/** Requirement groups: those that wait for approval, and behind a fold all others. @param {Around & { groups: DeskGroup[] }} props */
export const GroupSection = ({ groups, ...around }) => {
  if (groups.length === 0) return null;
  const waiting = groups.filter(isWaitingGroup);
  const others = groups.filter((group) => !isWaitingGroup(group)).toReversed();
  const toCard = (/** @type {DeskGroup} */ group) =>
    html`<${GroupCard} key=${group.groupId} group=${group} ...${around} />`;
  return html`<section class="groups" aria-label="Requirement groups">
    ${waiting.map(toCard)}
    ${
      others.length > 0 &&
      html`<details class="finished">
        <summary>${counted(others.length, waiting.length > 0 ? 'other requirement group' : 'requirement group')}</summary>
        ${others.map(toCard)}
      </details>`
    }
  </section>`;
};
