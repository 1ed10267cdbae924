import { useState } from '/vendor/preact.js';

/** @import { ActAnswer, DeskAct } from '../../protocol.ts' */

/** @typedef {(act: DeskAct) => Promise<ActAnswer>} SendDesk */
/** Says a result to everybody, screen readers included. @typedef {(words: string) => void} Announce */
/** What every part of the desk needs to act. @typedef {{ send: SendDesk, announce: Announce }} Hands */

/**
 * One act at a time at one place of the desk: while it runs `busy` is set, and a refusal stays where it was asked for.
 * `run` answers whether the act was done.
 * @param {Hands} hands
 */
export const useAct = ({ send, announce }) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  /** @param {DeskAct} act @param {string} done */
  const run = async (act, done) => {
    setBusy(true);
    setError('');
    // Emptied first, so that the same words said twice are heard twice.
    announce('');
    try {
      const answer = await send(act);
      if (answer.ok) announce(done);
      else setError(answer.error);
      return answer.ok;
    } catch {
      setError('The sandbox did not answer. Is it still running?');
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run, setError };
};
