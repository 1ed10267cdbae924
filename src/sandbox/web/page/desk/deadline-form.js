import { html, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { DAY_MS, momentText, parseInputText, spanText, toInputText } from './desk-time.js';
import { isPending, isWaiting } from './part-words.js';
import { useAct } from './use-act.js';

/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

const EXTENSION_MS = 5 * DAY_MS;
/** Less than this left is shown as urgent: the app's own first reminder. */
const NEAR_MS = 3 * DAY_MS;

/** @typedef {{ part: DeskPart, hands: Hands, now: number, timeZone: string }} DeadlineProps */

/** @param {Omit<DeadlineProps, 'hands'>} props */
const DeadlineText = ({ part: { deadlineAt }, now, timeZone }) => {
  if (deadlineAt === null) return html`<span>No deadline</span>`;
  const left = deadlineAt - now;
  const words = left > 0 ? `${spanText(left)} left` : 'passed';
  return html`<span>Deadline ${momentText({ at: deadlineAt, timeZone })} · <span class=${left < NEAR_MS ? 'deadline-near' : ''}>${words}</span></span>`;
};

/** @param {DeadlineProps & { onClose: () => void }} props */
const DeadlineForm = ({ part: { partId, deadlineAt }, hands, now, timeZone, onClose }) => {
  const [text, setText] = useState(toInputText({ at: deadlineAt ?? now + EXTENSION_MS, timeZone }));
  const { busy, error, run, setError } = useAct(hands);
  const id = `deadline-${partId}`;
  /** @param {number | null} at @param {string} done */
  const move = async (at, done) => {
    if (await run({ type: 'move-deadline', partId, deadlineAt: at }, done)) onClose();
  };
  const extended = (deadlineAt ?? now) + EXTENSION_MS;
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const at = parseInputText({ text, timeZone });
    if (at === null) setError('Give a date and a time.');
    else if (at <= now) setError('That is in the past. Choose a later moment, or let the clock run to the deadline.');
    else
      await move(at, `Deadline moved to ${momentText({ at, timeZone })}. numberdesk tells the thread within seconds.`);
  };
  return html`<form class="desk-form" onSubmit=${submit} noValidate>
    <div class="desk-row">
      <button type="button" class="desk-button" disabled=${busy}
        onClick=${() => move(extended, 'Five days more. numberdesk tells the thread within seconds.')}>+5 days</button>
      ${
        deadlineAt !== null &&
        html`<button type="button" class="desk-button" disabled=${busy}
          onClick=${() => move(null, 'Deadline removed.')}>Remove</button>`
      }
    </div>
    <label for=${id}>Or on a day and time (${timeZone})</label>
    <div class="desk-row">
      <input id=${id} type="datetime-local" value=${text}
        onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => setText(currentTarget.value)} />
      <button type="submit" class="desk-button" disabled=${busy}>Set</button>
      <button type="button" class="desk-button" onClick=${onClose}>Cancel</button>
    </div>
    <${Problem} error=${error} />
  </form>`;
};

/** A part's deadline with the time left, and what moves it. @param {DeadlineProps} props */
export const Deadline = (props) => {
  const [isOpen, setOpen] = useState(false);
  const { part } = props;
  if (!isPending(part) || (part.deadlineAt === null && !isWaiting(part))) return null;
  return html`<div class="part-line">
    <${DeadlineText} ...${props} />
    <button type="button" class="desk-link" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
      ${part.deadlineAt === null ? 'Set one…' : 'Change…'}
    </button>
    ${isOpen && html`<${DeadlineForm} ...${props} onClose=${() => setOpen(false)} />`}
  </div>`;
};
