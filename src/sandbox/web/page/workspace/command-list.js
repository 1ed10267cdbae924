import { html, useEffect, useRef } from '/vendor/preact.js';

/** @import { PageState } from '../../protocol.ts' */
/** @typedef {PageState['commands'][number]} Command */

/**
 * What may be meant by what is typed so far; once the command stands and its words follow, it alone, as a reminder.
 * @param {Command[]} commands
 * @param {string} text
 * @returns {Command[]}
 */
export const commandsFor = (commands, text) => {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  const typed = text.toLowerCase().replace(/\s+/g, ' ');
  const exact = commands.filter(({ word }) => typed === `${word} ` || typed.startsWith(`${word} `));
  if (exact.length > 0) return exact;
  return commands.filter(({ word }) => word.startsWith(typed.trimEnd()));
};

/** @param {{ id: string, command: Command, isActive: boolean, take: () => void }} props */
const Row = ({ id, command, isActive, take }) => {
  const args = command.usage.startsWith(command.word) ? command.usage.slice(command.word.length) : '';
  return html`
    <div id=${id} role="option" aria-selected=${isActive ? 'true' : 'false'} class=${isActive ? 'command command-active' : 'command'}
      onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${take}>
      <span class="command-usage"><b>${command.word}</b>${args}</span>
      <span class="command-summary">${command.summary}</span>
    </div>`;
};

/** @param {{ id: string, commands: Command[], active: number, take: (command: Command) => void }} props */
export const CommandList = ({ id, commands, active, take }) => {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => list.current?.querySelector('.command-active')?.scrollIntoView({ block: 'nearest' }), [active]);
  return html`
    <div class="commands">
      <p class="commands-heading" aria-hidden="true">numberdesk</p>
      <div role="listbox" id=${id} aria-label="Commands" ref=${list}>
        ${commands.map((command, index) => html`<${Row} key=${command.word} id=${`${id}-${index}`} command=${command} isActive=${index === active} take=${() => take(command)} />`)}
      </div>
    </div>`;
};
