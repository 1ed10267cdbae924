import { html, useRef } from '/vendor/preact.js';
import { trapTab, useFocusWithin } from './focus-trap.js';

/** @import { Question } from './context.js' */

/**
 * A question before an act.
 * @param {{ question: Question, answer: (isYes: boolean) => void }} props
 */
export const Ask = ({ question, answer }) => {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useFocusWithin(box, question.isDanger ? '.ask-no' : '.ask-yes');
  /** @param {KeyboardEvent} event */
  const steer = (event) => {
    trapTab(event, box.current);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    answer(false);
  };
  return html`
    <div class="layer layer-ask">
      <div class="dialog ask" role="alertdialog" aria-modal="true" aria-labelledby="ask-title" aria-describedby="ask-text" tabindex="-1" ref=${box} onKeyDown=${steer}>
        <h2 class="dialog-title" id="ask-title">${question.title}</h2>
        <p class="ask-text" id="ask-text">${question.text}</p>
        <div class="dialog-foot">
          <button type="button" class="button ask-no" onClick=${() => answer(false)}>${question.deny}</button>
          <button type="button" class=${`button ask-yes ${question.isDanger ? 'button-danger' : 'button-primary'}`} onClick=${() => answer(true)}>${question.confirm}</button>
        </div>
      </div>
    </div>`;
};
