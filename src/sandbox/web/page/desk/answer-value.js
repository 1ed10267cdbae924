import { html, useEffect, useState } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { ActionValue } from './end-user.js';

/** @import { AddressCard } from '../../protocol.ts' */
/** @import { DeskRequirement } from '../../../telnyx/desk-overview.ts' */

const IMAGE = /\.(png|jpe?g|gif|webp)$/i;

/** @param {{ id: string, filename: string | null }} props */
const DocumentValue = ({ id, filename }) => {
  const href = `/documents/${encodeURIComponent(id)}`;
  const name = filename ?? 'document';
  const image = IMAGE.test(name);
  return html`<a class="answer-document" href=${href} target="_blank" rel="noopener noreferrer">
    ${image && html`<img class="answer-image" src=${href} alt="" loading="lazy" />`}
    <span class="answer-file"><${Icon} name="file" />${name}</span>
    <span class="hidden">${image ? '(opens in a new tab)' : '(downloads)'}</span>
  </a>`;
};

/** @type {Map<string, string[]>} */
const known = new Map();

/** @param {string} id @returns {Promise<string[]>} */
const readAddress = async (id) => {
  const lines = known.get(id);
  if (lines !== undefined) return lines;
  const response = await fetch(`/addresses/${encodeURIComponent(id)}`);
  if (!response.ok) throw new Error(`address ${id}: ${response.status}`);
  const card = /** @type {AddressCard} */ (await response.json());
  known.set(id, card.lines);
  return card.lines;
};

/** @param {{ id: string }} props */
const AddressValue = ({ id }) => {
  const [lines, setLines] = useState(known.get(id) ?? null);
  useEffect(() => {
    let isShown = true;
    void readAddress(id)
      .catch(() => [`Address ${id}`])
      .then((read) => isShown && setLines(read));
    return () => {
      isShown = false;
    };
  }, [id]);
  if (lines === null) return html`<p class="answer-none">Reading the address…</p>`;
  return html`<address class="answer-text">${lines.map((line) => html`<span class="answer-line">${line}</span>`)}</address>`;
};

/** @typedef {Pick<DeskRequirement, 'fieldType' | 'value' | 'filename'> & { hasLink?: boolean }} Answer */

/** What was given for a requirement, as whoever vets it has to see it. @param {{ requirement: Answer }} props */
export const AnswerValue = ({ requirement }) => {
  const { fieldType, value, filename } = requirement;
  if (fieldType === 'action') return html`<${ActionValue} requirement=${requirement} />`;
  if (value === null) return null;
  if (fieldType === 'document' && filename !== null) return html`<${DocumentValue} id=${value} filename=${filename} />`;
  if (fieldType === 'address' && /^[\w-]+$/.test(value)) return html`<${AddressValue} id=${value} key=${value} />`;
  return html`<p class="answer-text">${value}</p>`;
};
