import { html } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { useAct } from './use-act.js';

/** @import { DeskRequirement } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {Pick<DeskRequirement, 'value'> & { hasLink?: boolean }} Action */

/** Where an action stands. @param {{ requirement: Action }} props */
export const ActionValue = ({ requirement: { value, hasLink = false } }) => {
  const given = hasLink ? 'The end user has the link.' : 'No link yet: it is made in Slack, for the end user.';
  return html`<p class="answer-none">${value === null ? given : 'Done by the end user, behind the link.'}</p>`;
};

/** Lets the end user do it, who has no screen here. @param {{ partId: string, requirement: DeskRequirement, hands: Hands }} props */
export const EndUser = ({ partId, requirement: { requirementId, name }, hands }) => {
  const { busy, error, run } = useAct(hands);
  const act = () => run({ type: 'do-action', partId, requirementId }, `Done by the end user: ${name}.`);
  return html`<div>
    <button type="button" class="desk-button" disabled=${busy} aria-label=${`End user did it: ${name}`}
      onClick=${act}>End user did it</button>
    <${Problem} error=${error} />
  </div>`;
};
