import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { CommandList, commandsFor } from './command-list.js';
import { useWorkspace } from './context.js';

/** @typedef {{ channelId: string, threadTs: string | null, label: string, prefill?: { text: string, count: number } | null }} ComposerProps */

/** What was being written, by channel or thread: going elsewhere and back loses nothing. */
const kept = new Map();

/** @param {ComposerProps} props */
const keyOf = ({ channelId, threadTs }) => `${channelId} ${threadTs ?? ''}`;

/**
 * Sends a line: a command when it begins with a slash.
 * @param {ComposerProps} props
 */
const useSending = ({ channelId, threadTs }) => {
  const { act } = useWorkspace();
  const [problem, setProblem] = useState('');
  /** @param {string} text @returns {Promise<boolean>} */
  const send = async (text) => {
    const isCommand = text.startsWith('/');
    if (isCommand && threadTs !== null) {
      setProblem(`${text.split(' ')[0]} is not supported in threads. Sorry!`);
      return false;
    }
    setProblem('');
    const answer = await act(
      isCommand ? { type: 'command', channel: channelId, text } : { type: 'say', channel: channelId, text, threadTs },
    );
    if (!answer.ok) setProblem(answer.error);
    return answer.ok;
  };
  return { problem, send };
};

/**
 * The text in the field, which grows with it.
 * @param {ComposerProps} props
 */
const useText = (props) => {
  const key = keyOf(props);
  const [text, setText] = useState(String(kept.get(key) ?? ''));
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  /** @param {string} next */
  const write = (next) => {
    kept.set(key, next);
    setText(next);
  };
  useEffect(() => setText(String(kept.get(key) ?? '')), [key]);
  useEffect(() => {
    if (!props.prefill) return;
    write(props.prefill.text);
    field.current?.focus();
  }, [props.prefill?.count]);
  return { text, write, field };
};

/** @param {{ key: string, total: number, active: number }} move */
const movedTo = ({ key, total, active }) => {
  if (key === 'ArrowDown') return (active + 1) % total;
  return key === 'ArrowUp' ? (active - 1 + total) % total : null;
};

/**
 * Where one writes. A slash offers the commands.
 * @param {ComposerProps} props
 */
export const Composer = (props) => {
  const { state } = useWorkspace();
  const { problem, send } = useSending(props);
  const { text, write, field } = useText(props);
  const [active, setActive] = useState(0);
  const [isDismissed, setDismissed] = useState(false);
  const offered = props.threadTs === null && !isDismissed ? commandsFor(state.commands, text) : [];
  const current = offered[Math.min(active, offered.length - 1)];
  const isChoosing = current !== undefined && text.trimEnd() !== current.word && !text.startsWith(`${current.word} `);
  const id = props.threadTs === null ? 'composer' : 'thread-composer';
  const submit = async () => {
    const line = text.trim();
    if (line === '') return;
    write('');
    if (!(await send(line))) write(line);
  };
  /** @param {NonNullable<typeof current>} command */
  const take = (command) => {
    write(`${command.word} `);
    field.current?.focus();
  };
  /** @param {KeyboardEvent} event */
  const steerList = (event) => {
    const next = movedTo({ key: event.key, total: offered.length, active });
    if (next !== null) setActive(next);
    else if (event.key === 'Escape') setDismissed(true);
    else if (current !== undefined && (event.key === 'Tab' || event.key === 'Enter')) take(current);
    else return false;
    event.preventDefault();
    return true;
  };
  /** @param {KeyboardEvent} event */
  const steer = (event) => {
    if (event.isComposing || (isChoosing && !event.shiftKey && steerList(event))) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit();
  };
  /** @param {InputEvent} event */
  const type = (event) => {
    setDismissed(false);
    setActive(0);
    write(/** @type {HTMLTextAreaElement} */ (event.target).value);
  };
  return html`
    <form class="composer" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      void submit();
    }}>
      ${offered.length > 0 && html`<${CommandList} id=${`${id}-commands`} commands=${offered} active=${isChoosing ? offered.indexOf(current) : -1} take=${take} />`}
      ${problem !== '' && html`<p class="composer-problem" role="alert"><${Icon} name="warn" />${problem}</p>`}
      <div class="composer-box">
        <textarea id=${id} class="composer-text" ref=${field} rows=${Math.min(8, text.split('\n').length)} value=${text} placeholder=${props.label} aria-label=${props.label}
          aria-haspopup="listbox" aria-autocomplete="list"
          aria-controls=${offered.length > 0 ? `${id}-commands` : undefined}
          aria-activedescendant=${!isChoosing ? undefined : `${id}-commands-${offered.indexOf(current)}`}
          onInput=${type} onKeyDown=${steer}></textarea>
        <button type="submit" class="button button-icon composer-send" aria-label="Send" disabled=${text.trim() === ''}><${Icon} name="send" /></button>
      </div>
    </form>`;
};
