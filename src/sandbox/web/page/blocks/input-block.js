import { html } from '/vendor/preact.js';
import { useSurface } from '../workspace/context.js';
import { BlockElement } from './element.js';
import { Icon } from './icons.js';
import { wordsOf } from './text.js';

/** @import { Block, Element } from '../../../slack/shapes.ts' */

/** Fields that a plain label names; the others are named by reference. */
const LABELLED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'datepicker', 'timepicker'];

/**
 * A field of a form: label, element, hint, and what is wrong with it.
 * @param {{ block: Block }} props
 */
export const InputBlock = ({ block }) => {
  const { errors, key } = useSurface();
  const element = /** @type {Element} */ (block.element);
  const base = `field-${`${key} ${block.block_id}`.replaceAll(/[^\w-]/g, '_')}`;
  const error = errors[block.block_id] ?? '';
  const hint = wordsOf(block.hint);
  const describedBy = [error && `${base}-error`, hint && `${base}-hint`].filter(Boolean).join(' ');
  /** A click on the label goes where a click on a `<label>` would. @param {MouseEvent} event */
  const focusField = (event) => {
    const field = /** @type {HTMLElement} */ (event.currentTarget).parentElement;
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector('input, textarea, .picker-trigger'))?.focus();
  };
  return html`
    <div class=${error === '' ? 'field' : 'field field-wrong'} data-field=${block.block_id}>
      <div class="field-label" id=${`${base}-label`} onClick=${LABELLED.includes(element.type) ? focusField : undefined}>
        ${wordsOf(block.label)}${block.optional === true && html` <span class="field-optional">(optional)</span>`}
      </div>
      <${BlockElement} key=${`${block.block_id} ${element.action_id} ${element.type}`} block=${block} element=${element} labelId=${`${base}-label`} describedBy=${describedBy} isInvalid=${error !== ''} />
      ${error !== '' && html`<p class="field-error" id=${`${base}-error`}><${Icon} name="warn" />${error}</p>`}
      ${hint !== '' && html`<p class="field-hint" id=${`${base}-hint`}>${hint}</p>`}
    </div>`;
};
