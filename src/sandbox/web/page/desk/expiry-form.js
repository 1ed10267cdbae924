import { html, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { DAY_MS, dayText, parseInputText, toInputText } from './desk-time.js';
import { useAct } from './use-act.js';

/** @import { DeskGroupRequirement } from '../../../telnyx/desk-groups.ts' */
/** @import { Hands } from './use-act.js' */

const USUAL_MS = 30 * DAY_MS;

/** @typedef {{ groupId: string, requirement: DeskGroupRequirement, hands: Hands, now: number, timeZone: string }} ExpiryProps */

/** @param {ExpiryProps & { onClose: () => void }} props */
const ExpiryForm = ({ groupId, requirement: { requirementId, expiresAt, name }, hands, now, timeZone, onClose }) => {
  const [text, setText] = useState(toInputText({ at: expiresAt ?? now + USUAL_MS, timeZone }));
  const { busy, error, run, setError } = useAct(hands);
  const id = `expiry-${groupId}-${requirementId}`;
  /** @param {number | null} at @param {string} done */
  const set = async (at, done) => {
    if (await run({ type: 'expire-value', groupId, requirementId, expiresAt: at }, done)) onClose();
  };
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const at = parseInputText({ text, timeZone });
    if (at === null) setError('Give a date and a time.');
    else if (at <= now) setError('That is in the past. Choose a later moment, and let the clock run to it.');
    else await set(at, `${name}: good until ${dayText({ at, timeZone })}.`);
  };
  return html`<form class="desk-form" onSubmit=${submit} noValidate>
    <label for=${id}>Good until (${timeZone})</label>
    <div class="desk-row">
      <input id=${id} type="datetime-local" value=${text}
        onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => setText(currentTarget.value)} />
      <button type="submit" class="desk-button" disabled=${busy}>Set</button>
      ${
        expiresAt !== null &&
        html`<button type="button" class="desk-button" disabled=${busy}
          onClick=${() => set(null, `${name}: does not run out any more.`)}>Remove</button>`
      }
      <button type="button" class="desk-button" onClick=${onClose}>Cancel</button>
    </div>
    <${Problem} error=${error} />
  </form>`;
};

/** Until when a value of a group is good, and what changes it. @param {ExpiryProps} props */
export const Expiry = (props) => {
  const [isOpen, setOpen] = useState(false);
  const { value, status, expiresAt, name } = props.requirement;
  if (value === null) return null;
  const isOver = status === 'expired';
  const until = expiresAt === null ? '' : dayText({ at: expiresAt, timeZone: props.timeZone });
  return html`<div class="part-line">
    ${expiresAt !== null && html`<span>${isOver ? 'Ran out' : 'Good until'} ${until}</span>`}
    ${
      !isOver &&
      html`<button type="button" class="desk-link" aria-expanded=${isOpen} aria-label=${`Set until when it is good: ${name}`}
        onClick=${() => setOpen(!isOpen)}>${expiresAt === null ? 'Let it run out…' : 'Change…'}</button>`
    }
    ${isOpen && !isOver && html`<${ExpiryForm} ...${props} onClose=${() => setOpen(false)} />`}
  </div>`;
};
