import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Problem } from './chip.js';
import { counted, momentText } from './desk-time.js';
import { useAct } from './use-act.js';

/** @import { DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** @typedef {{ part: DeskPart, hands: Hands, timeZone: string }} CommentsProps */

/** @param {CommentsProps & { onClose: () => void }} props */
const CommentForm = ({ part: { partId }, hands, onClose }) => {
  const [body, setBody] = useState('');
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { busy, error, run, setError } = useAct(hands);
  const id = `comment-${partId}`;
  useEffect(() => field.current?.focus(), []);
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    if (body.trim() === '') setError('Write something first.');
    else if (
      await run(
        { type: 'comment', partId, body: body.trim() },
        'Sent. numberdesk posts it in the thread within seconds.',
      )
    )
      onClose();
  };
  return html`<form class="desk-form" onSubmit=${submit} noValidate>
    <label for=${id}>Comment of Number Ops, to whoever ordered</label>
    <textarea id=${id} ref=${field} rows="2" maxlength="2000" value=${body}
      onInput=${(/** @type {{ currentTarget: HTMLTextAreaElement }} */ { currentTarget }) => setBody(currentTarget.value)}></textarea>
    <${Problem} error=${error} />
    <div class="desk-row">
      <button type="submit" class="desk-button desk-approve" disabled=${busy}>Send</button>
      <button type="button" class="desk-button" onClick=${onClose}>Cancel</button>
    </div>
  </form>`;
};

/** @param {Pick<CommentsProps, 'part' | 'timeZone'>} props */
const CommentList = ({ part: { comments }, timeZone }) => html`<details class="comments">
  <summary>${counted(comments.length, 'comment')}</summary>
  <ol>
    ${comments.map(
      ({ body, commenterType, createdAt }) => html`<li class="comment">
        <p class="comment-who">${commenterType === 'admin' ? 'Number Ops' : 'Customer'} · ${momentText({ at: createdAt, timeZone })}</p>
        <p class="comment-body">${body}</p>
      </li>`,
    )}
  </ol>
</details>`;

/** What was written about a part in both directions, and a form to write more. @param {CommentsProps} props */
export const PartComments = (props) => {
  const [isOpen, setOpen] = useState(false);
  const { part, timeZone } = props;
  return html`<div class="part-comments">
    ${part.comments.length > 0 && html`<${CommentList} part=${part} timeZone=${timeZone} />`}
    ${
      isOpen
        ? html`<${CommentForm} ...${props} onClose=${() => setOpen(false)} />`
        : html`<button type="button" class="desk-link" onClick=${() => setOpen(true)}>Write a comment…</button>`
    }
  </div>`;
};
