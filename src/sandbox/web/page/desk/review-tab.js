import { html } from '/vendor/preact.js';
import { Chip } from './chip.js';
import { counted } from './desk-time.js';
import { ElsewhereForm } from './elsewhere-form.js';
import { GroupSection } from './group-section.js';
import { isWaitingGroup } from './group-words.js';
import { PartCard } from './part-card.js';
import { isPending, numbersText, partTitle, partVerdict, sortForReview } from './part-words.js';
import { useNow } from './use-now.js';

/** @import { PageState } from '../../protocol.ts' */
/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** The latest finished parts; more would only be scrolled past. */
const FINISHED_SHOWN = 50;

const Nothing = () => html`<div class="desk-empty">
  <p><strong>Nothing to vet yet.</strong></p>
  <p>Order numbers of a country that asks for paperwork, for example <code>/numbers search DE local Berlin</code>. What is sent in lands here, and you decide on it as Telnyx’s people would.</p>
</div>`;

/** @param {{ parts: DeskPart[] }} props */
const Finished = ({ parts }) => html`<details class="finished">
  <summary>${counted(parts.length, 'finished part')}</summary>
  <ul>
    ${parts.slice(0, FINISHED_SHOWN).map(
      (part) => html`<li class="finished-part" key=${part.partId}>
        <span>${partTitle(part)} · ${numbersText(part)}</span>
        <${Chip} ...${partVerdict(part)} />
        <span class="part-reference">${part.reference ?? 'No reference'}</span>
      </li>`,
    )}
  </ul>
</details>`;

/** Everything that waits for a decision, what needs a reviewer first. @param {{ state: PageState, hands: Hands }} props */
export const ReviewTab = ({ state, hands }) => {
  const now = useNow(state.clock);
  const pending = sortForReview(state.desk.filter(isPending));
  const finished = state.desk.filter((part) => !isPending(part)).toReversed();
  return html`<div class="review">
    ${pending.length === 0 && !state.groups.some(isWaitingGroup) && html`<${Nothing} />`}
    ${pending.map(
      (part) =>
        html`<${PartCard} key=${part.partId} part=${part} hands=${hands} now=${now} timeZone=${state.me.timeZone} />`,
    )}
    <${GroupSection} groups=${state.groups} hands=${hands} now=${now} timeZone=${state.me.timeZone} />
    ${finished.length > 0 && html`<${Finished} parts=${finished} />`}
    <${ElsewhereForm} hands=${hands} />
  </div>`;
};
