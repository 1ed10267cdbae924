/** @import { ActAnswer } from '../../protocol.ts' */

/**
 * What is being typed and has not reached the server yet. Typing is sent when it rests, and at once before a form is.
 * @typedef {{
 *   put: (key: string, typed: { text: string, send: () => Promise<ActAnswer> }) => void,
 *   flush: () => Promise<void>,
 *   inTurn: (send: () => Promise<ActAnswer>) => Promise<ActAnswer>,
 *   isTouched: (prefix: string) => boolean,
 *   touch: (key: string) => void,
 * }} Drafts keys begin with where the field stands
 */

const REST_MS = 300;

/** @returns {Drafts} */
export const createDrafts = () => {
  /** @type {Map<string, { timer: number, send: () => Promise<ActAnswer> }>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const touched = new Set();
  /** @type {Promise<unknown>} */
  let sending = Promise.resolve();
  /** @param {string} key */
  const send = (key) => {
    const draft = waiting.get(key);
    if (draft === undefined) return;
    window.clearTimeout(draft.timer);
    waiting.delete(key);
    // One after the other, so that a late answer never puts an older text over a newer one.
    sending = sending.then(draft.send);
  };
  // A reload in the middle of a word loses nothing; there is no time left to wait for one answer after the other.
  window.addEventListener('pagehide', () => {
    for (const draft of waiting.values()) void draft.send();
    waiting.clear();
  });
  return {
    put: (key, typed) => {
      window.clearTimeout(waiting.get(key)?.timer);
      touched.add(key);
      waiting.set(key, { send: typed.send, timer: window.setTimeout(() => send(key), REST_MS) });
    },
    flush: async () => {
      for (const key of [...waiting.keys()]) send(key);
      await sending;
    },
    // So that of two quick choices the later one stands, and a form is sent with both.
    inTurn: (send) => {
      const answer = sending.then(send);
      sending = answer;
      return answer;
    },
    isTouched: (prefix) => [...touched].some((key) => key.startsWith(prefix)),
    touch: (key) => touched.add(key),
  };
};
