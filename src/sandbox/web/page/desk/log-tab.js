import { html, useEffect, useLayoutEffect, useRef, useState } from '/vendor/preact.js';
import { clockText, momentText } from './desk-time.js';
import { isError, isWanted, ROUTES, statusText } from './log-lines.js';

/** @import { LoggedLine, PageState } from '../../protocol.ts' */
/** @import { LogFilter } from './log-lines.js' */

/** This close to the end counts as being there. */
const END_PX = 24;

/** @typedef {{ filter: LogFilter, onChange: (filter: LogFilter) => void }} FilterProps */

/** @param {FilterProps} props */
const Filter = ({ filter, onChange }) => html`<div class="log-filter" role="search" aria-label="Calls">
  <label>Route
    <select value=${filter.route} onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => onChange({ ...filter, route: currentTarget.value })}>
      <option value="">All</option>
      ${Object.entries(ROUTES).map(([route, words]) => html`<option value=${route}>${words}</option>`)}
    </select>
  </label>
  <label class="log-words">Text
    <input type="search" value=${filter.text} placeholder="chat.update"
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ { currentTarget }) => onChange({ ...filter, text: currentTarget.value })} />
  </label>
  <label class="log-errors">
    <input type="checkbox" checked=${filter.errorsOnly} onChange=${() => onChange({ ...filter, errorsOnly: !filter.errorsOnly })} />
    <span>Errors only</span>
  </label>
</div>`;

/** @param {{ line: LoggedLine, timeZone: string }} props */
const Whole = ({ line, timeZone }) => html`<dl class="log-whole">
  <dt>When</dt><dd>${momentText({ at: line.at, timeZone })} (${clockText({ at: line.at, timeZone })})</dd>
  <dt>Path</dt><dd class="log-long">${line.path}</dd>
  <dt>Answer</dt><dd>${statusText(line)}, after ${Math.round(line.ms)} ms</dd>
</dl>`;

/** @param {LoggedLine} line */
const timesText = ({ times = 1 }) => (times > 1 ? ` ×${times}` : '');

/** @param {{ line: LoggedLine, isOpen: boolean, onFlip: () => void, timeZone: string }} props */
const Line = ({
  line,
  isOpen,
  onFlip,
  timeZone,
}) => html`<li class=${isError(line) ? 'log-line log-failed' : 'log-line'}>
  <button type="button" aria-expanded=${isOpen} onClick=${onFlip}>
    <span class="log-time">${clockText({ at: line.at, timeZone })}</span>
    <span class=${`log-route route-${line.route}`}>${ROUTES[line.route]}<span class="log-times">${timesText(line)}</span></span>
    <span class="log-status">${statusText(line)}</span>
    <span class="log-ms">${Math.round(line.ms)} ms</span>
    <span class="log-path"><b>${line.method}</b> ${line.path}</span>
  </button>
  ${isOpen && html`<${Whole} line=${line} timeZone=${timeZone} />`}
</li>`;

/**
 * Keeps a list at its end while its reader is there, and counts what comes while the reader is not.
 * @param {LoggedLine[]} lines
 * @param {string} openId the line that is shown whole: opening the last one makes the list longer
 */
const useFollowing = (lines, openId) => {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [isFollowing, setFollowing] = useState(true);
  const seen = useRef('');
  const newest = lines.at(-1)?.id ?? '';
  const toEnd = () => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isFollowing) toEnd();
  }, [newest, isFollowing, openId]);
  useEffect(() => {
    if (isFollowing) seen.current = newest;
  }, [newest, isFollowing]);
  const onScroll = () => {
    const { current } = list;
    if (current !== null) setFollowing(current.scrollHeight - current.scrollTop - current.clientHeight < END_PX);
  };
  const unseen = isFollowing ? 0 : lines.length - 1 - lines.findIndex(({ id }) => id === seen.current);
  return { list, isFollowing, unseen, onScroll, follow: () => setFollowing(true) };
};

/** What app, Slack and Telnyx say to each other, newest last. @param {{ state: PageState }} props */
export const LogTab = ({ state }) => {
  const [filter, setFilter] = useState({ route: '', text: '', errorsOnly: false });
  const [openId, setOpenId] = useState('');
  const lines = state.calls.filter(isWanted(filter));
  const { list, isFollowing, unseen, onScroll, follow } = useFollowing(lines, openId);
  return html`<div class="log">
    <${Filter} filter=${filter} onChange=${setFilter} />
    <p class="desk-hint">${lines.length} of ${state.calls.length} calls. Press one to see all of it.</p>
    <ol class="log-lines" ref=${list} onScroll=${onScroll} tabindex="0" aria-label="Calls, newest last">
      ${lines.map(
        (line) => html`<${Line} key=${line.id} line=${line} timeZone=${state.me.timeZone} isOpen=${line.id === openId}
          onFlip=${() => setOpenId(line.id === openId ? '' : line.id)} />`,
      )}
    </ol>
    ${!isFollowing && html`<button type="button" class="desk-button log-newest" onClick=${follow}>${unseen > 0 ? `${unseen} newer below` : 'To the newest'}</button>`}
  </div>`;
};
