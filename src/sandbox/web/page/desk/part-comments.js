import { html, useState } from '/vendor/preact.js';
import { counted, momentText } from './desk-time.js';
import { WordsForm } from './words-form.js';

/** @import { DeskAct } from '../../protocol.ts' */
/** @import { DeskComment, DeskPart } from '../../../telnyx/desk-overview.ts' */
/** @import { Hands } from './use-act.js' */

/** @param {{ comments: DeskComment[], timeZone: string }} props */
const CommentList = ({ comments, timeZone }) => html`<details class="comments">
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

/**
 * @typedef {object} CommentsProps
 * @property {string} id of the record that is commented
 * @property {DeskComment[]} comments
 * @property {string} label
 * @property {string} done
 * @property {(body: string) => DeskAct} toAct
 * @property {Hands} hands
 * @property {string} timeZone
 */

/** What was written in both directions, and a form to write more. @param {CommentsProps} props */
export const Comments = ({ id, comments, label, done, toAct, hands, timeZone }) => {
  const [isOpen, setOpen] = useState(false);
  return html`<div class="part-comments">
    ${comments.length > 0 && html`<${CommentList} comments=${comments} timeZone=${timeZone} />`}
    ${
      isOpen
        ? html`<${WordsForm} id=${`comment-${id}`} label=${label} tone="approve" submit="Send" missing="Write something first."
            done=${done} toAct=${toAct} hands=${hands} onClose=${() => setOpen(false)} />`
        : html`<button type="button" class="desk-link" onClick=${() => setOpen(true)}>Write a comment…</button>`
    }
  </div>`;
};

/** @param {{ part: DeskPart, hands: Hands, timeZone: string }} props */
export const PartComments = ({ part: { partId, comments }, hands, timeZone }) => {
  const toAct = (/** @type {string} */ body) => /** @type {const} */ ({ type: 'comment', partId, body });
  return html`<${Comments} id=${partId} comments=${comments} label="Comment of Number Ops, to whoever ordered"
    done="Sent. numberdesk posts it in the thread within seconds." toAct=${toAct} hands=${hands} timeZone=${timeZone} />`;
};
