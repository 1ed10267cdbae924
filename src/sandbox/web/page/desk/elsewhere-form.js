import { html, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { counted } from './desk-time.js';
import { countryName, typeWords } from './part-words.js';
import { useAct } from './use-act.js';

/** @import { Hands } from './use-act.js' */

/** What the sandbox sells, as its `inventory.json` has it; it refuses anything else in words. @type {Record<string, string[]>} */
const SOLD = {
  AT: ['local'],
  AU: ['local', 'mobile'],
  BR: ['local'],
  CA: ['local'],
  CH: ['local'],
  DE: ['local', 'national'],
  DK: ['local'],
  ES: ['local', 'national'],
  FR: ['local', 'toll_free'],
  GB: ['local', 'national', 'mobile', 'toll_free', 'shared_cost'],
  IE: ['local'],
  IT: ['local'],
  NO: ['local'],
  PL: ['local'],
  PT: ['local'],
  SE: ['local', 'national'],
  US: ['local', 'toll_free'],
};
const MOST_NUMBERS = 500;

/** @typedef {{ country: string, numberType: string, count: string, reference: string }} Draft */

/** @param {{ draft: Draft, change: (changed: Partial<Draft>) => void }} props */
const Fields = ({ draft, change }) => {
  const read =
    (/** @type {(value: string) => Partial<Draft>} */ toChange) =>
    (/** @type {{ currentTarget: HTMLInputElement | HTMLSelectElement }} */ { currentTarget }) =>
      change(toChange(currentTarget.value));
  const chooseCountry = (/** @type {string} */ country) => ({ country, numberType: SOLD[country]?.[0] ?? 'local' });
  return html`<div class="desk-grid">
    <label>Country
      <select value=${draft.country} onChange=${read(chooseCountry)}>
        ${Object.keys(SOLD).map((code) => html`<option value=${code} selected=${code === draft.country}>${code} · ${countryName(code)}</option>`)}
      </select>
    </label>
    <label>Type
      <select value=${draft.numberType} onChange=${read((numberType) => ({ numberType }))}>
        ${(SOLD[draft.country] ?? []).map((type) => html`<option value=${type} selected=${type === draft.numberType}>${typeWords(type)}</option>`)}
      </select>
    </label>
    <label>How many
      <input type="number" min="1" max=${MOST_NUMBERS} value=${draft.count} onInput=${read((count) => ({ count }))} />
    </label>
    <label>Reference
      <input type="text" maxlength="250" value=${draft.reference} onInput=${read((reference) => ({ reference }))} />
    </label>
  </div>`;
};

/** An order that somebody placed in the portal or by a program: numberdesk did not. @param {{ hands: Hands }} props */
export const ElsewhereForm = ({ hands }) => {
  const [draft, setDraft] = useState({
    country: 'DE',
    numberType: 'local',
    count: '1',
    reference: 'Ordered in the portal',
  });
  const { busy, error, run, setError } = useAct(hands);
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    const { country, numberType, reference } = draft;
    const count = Number(draft.count);
    if (!Number.isInteger(count) || count < 1 || count > MOST_NUMBERS) {
      setError(`An order has 1 to ${MOST_NUMBERS} numbers.`);
      return;
    }
    const done = `An order of ${counted(count, 'number')} was added (${country} ${typeWords(numberType)}).`;
    await run({ type: 'add-order', country, numberType, count, reference: reference.trim() }, done);
  };
  return html`<details class="elsewhere">
    <summary>Add an order made elsewhere</summary>
    <form class="desk-form" onSubmit=${submit} noValidate>
      <p class="desk-hint">As if someone had bought in the Telnyx portal. Follow it by <code>/numbers watch</code> and its id, which its card above says.</p>
      <${Fields} draft=${draft} change=${(/** @type {Partial<Draft>} */ changed) => setDraft({ ...draft, ...changed })} />
      <${Problem} error=${error} />
      <div class="desk-row"><button type="submit" class="desk-button" disabled=${busy}>Add the order</button></div>
    </form>
  </details>`;
};
