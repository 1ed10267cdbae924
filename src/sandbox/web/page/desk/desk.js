import { html, useMemo, useState } from '/vendor/preact.js';
import { ClockTab } from './clock-tab.js';
import { FaultsTab } from './faults-tab.js';
import { isWaitingGroup } from './group-words.js';
import { LogTab } from './log-tab.js';
import { isPending, toReview } from './part-words.js';
import { ReviewTab } from './review-tab.js';

/** @import { ActAnswer, DeskAct, PageState } from '../../protocol.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {'review' | 'clock' | 'faults' | 'log'} TabName */
/** @type {{ name: TabName, words: string }[]} */
const TABS = [
  { name: 'review', words: 'Review' },
  { name: 'clock', words: 'Clock' },
  { name: 'faults', words: 'Faults' },
  { name: 'log', words: 'Log' },
];

/** What a tab has to say while another one is open. @param {PageState} state @returns {Record<TabName, number>} */
const countsOf = (state) => ({
  review:
    state.desk.filter((part) => isPending(part) && toReview(part) > 0).length +
    state.groups.filter(isWaitingGroup).length,
  clock: 0,
  faults: state.faults.filter(({ isOn }) => isOn).length,
  log: 0,
});

/** @type {Record<string, (at: number) => number>} */
const KEYS = {
  ArrowRight: (at) => (at + 1) % TABS.length,
  ArrowLeft: (at) => (at + TABS.length - 1) % TABS.length,
  Home: () => 0,
  End: () => TABS.length - 1,
};

/** @param {{ current: TabName, counts: Record<TabName, number>, onPick: (name: TabName) => void }} props */
const Tabs = ({ current, counts, onPick }) => {
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const next = KEYS[event.key]?.(TABS.findIndex(({ name }) => name === current));
    const tab = next === undefined ? undefined : TABS[next];
    if (tab === undefined) return;
    event.preventDefault();
    onPick(tab.name);
    document.getElementById(`desk-tab-${tab.name}`)?.focus();
  };
  return html`<div class="desk-tabs" role="tablist" aria-label="Number Ops desk" onKeyDown=${onKeyDown}>
    ${TABS.map(
      ({
        name,
        words,
      }) => html`<button type="button" role="tab" id=${`desk-tab-${name}`} key=${name} aria-controls=${`desk-panel-${name}`}
        aria-selected=${name === current} tabindex=${name === current ? 0 : -1} onClick=${() => onPick(name)}>
        ${words}${counts[name] > 0 && html` <span class="desk-count">${counts[name]}</span>`}
      </button>`,
    )}
  </div>`;
};

/** @param {{ name: TabName, state: PageState, hands: Hands }} props */
const Content = ({ name, state, hands }) => {
  if (name === 'clock') return html`<${ClockTab} state=${state} hands=${hands} />`;
  if (name === 'faults') return html`<${FaultsTab} state=${state} hands=${hands} />`;
  if (name === 'log') return html`<${LogTab} state=${state} />`;
  return html`<${ReviewTab} state=${state} hands=${hands} />`;
};

/** A review that was left half-written waits behind the other tabs. @param {{ name: TabName, current: TabName, state: PageState, hands: Hands }} props */
const Panel = ({ name, current, state, hands }) => {
  const isShown = name === current;
  return html`<div class=${`desk-panel desk-panel-${name}`} role="tabpanel" id=${`desk-panel-${name}`}
    aria-labelledby=${`desk-tab-${name}`} hidden=${!isShown}>
    ${(isShown || name === 'review') && html`<${Content} name=${name} state=${state} hands=${hands} />`}
  </div>`;
};

/**
 * The desk of the people who vet, the clock, the faults and the log of calls.
 * @param {{ state: PageState, sendDesk: (act: DeskAct) => Promise<ActAnswer> }} props
 */
export const Desk = ({ state, sendDesk }) => {
  const [current, setCurrent] = useState(/** @type {TabName} */ ('review'));
  const [said, setSaid] = useState('');
  const hands = useMemo(() => ({ send: sendDesk, announce: setSaid }), [sendDesk]);
  const pick = (/** @type {TabName} */ name) => {
    setCurrent(name);
    setSaid('');
  };
  return html`<section class="desk" aria-label="Number Ops desk">
    <h2 class="desk-heading">Number Ops desk</h2>
    <${Tabs} current=${current} counts=${countsOf(state)} onPick=${pick} />
    <p class="desk-said" role="status" aria-live="polite">${said}</p>
    ${TABS.map(({ name }) => html`<${Panel} key=${name} name=${name} current=${current} state=${state} hands=${hands} />`)}
  </section>`;
};
