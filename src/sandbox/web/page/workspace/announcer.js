import { html, useEffect, useRef, useState } from '/vendor/preact.js';
import { nameOf } from '../state.js';
import { useWorkspace } from './context.js';

/** Says each new message, wherever it came, to whoever listens rather than looks. */
export const Announcer = () => {
  const { state } = useWorkspace();
  const latest = Object.values(state.messages)
    .flatMap((list) => list.slice(-1))
    .reduce(
      (last, message) => (last === null || Number(message.ts) > Number(last.ts) ? message : last),
      /** @type {import('../../../slack/shapes.ts').Message | null} */ (null),
    );
  const known = useRef(latest?.ts ?? '');
  const [words, setWords] = useState('');
  useEffect(() => {
    if (latest === null || latest.ts === known.current) return;
    known.current = latest.ts;
    if (latest.user === state.me.id) return;
    const named = latest.text.replaceAll(/<@(\w+)>/g, (_whole, id) => nameOf(state, id));
    const plain = named.replaceAll(/<[^>]*\|([^>]*)>|[*_~`]/g, '$1');
    setWords(`${nameOf(state, latest.user)}: ${plain.slice(0, 300)}`);
  }, [latest?.ts]);
  return html`<p class="hidden" role="status" aria-live="polite">${words}</p>`;
};
