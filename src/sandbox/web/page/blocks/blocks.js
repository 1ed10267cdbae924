import { html } from '/vendor/preact.js';
import { isRecord } from '../state.js';
import { useSurface } from '../workspace/context.js';
import { BlockElement } from './element.js';
import { Picture } from './image.js';
import { InputBlock } from './input-block.js';
import { Mrkdwn } from './mrkdwn.js';
import { RichText } from './rich-text.js';
import { Table } from './table.js';
import { recordsOf, stringOf, Text, wordsOf } from './text.js';

/** @import { Child } from '/vendor/preact.js' */
/** @import { Block, Element } from '../../../slack/shapes.ts' */

/**
 * @param {unknown} value
 * @returns {value is Element}
 */
const isElement = (value) => isRecord(value) && typeof value.type === 'string';

/** @param {Block} block */
const drawSection = (block) => html`
  <div class="block section">
    <div class="section-words">
      ${isRecord(block.text) && html`<${Text} of=${block.text} />`}
      ${recordsOf(block.fields).length > 0 && html`<div class="section-fields">${recordsOf(block.fields).map((field) => html`<div class="section-field"><${Text} of=${field} /></div>`)}</div>`}
    </div>
    ${isElement(block.accessory) && html`<div class="section-accessory"><${BlockElement} block=${block} element=${block.accessory} /></div>`}
  </div>`;

/** @param {Block} block */
const drawContext = (block) => html`
  <div class="block context">
    ${recordsOf(block.elements).map((element) =>
      element.type === 'image'
        ? html`<${Picture} of=${element} class="context-picture" />`
        : html`<${Text} of=${element} />`,
    )}
  </div>`;

/** @param {Block} block */
const drawActions = (block) => html`
  <div class="block actions">
    ${recordsOf(block.elements)
      .filter(isElement)
      .map((element) => html`<${BlockElement} key=${element.action_id} block=${block} element=${element} />`)}
  </div>`;

/** @param {Block} block */
const drawImage = (block) => html`
  <figure class="block figure">
    ${isRecord(block.title) && html`<figcaption>${wordsOf(block.title)}</figcaption>`}
    <${Picture} of=${block} />
  </figure>`;

/** @param {Block} block */
const drawAlert = (block) => html`
  <div class=${`block alert alert-${stringOf(block.level) || 'default'}`} role="note"><${Text} of=${block.text} /></div>`;

/**
 * A heading of the level that follows the one above it.
 * @param {{ block: Block }} props
 */
const Header = ({ block }) => {
  const words = wordsOf(block.text);
  return useSurface().place.kind === 'home'
    ? html`<h2 class="block header">${words}</h2>`
    : html`<h3 class="block header">${words}</h3>`;
};

/** @type {Record<string, (block: Block) => Child>} */
const BLOCKS = {
  header: (block) => html`<${Header} block=${block} />`,
  section: drawSection,
  context: drawContext,
  actions: drawActions,
  divider: () => html`<hr class="block divider" />`,
  image: drawImage,
  alert: drawAlert,
  input: (block) => html`<${InputBlock} block=${block} />`,
  rich_text: (block) => html`<div class="block"><${RichText} of=${block} /></div>`,
  table: (block) => html`<div class="block"><${Table} block=${block} /></div>`,
  data_table: (block) => html`<div class="block"><${Table} block=${block} /></div>`,
  markdown: (block) => html`<div class="block"><${Mrkdwn} text=${stringOf(block.text)} /></div>`,
};

/**
 * Slack makes up the ids that an app leaves out, anew with each edit: what has the focus must outlive that. What was
 * typed belongs to its `block_id`.
 * @param {Block} block
 * @param {number} index
 */
const keyOf = (block, index) => (block.type === 'input' ? `input ${block.block_id}` : `${block.type} ${index}`);

/**
 * Blocks as Slack shows them, in order.
 * @param {{ blocks: Block[] }} props
 */
export const Blocks = ({ blocks }) => html`
  <div class="blocks">
    ${blocks.map((block, index) => html`<${OneBlock} key=${keyOf(block, index)} block=${block} />`)}
  </div>`;

/** @param {{ block: Block }} props */
const OneBlock = ({ block }) =>
  html`${BLOCKS[block.type]?.(block) ?? html`<p class="block unknown">A ${block.type} block is not shown here.</p>`}`;
