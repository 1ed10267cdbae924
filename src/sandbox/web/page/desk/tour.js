import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { guideOf } from './tour-guide.js';
import { beginAgain, readMemory, writeMemory } from './tour-memory.js';
import { Spot } from './tour-spot.js';
import { DONE, isRejected, STEPS, toTourWorld } from './tour-world.js';

/** @import { PageState } from '../../protocol.ts' */
/** @import { Help, TourActions } from './tour-guide.js' */
/** @import { Memory } from './tour-memory.js' */

/** @param {{ step: number }} props */
const Dots = ({ step }) => html`<ol class="tour-dots" aria-label="Steps">
  ${STEPS.map(
    (
      name,
      at,
    ) => html`<li class=${at < step ? 'tour-dot tour-dot-done' : 'tour-dot'} aria-current=${at === step ? 'step' : undefined}>
      <span class="hidden">${name}${at < step ? ', done' : ''}</span>
    </li>`,
  )}
</ol>`;

/** @param {{ help: Help, actions: TourActions }} props */
const DoIt = ({ help, actions }) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const run = async () => {
    setBusy(true);
    const answer = await help.run(actions);
    setError(answer.ok ? '' : answer.error);
    setBusy(false);
  };
  return html`<button type="button" class="desk-button desk-approve" aria-busy=${busy} onClick=${() => busy || void run()}>${busy ? 'One moment…' : help.label}</button>
    <${Problem} error=${error} />`;
};

/** A form keeps the focus inside; Alt+T leads out of it, to the card. @param {{ current: HTMLElement | null }} card */
const useShortcut = (card) => {
  useEffect(() => {
    const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
      if (!event.altKey || event.code !== 'KeyT') return;
      event.preventDefault();
      card.current?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};

/** @param {PageState} state */
const useMemory = (state) => {
  const [memory, setMemory] = useState(() => readMemory(state));
  const remember = (/** @type {Memory} */ next) => {
    writeMemory(next);
    setMemory(next);
  };
  return { memory, remember };
};

/**
 * A short way through the product, for who has never seen it. It follows what happens, so every step may also be done
 * without it, and it never stands in the way.
 * @param {{ state: PageState, actions: TourActions }} props
 */
export const Tour = ({ state, actions }) => {
  const { memory, remember } = useMemory(state);
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  useShortcut(card);
  const world = toTourWorld(state, memory);
  const { part, step } = world;
  const rejected = isRejected(part) ? (part?.reference ?? '') : '';
  useEffect(() => {
    if (rejected !== '' && rejected !== memory.rejected) remember({ ...memory, rejected });
  }, [rejected]);
  const again = () => remember(beginAgain(state));
  if (memory.isDismissed)
    return html`<aside class="tour tour-closed" aria-label="Tour" ref=${card}>
      <button type="button" class="desk-button" onClick=${() => remember({ ...memory, isDismissed: false })}>Tour</button>
    </aside>`;
  const { text, targets, help } = guideOf(world);
  return html`<aside class="tour" aria-label="Tour" ref=${card}>
    <${Spot} targets=${targets} />
    <div class="tour-head">
      <h2 class="tour-title">${step === DONE ? 'Done!' : `${step + 1}. ${STEPS[step]}`}</h2>
      <${Dots} step=${step} />
    </div>
    <p class="tour-text" role="status">${text}</p>
    <div class="desk-row">
      ${help !== null && html`<${DoIt} key=${`${step} ${help.label}`} help=${help} actions=${actions} />`}
      ${step > 0 && html`<button type="button" class="desk-link" onClick=${again}>Start again</button>`}
      <button type="button" class="desk-link" onClick=${() => remember({ ...memory, isDismissed: true })}>Dismiss</button>
    </div>
    ${state.views.length > 0 && html`<p class="tour-keys">By keyboard: <kbd>Alt</kbd>+<kbd>T</kbd> leads here.</p>`}
  </aside>`;
};
