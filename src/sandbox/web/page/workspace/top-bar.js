import { html, useEffect, useState } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { useWorkspace } from './context.js';

/** @import { Connection } from '../server.js' */

/** @typedef {'light' | 'dark'} Theme */

const THEME_KEY = 'theme';

/** @returns {Theme} */
const preferredTheme = () => {
  const kept = localStorage.getItem(THEME_KEY);
  if (kept === 'light' || kept === 'dark') return kept;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

const ThemeButton = () => {
  const [theme, setTheme] = useState(preferredTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = () => {
    localStorage.setItem(THEME_KEY, other);
    setTheme(other);
  };
  return html`<button type="button" class="button button-icon button-bar" aria-label=${`Use the ${other} theme`} title=${`Use the ${other} theme`} onClick=${change}><${Icon} name=${theme === 'dark' ? 'sun' : 'moon'} /></button>`;
};

const CONNECTION_WORDS = { connecting: 'Connecting…', live: '', lost: 'Connection lost, trying again…' };

/**
 * The name of the workspace, the state of the line, and what is shown beside it.
 * @param {{ connection: Connection, isDeskOpen: boolean, toggleDesk: () => void }} props
 */
export const TopBar = ({ connection, isDeskOpen, toggleDesk }) => {
  const { state } = useWorkspace();
  return html`
    <header class="top-bar">
      <span class="team"><span class="team-sign" aria-hidden="true">${state.team.charAt(0)}</span>${state.team}<span class="sandbox-mark">sandbox</span></span>
      <span class="connection" role="status">${CONNECTION_WORDS[connection]}</span>
      <button type="button" class="button button-bar desk-toggle" aria-expanded=${isDeskOpen ? 'true' : 'false'} aria-controls="desk" onClick=${toggleDesk}><${Icon} name="desk" /><span><span class="wide-only">Number Ops </span><span class="desk-toggle-word">desk</span></span></button>
      <${ThemeButton} />
    </header>`;
};
