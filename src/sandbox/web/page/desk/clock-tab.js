import { html } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { clockText, DAY_MS, dayText, HOUR_MS, momentText, spanText } from './desk-time.js';
import { comingUp, followsText } from './upcoming.js';
import { useAct } from './use-act.js';
import { useNow } from './use-now.js';
import { useWanted } from './use-wanted.js';

/** @import { DeskAct, PageState } from '../../protocol.ts' */
/** @import { Coming } from './upcoming.js' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ state: PageState, hands: Hands, now: number }} ClockProps */

const SPEEDS = [
  { speed: 0, words: 'Paused', says: 'The clock stands still.' },
  { speed: 1, words: '1×', says: 'Real time.' },
  { speed: 60, words: '60×', says: 'A minute every second.' },
  { speed: 600, words: '600×', says: 'Ten minutes every second.' },
];
const COMING_SHOWN = 6;

/** @param {{ now: number, timeZone: string }} props */
const Face = ({ now, timeZone }) => html`<div class="clock-face">
  <p class="clock-time" data-testid="clock">${clockText({ at: now, timeZone })}</p>
  <p class="clock-day">${dayText({ at: now, timeZone })}</p>
  <p class="desk-hint">Simulated time, in ${timeZone.replaceAll('_', ' ')}</p>
</div>`;

/** @param {{ label: string, follows: string, busy: boolean, onGo: () => void }} props */
const Jump = ({ label, follows, busy, onGo }) => html`<li class="jump">
  <button type="button" class="desk-button" disabled=${busy} onClick=${onGo}>${label}</button>
  <span class="desk-hint">${follows}</span>
</li>`;

/** @param {ClockProps & { coming: Coming[] }} props */
const Jumps = ({ state, hands, now, coming }) => {
  const { busy, error, run } = useAct(hands);
  const deadlineAt = state.clock.nextDeadlineAt;
  const until = (/** @type {number} */ at) => followsText(coming.filter((each) => each.at <= at));
  const go = (/** @type {DeskAct} */ act, /** @type {number} */ to) =>
    run(
      act,
      `The clock moved ${spanText(to - now)} on.${coming.some(({ at }) => at <= to) ? ' The thread says what came of it.' : ''}`,
    );
  return html`<section aria-label="Move the clock">
    <ul class="jumps">
      <${Jump} label="+1 hour" follows=${until(now + HOUR_MS)} busy=${busy} onGo=${() => go({ type: 'advance', ms: HOUR_MS }, now + HOUR_MS)} />
      <${Jump} label="+1 day" follows=${until(now + DAY_MS)} busy=${busy} onGo=${() => go({ type: 'advance', ms: DAY_MS }, now + DAY_MS)} />
      ${
        deadlineAt !== null &&
        deadlineAt > now &&
        html`<${Jump} label="To the next deadline" busy=${busy} follows=${`in ${spanText(deadlineAt - now)}; ${until(deadlineAt)}`}
          onGo=${() => go({ type: 'advance-to-deadline' }, deadlineAt)} />`
      }
    </ul>
    ${deadlineAt === null && html`<p class="desk-hint">No part has a deadline at present.</p>`}
    ${busy && html`<p class="desk-hint" role="status">The clock moves hour by hour, and numberdesk looks after each…</p>`}
    <${Problem} error=${error} />
  </section>`;
};

/** @param {Pick<ClockProps, 'state' | 'hands'>} props */
const Speed = ({ state, hands }) => {
  const { error, run } = useAct(hands);
  const { shown: current, want } = useWanted(state.clock.speed);
  const choose = async (/** @type {typeof SPEEDS[number]} */ { speed, says: done }) => {
    want(speed);
    if (!(await run({ type: 'speed', speed }, done))) want(null);
  };
  const says = SPEEDS.find(({ speed }) => speed === current)?.says ?? `${current} times as fast as real time.`;
  return html`<fieldset class="speeds">
    <legend>Speed</legend>
    <div class="segments">
      ${SPEEDS.map(
        (each) => html`<label class="segment">
          <input type="radio" name="desk-speed" value=${each.speed} checked=${each.speed === current}
            onChange=${() => choose(each)} />
          <span>${each.words}</span>
        </label>`,
      )}
    </div>
    <p class="desk-hint">${says}</p>
    <${Problem} error=${error} />
  </fieldset>`;
};

/** @param {string} words */
const sentenceText = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** @param {{ coming: Coming[], now: number, timeZone: string }} props */
const ComingUp = ({ coming, now, timeZone }) => {
  if (coming.length === 0) return null;
  const more = coming.length - COMING_SHOWN;
  return html`<section>
    <h3 class="desk-title">If nobody acts</h3>
    <p class="desk-hint">${sentenceText(followsText(coming))} as the clock passes.</p>
    <ol class="coming">
      ${coming.slice(0, COMING_SHOWN).map(
        ({ at, kind, words }) => html`<li class=${`coming-${kind}`}>
          <span class="coming-words">${words}</span>
          <span class="desk-hint">${momentText({ at, timeZone })}, in ${spanText(at - now)}</span>
        </li>`,
      )}
    </ol>
    ${more > 0 && html`<p class="desk-hint">and ${more} more</p>`}
  </section>`;
};

/** The simulated time, and what moves it. @param {Omit<ClockProps, 'now'>} props */
export const ClockTab = ({ state, hands }) => {
  const now = useNow(state.clock);
  const { timeZone } = state.me;
  const coming = comingUp({ parts: state.desk, now });
  return html`<div class="clock">
    <${Face} now=${now} timeZone=${timeZone} />
    <${Speed} state=${state} hands=${hands} />
    <${Jumps} state=${state} hands=${hands} now=${now} coming=${coming} />
    <${ComingUp} coming=${coming} now=${now} timeZone=${timeZone} />
  </div>`;
};
