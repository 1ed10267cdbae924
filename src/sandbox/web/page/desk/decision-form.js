import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { declinePhrases } from './part-words.js';
import { useAct } from './use-act.js';

/** @import { DeskPart, DeskRequirement } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ requirement: DeskRequirement, onPick: (phrase: string) => void }} PhrasesProps */

/** @param {PhrasesProps} props */
const Phrases = ({ requirement, onPick }) => html`<div class="phrases" role="group" aria-label="Ready phrases">
  ${declinePhrases(requirement).map(
    (phrase) => html`<button type="button" class="phrase" onClick=${() => onPick(phrase)}>${phrase}</button>`,
  )}
</div>`;

/**
 * @typedef {object} DecisionProps
 * @property {DeskPart} part
 * @property {DeskRequirement} requirement
 * @property {'approve' | 'decline'} verdict
 * @property {Hands} hands
 * @property {() => void} onClose
 */

/** @param {DecisionProps} props */
const toAct = ({ part: { partId }, requirement: { requirementId }, verdict }, /** @type {string} */ comment) =>
  verdict === 'decline'
    ? /** @type {const} */ ({ type: 'decline', partId, requirementId, comment })
    : /** @type {const} */ ({ type: 'approve', partId, requirementId, comment: comment || null });

/** @type {Record<DecisionProps['verdict'], { label: string, submit: string, done: string }>} */
const WORDS = {
  decline: {
    label: 'What is wrong? The customer reads it (required)',
    submit: 'Decline',
    done: 'Declined. numberdesk tells the thread within seconds.',
  },
  approve: {
    label: 'A comment for the customer (optional)',
    submit: 'Approve',
    done: 'Approved. The order card follows within seconds.',
  },
};

/** A decision with words to it; a decline needs them. @param {DecisionProps} props */
export const DecisionForm = (props) => {
  const { requirement, verdict, hands, onClose } = props;
  const [comment, setComment] = useState('');
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { busy, error, run, setError } = useAct(hands);
  const id = `decision-${props.part.partId}-${requirement.requirementId}`;
  useEffect(() => field.current?.focus(), []);
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const words = comment.trim();
    if (verdict === 'decline' && words === '') {
      setError('Say what is wrong: without a comment nobody can fix it.');
      field.current?.focus();
      return;
    }
    if (await run(toAct(props, words), WORDS[verdict].done)) onClose();
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return html`<form class="desk-form" onSubmit=${submit} onKeyDown=${onKeyDown} noValidate>
    <label for=${id}>${WORDS[verdict].label}</label>
    <textarea id=${id} ref=${field} rows="2" maxlength="2000" required=${verdict === 'decline'} value=${comment}
      onInput=${(/** @type {{ currentTarget: HTMLTextAreaElement }} */ { currentTarget }) => setComment(currentTarget.value)}></textarea>
    <${Problem} error=${error} />
    ${verdict === 'decline' && html`<${Phrases} requirement=${requirement} onPick=${setComment} />`}
    <div class="desk-row">
      <button type="submit" class=${`desk-button desk-${verdict}`} disabled=${busy}>${WORDS[verdict].submit}</button>
      <button type="button" class="desk-button" onClick=${onClose}>Cancel</button>
    </div>
  </form>`;
};
