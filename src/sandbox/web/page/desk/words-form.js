import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { useAct } from './use-act.js';

/** @import { DeskAct } from '../../protocol.ts' */
/** @import { Hands } from './use-act.js' */

/**
 * @typedef {object} WordsProps
 * @property {string} id
 * @property {string} label
 * @property {'approve' | 'decline'} tone
 * @property {string} submit on the button
 * @property {string} missing what to say when nothing was written
 * @property {string} done
 * @property {(words: string) => DeskAct} toAct
 * @property {Hands} hands
 * @property {() => void} onClose
 * @property {unknown} [children] between the words and the buttons
 */

/** Something that Number Ops writes to the customer, and what is done with it. @param {WordsProps} props */
export const WordsForm = ({ id, label, tone, submit, missing, done, toAct, hands, onClose, children }) => {
  const [words, setWords] = useState('');
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { busy, error, run, setError } = useAct(hands);
  useEffect(() => field.current?.focus(), []);
  /** @param {Event} event */
  const send = async (event) => {
    event.preventDefault();
    if (words.trim() === '') setError(missing);
    else if (await run(toAct(words.trim()), done)) onClose();
  };
  return html`<form class="desk-form" onSubmit=${send} noValidate>
    <label for=${id}>${label}</label>
    <textarea id=${id} ref=${field} rows="2" maxlength="2000" value=${words}
      onInput=${(/** @type {{ currentTarget: HTMLTextAreaElement }} */ { currentTarget }) => setWords(currentTarget.value)}></textarea>
    <${Problem} error=${error} />
    ${children}
    <div class="desk-row">
      <button type="submit" class=${`desk-button desk-${tone}`} disabled=${busy}>${submit}</button>
      <button type="button" class="desk-button" onClick=${onClose}>Cancel</button>
    </div>
  </form>`;
};
