/** @import { ActAnswer, DeskAct, PageState, PersonAct } from '../protocol.ts' */

/**
 * @typedef {'connecting' | 'live' | 'lost'} Connection
 * @typedef {{ onState: (state: PageState) => void, onConnection: (connection: Connection) => void }} Listener
 */

const RETRY_MS = 1_500;

/**
 * Follows the server; whoever listens is told when the line is lost, and it is picked up again for as long as it takes.
 * @param {string} person
 * @param {Listener} listener
 * @returns {() => void} ends it
 */
export const follow = (person, listener) => {
  /** @type {EventSource | null} */
  let source = null;
  let timer = 0;
  const open = () => {
    source = new EventSource(`/events?person=${encodeURIComponent(person)}`);
    source.onopen = () => listener.onConnection('live');
    source.onmessage = ({ data }) => listener.onState(JSON.parse(String(data)));
    source.onerror = () => {
      // The browser's own retry gives up after an answer that is no stream, so a closed one is opened anew.
      source?.close();
      listener.onConnection('lost');
      timer = window.setTimeout(open, RETRY_MS);
    };
  };
  listener.onConnection('connecting');
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
};

/** @type {ActAnswer} */
const UNREACHABLE = { ok: false, error: 'The sandbox does not answer. Is it still running?' };

/**
 * @param {string} path
 * @param {{ body: unknown, keepalive?: boolean }} given
 * @returns {Promise<ActAnswer>}
 */
const post = async (path, { body, keepalive = false }) => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      keepalive,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return UNREACHABLE;
  }
};

/**
 * What was typed arrives even when the page is left at that moment; browsers grant that to small requests only.
 * @param {string} person
 * @param {PersonAct} act
 */
export const sendAct = (person, act) => post('/acts', { body: { person, act }, keepalive: act.type === 'choose' });

/** @param {DeskAct} act */
export const sendDesk = (act) => post('/desk', { body: act });
