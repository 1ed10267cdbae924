import { useCallback, useEffect, useRef, useState } from '/vendor/preact.js';
import { parsePlace, toHash } from '../place.js';
import { follow } from '../server.js';
import { share } from '../state.js';

/** @import { PageState } from '../../protocol.ts' */
/** @import { Place } from '../place.js' */
/** @import { Connection } from '../server.js' */
/** @import { Question } from './context.js' */

/**
 * What the server shows this person; null until it has.
 * @param {string} person
 */
export const useServer = (person) => {
  const [state, setState] = useState(/** @type {PageState | null} */ (null));
  const [connection, setConnection] = useState(/** @type {Connection} */ ('connecting'));
  useEffect(
    () =>
      follow(person, {
        onState: (next) => setState((before) => share(before, next)),
        onConnection: setConnection,
      }),
    [person],
  );
  return { state: state?.me.name === person || state?.me.id === person ? state : null, connection };
};

/** Where the reader is, as the URL says it. */
export const usePlace = () => {
  const [place, setPlace] = useState(() => parsePlace(location.hash));
  useEffect(() => {
    const read = () => setPlace(parsePlace(location.hash));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const go = useCallback((/** @type {Partial<Place>} */ to) => {
    location.hash = toHash({ ...parsePlace(location.hash), ...to });
  }, []);
  return { place, go };
};

const TOLD_MS = 7_000;

/** One line at the bottom for what has no better place. */
export const useTelling = () => {
  const [told, setTold] = useState('');
  const timer = useRef(0);
  const tell = useCallback((/** @type {string} */ text) => {
    window.clearTimeout(timer.current);
    setTold(text);
    timer.current = window.setTimeout(() => setTold(''), TOLD_MS);
  }, []);
  return { told, tell };
};

/** One question at a time, answered by a dialog. */
export const useAsking = () => {
  const [asked, setAsked] = useState(
    /** @type {{ question: Question, answer: (isYes: boolean) => void } | null} */ (null),
  );
  const ask = useCallback(
    (/** @type {Question} */ question) =>
      new Promise((/** @type {(isYes: boolean) => void} */ resolve) => {
        setAsked({
          question,
          answer: (isYes) => {
            setAsked(null);
            resolve(isYes);
          },
        });
      }),
    [],
  );
  return { asked, ask };
};

const WIDE_PX = 900;

/** Whether the desk is shown; a wide window remembers. */
export const useDesk = () => {
  const [isOpen, setOpen] = useState(
    () => (localStorage.getItem('desk') ?? (window.innerWidth >= WIDE_PX ? 'open' : 'closed')) === 'open',
  );
  const toggle = () => {
    if (window.innerWidth >= WIDE_PX) localStorage.setItem('desk', isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  return { isOpen, toggle };
};
