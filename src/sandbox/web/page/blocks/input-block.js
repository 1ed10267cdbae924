import { html } from '/vendor/preact.js';
import { useSurface } from '../workspace/context.js';
import { BlockElement } from './element.js';
import { Icon } from './icons.js';
import { wordsOf } from './text.js';

/** @import { Block, Element } from '../../../slack/shapes.ts' */

/** Fields that a `<label>` names; the others are named by reference. */
const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'datepicker', 'timepicker'];

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
  const label = html`${wordsOf(block.label)}${block.optional === true && html` <span class="field-optional">(optional)</span>`}`;
  return html`
    <div class=${error === '' ? 'field' : 'field field-wrong'} data-field=${block.block_id}>
      ${
        TYPED.includes(element.type)
          ? html`<label class="field-label" for=${base} id=${`${base}-label`}>${label}</label>`
          : html`<div class="field-label" id=${`${base}-label`}>${label}</div>`
      }
      <${BlockElement} key=${`${block.block_id} ${element.action_id} ${element.type}`} block=${block} element=${element} fieldId=${base} labelId=${`${base}-label`} describedBy=${describedBy} isInvalid=${error !== ''} />
      ${error !== '' && html`<p class="field-error" id=${`${base}-error`}><${Icon} name="warn" />${error}</p>`}
      ${hint !== '' && html`<p class="field-hint" id=${`${base}-hint`}>${hint}</p>`}
    </div>`;
};
