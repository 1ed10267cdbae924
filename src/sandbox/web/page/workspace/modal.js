import { html, useEffect, useMemo, useRef, useState } from '/vendor/preact.js';
import { Blocks } from '../blocks/blocks.js';
import { Icon } from '../blocks/icons.js';
import { wordsOf } from '../blocks/text.js';
import { checkTyped } from '../blocks/typed-input.js';
import { isRecord } from '../state.js';
import { SurfaceProvider, useWorkspace } from './context.js';
import { trapTab, useFocusWithin } from './focus-trap.js';
import { leaveWords } from './leave-question.js';

/** @import { View } from '../../../slack/shapes.ts' */
/** @typedef {{ view: View, depth: number, isTop: boolean }} ModalProps */

const NO_ERRORS = {};

/**
 * What can be said about the typed texts without asking anybody, by `block_id`.
 * @param {View} view
 * @param {HTMLElement | null} box
 */
const checkForm = (view, box) => {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const { type, block_id, element } of view.blocks) {
    const field = type === 'input' ? box?.querySelector(`[data-block="${CSS.escape(block_id)}"]`) : null;
    if (
      !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) ||
      !isRecord(element) ||
      field.type === 'file'
    )
      continue;
    const problem = checkTyped(element, field.value.trim());
    if (problem !== null) errors[block_id] = problem;
  }
  return errors;
};

/**
 * Sends the form once at a time: what is still being typed first, then the whole.
 * @param {ModalProps} props
 * @param {{ current: HTMLElement | null }} box
 */
const useSubmit = ({ view }, box) => {
  const { act, drafts } = useWorkspace();
  const [isWaiting, setWaiting] = useState(false);
  const [own, setOwn] = useState(
    /** @type {{ errors: Record<string, string>, problem: string }} */ ({ errors: NO_ERRORS, problem: '' }),
  );
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    if (isWaiting || view.submit === null) return;
    const errors = checkForm(view, box.current);
    setOwn({ errors, problem: '' });
    if (Object.keys(errors).length > 0) return;
    setWaiting(true);
    await drafts.flush();
    const answer = await act({ type: 'submit' });
    setWaiting(false);
    if (!answer.ok) setOwn({ errors: NO_ERRORS, problem: answer.error });
  };
  return { isWaiting, submit, own };
};

/**
 * Closes one or all, and asks first when something was typed.
 * @param {ModalProps} props
 */
const useClosing = ({ view }) => {
  const { act, ask, drafts, tell } = useWorkspace();
  /** @param {boolean} all */
  return async (all) => {
    const text = leaveWords(view, drafts);
    const question = { title: 'Leave this form?', confirm: 'Leave', deny: 'Keep writing', isDanger: true };
    if (text !== null && !(await ask({ ...question, text }))) return;
    const answer = await act({ type: 'close', all });
    if (!answer.ok) tell(answer.error);
  };
};

/**
 * The focus goes to the first field that is wrong.
 * @param {Record<string, string>} errors
 * @param {{ current: HTMLElement | null }} box
 */
const useFocusOnError = (errors, box) => {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const field = box.current?.querySelector('.field-wrong');
    field?.scrollIntoView({ block: 'center' });
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector('input, textarea, .picker-trigger'))?.focus({
      preventScroll: true,
    });
  }, [errors]);
};

/**
 * A view that changes may take away what had the focus: then the modal itself has it, so that its keys go on working.
 * @param {ModalProps} props
 * @param {{ current: HTMLElement | null }} box
 */
const useKeepingFocus = ({ view, isTop }, box) => {
  useEffect(() => {
    if (isTop && (document.activeElement === document.body || document.activeElement === null)) box.current?.focus();
  }, [view.hash, isTop]);
};

/** What failed since this form was opened and belongs to no channel. @param {string} problem */
const useTrouble = (problem) => {
  const { state } = useWorkspace();
  const known = useRef(new Set(state.notices.map((notice) => notice.id)));
  const fresh = state.notices.filter((notice) => notice.channel === null && !known.current.has(notice.id)).at(-1);
  return problem || fresh?.text || '';
};

/** @param {{ view: View, close: (all: boolean) => void, isWaiting: boolean }} props */
const Foot = ({ view, close, isWaiting }) => html`
  <div class="dialog-foot">
    <button type="button" class="button" onClick=${() => close(false)}>${wordsOf(view.close) || 'Cancel'}</button>
    ${view.submit !== null && html`<button type="submit" class="button button-primary" disabled=${isWaiting} aria-busy=${isWaiting ? 'true' : undefined}>${wordsOf(view.submit)}</button>`}
  </div>`;

/** @param {{ view: View, depth: number, titleId: string, close: (all: boolean) => void }} props */
const Head = ({ view, depth, titleId, close }) => html`
  <div class="dialog-head">
    ${depth > 0 && html`<button type="button" class="button button-icon button-quiet" aria-label="Back" onClick=${() => close(false)}><${Icon} name="back" /></button>`}
    <h2 class="dialog-title" id=${titleId}>${wordsOf(view.title)}</h2>
    <button type="button" class="button button-icon button-quiet" aria-label="Close" onClick=${() => close(true)}><${Icon} name="close" /></button>
  </div>`;

/**
 * One modal of the stack; only the topmost can be used.
 * @param {ModalProps} props
 */
export const Modal = (props) => {
  const { view, depth, isTop } = props;
  const { state } = useWorkspace();
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { isWaiting, submit, own } = useSubmit(props, box);
  const closing = useClosing(props);
  const close = (/** @type {boolean} */ all) => void closing(all);
  useFocusWithin(box, '.dialog-body input:not([type="file"]), .dialog-body textarea, .dialog-body .picker-trigger');
  const errors = useMemo(
    () => (isTop ? { ...state.errors, ...own.errors } : NO_ERRORS),
    [isTop, state.errors, own.errors],
  );
  useFocusOnError(errors, box);
  useKeepingFocus(props, box);
  const trouble = useTrouble(own.problem);
  const surface = useMemo(
    () => ({
      place: /** @type {const} */ ({ kind: 'view' }),
      key: `view ${view.id}`,
      values: view.state.values,
      errors,
      isWaiting,
    }),
    [view.id, view.state.values, errors, isWaiting],
  );
  /** @param {KeyboardEvent} event */
  const steer = (event) => {
    trapTab(event, box.current);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close(false);
  };
  const isShowingTrouble = isTop && trouble !== '' && Object.keys(errors).length === 0;
  return html`
    <div class=${isTop ? 'dialog modal' : 'dialog modal modal-below'} role="dialog" aria-modal="true" aria-labelledby=${`title-${view.id}`} tabindex="-1" inert=${!isTop} ref=${box} onKeyDown=${steer}>
    <form class="dialog-form" novalidate onSubmit=${(/** @type {Event} */ event) => void submit(event)}>
      <${Head} view=${view} depth=${depth} titleId=${`title-${view.id}`} close=${close} />
      <div class="dialog-body" tabindex="0" role="group" aria-label="Form" aria-busy=${isWaiting ? 'true' : 'false'}>
        <${SurfaceProvider} value=${surface}><${Blocks} blocks=${view.blocks} /><//>
      </div>
      ${isShowingTrouble && html`<p class="dialog-trouble" role="alert"><${Icon} name="warn" />${trouble}</p>`}
      <${Foot} view=${view} close=${close} isWaiting=${isWaiting} />
    </form>
    </div>`;
};

/** The stack: at most three, the lower ones dimmed. */
export const Modals = () => {
  const { state } = useWorkspace();
  const { views } = state;
  if (views.length === 0) return null;
  return html`
    <div class="layer">
      ${views.map((view, depth) => html`<${Modal} key=${view.id} view=${view} depth=${depth} isTop=${depth === views.length - 1} />`)}
    </div>`;
};
