import { html } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { useAct } from './use-act.js';
import { useWanted } from './use-wanted.js';

/** @import { ActiveFault, FaultName, PageState } from '../../protocol.ts' */
/** @import { Hands } from './use-act.js' */

/** @type {Record<FaultName, string>} */
const NAMES = {
  'telnyx-slow': 'Telnyx is slow',
  'telnyx-429': 'Telnyx: too many requests (429)',
  'telnyx-503': 'Telnyx is down (503)',
  'telnyx-timeout-after-order': 'Timeout after the order was taken',
  'telnyx-number-gone': 'A number is sold in between',
  'slack-429': 'Slack: too many requests (429)',
};

/** @param {{ fault: ActiveFault, hands: Hands }} props */
const FaultSwitch = ({ fault: { name, isOn, shows }, hands }) => {
  const { error, run } = useAct(hands);
  const words = NAMES[name] ?? name;
  const { shown, want } = useWanted(isOn);
  const flip = async () => {
    want(!shown);
    const done = `${words}: switched ${shown ? 'off' : 'on'}.`;
    if (!(await run({ type: 'fault', name, on: !shown }, done))) want(null);
  };
  return html`<li class=${shown ? 'fault fault-on' : 'fault'}>
    <label class="fault-label">
      <input type="checkbox" role="switch" class="switch" checked=${shown} aria-describedby=${`fault-${name}`} onChange=${flip} />
      <span>${words}</span>
    </label>
    <p class="desk-hint" id=${`fault-${name}`}>${shows}</p>
    <${Problem} error=${error} />
  </li>`;
};

/** What can go wrong between app, Slack and Telnyx. @param {{ state: PageState, hands: Hands }} props */
export const FaultsTab = ({ state, hands }) => html`<div>
  <p class="desk-hint">Switch one on, then do in Slack what you would do anyway.</p>
  <ul class="faults">
    ${state.faults.map((fault) => html`<${FaultSwitch} key=${fault.name} fault=${fault} hands=${hands} />`)}
  </ul>
</div>`;
