import { html } from '/vendor/preact.js';
import { isRecord } from '../state.js';
import { RichText } from './rich-text.js';
import { recordsOf, stringOf } from './text.js';

/** @typedef {{ align: string, isWrapped: boolean }} Column */

/** @param {unknown} settings */
const columnsOf = (settings) =>
  (Array.isArray(settings) ? settings : []).map((setting) => ({
    align: isRecord(setting) ? stringOf(setting.align) : '',
    isWrapped: isRecord(setting) && setting.is_wrapped === true,
  }));

/** @param {Column | undefined} column */
const classOf = (column) => `cell cell-${column?.align || 'left'}${column?.isWrapped ? ' cell-wrapped' : ''}`;

/** @param {Record<string, unknown>} cell */
const drawCell = (cell) => (cell.type === 'rich_text' ? html`<${RichText} of=${cell} />` : stringOf(cell.text));

/**
 * A table; its first row names the columns. Wider than its place, it is scrolled, by keyboard too.
 * @param {{ block: Record<string, unknown> }} props
 */
export const Table = ({ block }) => {
  const columns = columnsOf(block.column_settings);
  const [head = [], ...body] = (Array.isArray(block.rows) ? block.rows : []).map(recordsOf);
  const caption = stringOf(block.caption);
  return html`
    <div class="table-frame" role="region" tabindex="0" aria-label=${caption || 'Table'}>
      <table class="table">
        ${caption && html`<caption>${caption}</caption>`}
        <thead><tr>${head.map((cell, index) => html`<th scope="col" class=${classOf(columns[index])}>${drawCell(cell)}</th>`)}</tr></thead>
        <tbody>${body.map((row) => html`<tr>${row.map((cell, index) => html`<td class=${classOf(columns[index])}>${drawCell(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
};
