import { html } from '/vendor/preact.js';
import { Chip, Problem } from './chip.js';
import { Deadline } from './deadline-form.js';
import { PartComments } from './part-comments.js';
import { canApprove, countryName, isFollowed, isPending, numbersText, partTitle, partVerdict } from './part-words.js';
import { RequirementRow } from './requirement-row.js';
import { useAct } from './use-act.js';

/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ part: DeskPart, hands: Hands, now: number, timeZone: string }} PartProps */

/** @param {DeskPart} part */
const approvable = (part) => part.requirements.filter(canApprove);

/** @param {{ part: DeskPart, hands: Hands }} props */
const ApproveAll = ({ part, hands }) => {
  const { busy, error, run } = useAct(hands);
  const open = approvable(part).length;
  if (open === 0) return null;
  const { partId } = part;
  const approve = () =>
    run({ type: 'approve-all', partId }, `All ${open} approved. numberdesk tells the thread within seconds.`);
  return html`<div>
    <button type="button" class="desk-button desk-approve desk-wide" data-tour="approve-all" disabled=${busy}
      aria-label=${`Approve all ${open} of the ${partTitle(part)} part`} onClick=${approve}>Approve all (${open})</button>
    <${Problem} error=${error} />
  </div>`;
};

/** @param {{ part: DeskPart }} props */
const Numbers = ({ part: { phoneNumbers } }) => html`<details class="part-numbers">
  <summary>${phoneNumbers.length} numbers</summary>
  <ul>${phoneNumbers.map((number) => html`<li>${number}</li>`)}</ul>
</details>`;

/** numberdesk follows its own orders only; others it shows to whoever asks by id. @param {{ part: DeskPart }} props */
const Elsewhere = ({ part }) =>
  !isFollowed(part) &&
  html`<p class="part-numbers">Made elsewhere. In Slack: <code>/numbers show ${part.partId}</code></p>`;

/** A sub number order as whoever vets it sees it. @param {PartProps} props */
export const PartCard = (props) => {
  const { part, hands, timeZone } = props;
  const isOpen = isPending(part);
  const id = `part-${part.partId}`;
  return html`<article class="part" aria-labelledby=${id}>
    <header class="part-head">
      <h3 id=${id}>${partTitle(part)}</h3>
      <${Chip} ...${partVerdict(part)} />
    </header>
    <p class="part-reference">${countryName(part.country)} · ${numbersText(part)} · ${part.reference ?? 'no reference'}</p>
    <${Elsewhere} part=${part} />
    <${Deadline} ...${props} />
    ${part.phoneNumbers.length > 1 ? html`<${Numbers} part=${part} />` : html`<p class="part-numbers">${part.phoneNumbers[0]}</p>`}
    <ul class="requirements">
      ${part.requirements.map(
        (requirement) =>
          html`<${RequirementRow} key=${requirement.requirementId} part=${part} requirement=${requirement} isOpen=${isOpen} hands=${hands} />`,
      )}
    </ul>
    ${isOpen && html`<${ApproveAll} part=${part} hands=${hands} />`}
    <${PartComments} part=${part} hands=${hands} timeZone=${timeZone} />
  </article>`;
};
